import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import { startNewEraClient, startOldEraClient, type McpClient } from './mcp-clients.ts';
import { addConnection, addToClaude, allowAccess, openScreen } from './steps.ts';

const picture = resolve(import.meta.dirname, '../fixtures/attachments/burndown.png');
const mail = { label: 'E-mail address', text: 'mia.larsen@harbourpine.example' };
const token = { secretLabel: 'API token' };

test('a week is planned across Jira and ClickUp, and its minutes are written to Confluence', async ({
  window,
  host,
  simulator,
}) => {
  const { jiraCloud, clickup, confluenceCloud } = simulator.sites;

  await test.step('the user connects three systems and says what Claude may do with each', async () => {
    const jira = { system: 'Jira', name: 'Product', address: jiraCloud.url, account: mail, ...token } as const;
    const wiki = {
      system: 'Confluence',
      name: 'Handbook',
      address: `${confluenceCloud.url}/wiki`,
      account: mail,
    } as const;
    await addConnection(window, { ...jira, secret: jiraCloud.issueKey() });
    await addConnection(window, { system: 'ClickUp', name: 'Marketing', ...token, secret: clickup.issueKey() });
    await addConnection(window, { ...wiki, ...token, secret: confluenceCloud.issueKey() });
    await allowAccess(window, 'Product', 'Ask before changes');
    await allowAccess(window, 'Marketing', 'Read and write');
    await allowAccess(window, 'Handbook', 'Ask before changes');
  });

  await test.step('and chooses a folder for files', async () => {
    await openScreen(window, 'Settings');
    await window.getByRole('button', { name: 'Make one in my documents' }).click();
    await expect(window.getByRole('textbox', { name: 'Folder' })).toHaveValue(/MCP Keyring attachments$/);
    await copyFile(picture, join(await window.getByRole('textbox', { name: 'Folder' }).inputValue(), 'burndown.png'));
    await addToClaude(window);
  });

  const asked: string[] = [];
  const claude = await startNewEraClient(host, {
    elicit: (question) => {
      asked.push(question);
      return { action: 'accept', content: {} };
    },
  });
  const week = await test.step('Claude finds what is open for the user in both systems', async () => {
    const answer = await claude.call('search_items', {
      connection: ['Product', 'Marketing'],
      assignee: 'me',
      state: 'open',
    });
    expect(answer).toMatchObject({ isError: false });
    return [...itemsOf(answer, 'Product').slice(0, 2), ...itemsOf(answer, 'Marketing').slice(0, 1)];
  });
  expect(week.map(({ connection }) => connection)).toEqual(['Product', 'Product', 'Marketing']);

  await test.step('it moves three items, in Jira only after the user agreed', async () => {
    for (const item of week) {
      const state = await firstMove(claude, item);
      const moved = await claude.call('update_item', {
        connection: item.connection,
        items: [{ id: item.id, state }],
      });
      expect(moved.text).toContain(state);
      expect(moved).toMatchObject({ isError: false });
      expect(await stateOf(claude, item)).toBe(state);
    }
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain(week[0]?.id);
    expect(asked[0]).toContain('state');
  });

  const [first] = week;
  if (first === undefined) throw new Error('There is no item');
  const issue = { connection: first.connection, item: first.id };
  await test.step('it logs time', async () => {
    const logged = await claude.call('log_time', { ...issue, hours: 1.5, comment: 'Planned the week' });
    expect(logged).toMatchObject({ isError: false });
    const read = await claude.call('get_item', { connection: first.connection, ids: first.id, include: ['time'] });
    expect(read.text).toContain('Planned the week');
    expect(read.text).toContain('1.5');
  });

  await test.step('it attaches a picture from the folder, and sees it', async () => {
    expect(await claude.call('add_attachment', { ...issue, file: 'burndown.png' })).toMatchObject({ isError: false });
    const { raw } = await claude.call('get_attachment', { ...issue, attachment: 'burndown.png' });
    expect(raw).toMatchObject({
      content: expect.arrayContaining([expect.objectContaining({ mimeType: 'image/png' })]),
    });
    const outside = await claude.call('add_attachment', { ...issue, file: '../.config/mcp-keyring/connections.json' });
    expect(outside).toMatchObject({ isError: true });
  });

  await test.step('a client that cannot ask writes the minutes after a preview', async () => {
    const client = await startOldEraClient(host);
    const [space] = projectsOf(await client.call('list_projects', { connection: 'Handbook' }));
    const page = {
      connection: 'Handbook',
      space: space?.key ?? space?.id,
      title: 'Minutes of the week',
      body: minutes(week),
    };
    const preview = await client.call('save_page', page);
    expect(preview.text).toContain('NOTHING IS CHANGED YET');
    const { confirm } = structured(preview);
    expect(
      (await client.call('search_pages', { connection: 'Handbook', text: 'Minutes of the week' })).text,
    ).not.toContain('Minutes of the week](');
    const saved = await client.call('save_page', { ...page, confirm });
    expect(saved).toMatchObject({ isError: false });
    const [{ id = '' } = {}] = structured(saved).results ?? [];
    const read = await client.call('get_page', { connection: 'Handbook', id });
    expect(read.text).toContain('| Item | State |');
    expect(read.text).toContain(week[0]?.title);
    await client.close();
  });

  await test.step('the window shows what was done', async () => {
    await openScreen(window, 'MCP server');
    await expect(window.getByText('save_page').first()).toBeVisible();
  });
  await claude.close();
});

type Found = { readonly connection: string; readonly id: string; readonly title: string };

const answerForm = z.looseObject({
  structuredContent: z.looseObject({
    confirm: z.string().optional(),
    results: z
      .array(
        z.looseObject({
          id: z.string().optional(),
          connection: z.string().optional(),
          found: z
            .array(z.looseObject({ id: z.string(), key: z.string().optional(), title: z.string().optional() }))
            .optional(),
        }),
      )
      .optional(),
  }),
});

const structured = ({ raw }: { readonly raw: unknown }) => answerForm.parse(raw).structuredContent;

function itemsOf(answer: { readonly raw: unknown }, connection: string): Found[] {
  const share = structured(answer).results?.find((one) => one.connection === connection);
  return (share?.found ?? []).map(({ id, title = '' }) => ({ connection, id, title }));
}

function projectsOf(answer: { readonly raw: unknown }) {
  return structured(answer).results?.flatMap(({ found = [] }) => found) ?? [];
}

async function firstMove(client: McpClient, { connection, id }: Found): Promise<string> {
  const { text } = await client.call('get_item', { connection, ids: id, include: ['moves'] });
  const moves = /^Can move to: (.+)$/m.exec(text)?.[1]?.split(', ') ?? [];
  const other = moves.find((move) => move !== stateIn(text));
  if (other === undefined) throw new Error(`There is no move:\n${text}`);
  return other;
}

async function stateOf(client: McpClient, { connection, id }: Found): Promise<string | undefined> {
  const { text } = await client.call('get_item', { connection, ids: id });
  return stateIn(text);
}

function stateIn(text: string): string | undefined {
  return /^State: (.+?)(?: \((?:open|done)\))?$/m.exec(text)?.[1];
}

function minutes(week: readonly Found[]): string {
  const rows = week.map(({ id, title }) => `| ${id} ${title.replaceAll('|', '/')} | moved |`);
  return [
    '## Decisions',
    '',
    '- **Three** items go on this week.',
    '',
    '| Item | State |',
    '| --- | --- |',
    ...rows,
  ].join('\n');
}
