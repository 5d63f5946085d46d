import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { firstItem, foundItems, startNewEraClient, type McpClient } from './mcp-clients.ts';
import { addToClaude, fillConnection, row, type NewConnection } from './steps.ts';
import type { Simulator, Site } from '../../src/simulator/simulator.ts';

/** `told`: what the result of the test calls the system. */
type Flavour = NewConnection & { readonly told: string };

const withoutScheme = (url: string): string => url.replace('http://', '');
const mail = { label: 'E-mail address', text: 'mia.larsen@harbourpine.example' };

function keyOf({ accounts: [usual] }: Site): string {
  if (usual === undefined) throw new Error('The site has no account');
  return usual.secret;
}

/** Each as somebody types or pastes it who has never thought about base addresses. */
function flavours({ sites }: Simulator): readonly Flavour[] {
  const { jiraCloud, jiraDataCenter, confluenceCloud, confluenceDataCenter, openproject, targetprocess } = sites;
  const token = { secretLabel: 'API token' };
  const personal = { secretLabel: 'Personal access token', method: 'Personal access token (Data Center)' };
  return [
    {
      ...{ system: 'Jira', name: 'Product teams', told: 'Jira Cloud', ...token, account: mail },
      ...{ address: `${withoutScheme(jiraCloud.url)}/browse/SHOP-12?filter=1`, secret: keyOf(jiraCloud) },
    },
    {
      ...{ system: 'Jira', name: 'Warehouse', told: 'Jira Data Center', ...personal },
      ...{ address: `${jiraDataCenter.url}/browse/WH-3`, secret: keyOf(jiraDataCenter) },
    },
    {
      ...{ system: 'Confluence', name: 'Handbook', told: 'Confluence Cloud', ...token, account: mail },
      ...{ address: `${withoutScheme(confluenceCloud.url)}/wiki`, secret: keyOf(confluenceCloud) },
    },
    {
      ...{ system: 'Confluence', name: 'Operations', told: 'Confluence Data Center', ...personal },
      ...{ address: `${confluenceDataCenter.url}/`, secret: keyOf(confluenceDataCenter) },
    },
    {
      ...{ system: 'OpenProject', name: 'Logistics', told: 'OpenProject', ...token },
      ...{ address: ` ${withoutScheme(openproject.url)}/projects/demo/work_packages `, secret: keyOf(openproject) },
    },
    { system: 'ClickUp', name: 'Marketing', told: 'ClickUp', ...token, secret: keyOf(sites.clickup) },
    {
      ...{ system: 'Targetprocess', name: 'Payments', told: 'Targetprocess', secretLabel: 'Access token' },
      ...{ address: `${withoutScheme(targetprocess.url)}/entity/1042`, secret: keyOf(targetprocess) },
    },
  ];
}

async function addAndSeeWhose(window: Page, flavour: Flavour): Promise<void> {
  await fillConnection(window, flavour);
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  const result = dialog.getByRole('status').filter({ hasText: 'Works: signed in as Mia Larsen' });
  await expect(result).toContainText(flavour.told);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(window, flavour.name)).toContainText('Works');
}

/** All tools but list_connections; what a search finds by a word of its title can be opened. */
async function useAllTools(client: McpClient, connection: string): Promise<void> {
  const whose = await client.call('check_connection', { connection });
  expect(whose).toMatchObject({ isError: false });
  expect(whose.text).toContain('Mia Larsen');
  const projects = await client.call('list_projects', { connection });
  expect(projects).toMatchObject({ isError: false });
  expect(projects.text).toMatch(/^- /m);
  const { id, title } = firstItem(await client.call('search_items', { connection, limit: 1 }));
  const text = longestWord(title);
  const found = foundItems(await client.call('search_items', { connection, text, limit: 50 }));
  expect(found.map((item) => item.id)).toContain(id);
  const item = await client.call('get_item', { connection, ids: id });
  expect(item).toMatchObject({ isError: false });
  expect(item.text).toContain(`# ${id} ${title}`);
}

function longestWord(title: string): string {
  const [longest = title] = (title.match(/\p{L}+/gu) ?? []).toSorted((a, b) => b.length - a.length);
  return longest;
}

test('every system is added as a newcomer would, and Claude can use all of them', async ({
  window,
  host,
  simulator,
}) => {
  test.slow(); // Seven forms and forty calls.
  const all = flavours(simulator);
  for (const flavour of all) {
    await test.step(`${flavour.told} is added from what was pasted`, () => addAndSeeWhose(window, flavour));
  }
  await addToClaude(window);
  const claude = await startNewEraClient(host);
  const listed = await claude.call('list_connections');
  for (const { name, told } of all) {
    expect(listed.text).toContain(name);
    await test.step(`Claude works with ${told}`, () => useAllTools(claude, name));
  }
  await claude.close();
});

test('a token with scopes finds the Atlassian gateway by itself', async ({ window, host, simulator }) => {
  const { jiraCloud } = simulator.sites;
  const secret = jiraCloud.issueKey({ scoped: true });
  await addAndSeeWhose(window, {
    ...{ system: 'Jira', name: 'Scoped', told: 'Jira Cloud', secretLabel: 'API token', account: mail },
    ...{ address: withoutScheme(jiraCloud.url), secret },
  });
  await addToClaude(window);
  const claude = await startNewEraClient(host);
  const before = jiraCloud.requests.length;
  await useAllTools(claude, 'Scoped');
  const asked = jiraCloud.requests.slice(before);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter(({ path }) => !path.startsWith(`/ex/jira/${simulator.gateway.cloudId}/`))).toEqual([]);
  await claude.close();
});
