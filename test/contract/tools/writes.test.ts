import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAttachmentFolder } from '../../../src/attachments/attachment-folder.ts';
import { policy } from '../../../src/policy/policy.ts';
import type { SiteName } from '../../../src/simulator/simulator.ts';
import { aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from '../../unit/mcp/harness.ts';
import { flavours, type Flavour } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';

const setting = useProviders();
const everythingAllowed = policy.parse({ access: 'read-write', allowDelete: true });

type Words = {
  readonly project: string;
  readonly type: string;
  readonly state: string;
  readonly priority: string;
  readonly link: string;
};
const words: Partial<Record<SiteName, Words>> = {
  jiraCloud: { project: 'WEB', type: 'Task', state: 'In Progress', priority: 'High', link: 'blocks' },
  jiraDataCenter: { project: 'WMS', type: 'Task', state: 'In Progress', priority: 'High', link: 'blocks' },
  openproject: {
    project: 'Logistics Centre Halden',
    type: 'Task',
    state: 'In progress',
    priority: 'High',
    link: 'blocks',
  },
  clickup: { project: 'Spring campaign', type: 'Task', state: 'in review', priority: 'high', link: 'waiting on' },
  targetprocess: { project: 'PP', type: 'User Story', state: 'In Progress', priority: 'Great', link: 'Blocker' },
};
const withItems = flavours.filter(({ site }) => words[site] !== undefined);
const withPages = [
  { site: 'confluenceCloud', space: 'PROD', canComment: true },
  { site: 'confluenceDataCenter', space: 'OPS', canComment: true },
  { site: 'clickup', space: 'Style guide', canComment: false },
] as const;

type Row = { id: string; url?: string; changes?: { field: string; before?: string; after?: string }[] };
type Found = { results: { found: { title: string }[] }[] };
type Call = (tool: string, args: object) => Promise<Row>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyring-writes-'));
  await writeFile(join(folder, 'notes.txt'), 'Oak first');
});

/** The real server over the real client; a write that ends in anything but one clean result fails the test. */
async function session(flavour: Flavour) {
  const { provider, deployment, site } = flavour;
  const endpoint = { baseUrl: setting.sim.sites[site].url, deployment };
  const connection = aConnection('It', { provider, endpoint, policy: everythingAllowed });
  const access = new FakeAccess().add(connection, await setting.open(flavour));
  const files = createAttachmentFolder(() => Promise.resolve(folder));
  const { call } = await connect(access, 'modern', { files });
  const write: Call = async (tool, args) => {
    const { isError, text, structured } = await call(tool, { connection: 'It', ...args });
    const rows = (structured?.['results'] ?? []) as (Row & { problem?: unknown; problems?: unknown[] })[];
    if (isError || rows.length !== 1) throw new Error(text);
    const [row] = rows;
    expect([row!.problem, row!.problems ?? []], text).toEqual([undefined, []]);
    for (const { after = '' } of row!.changes ?? []) expect(text).toContain(after.split('\n')[0]);
    return row!;
  };
  return { write, read: (tool: string, args: object) => call(tool, { connection: 'It', ...args }) };
}

describe.each(withItems)('items of $site written through the tools', (flavour) => {
  const { project, type, state, priority, link } = words[flavour.site]!;

  it('are made, changed, talked about, worked on, furnished and deleted, and read back after each', async () => {
    const { write, read } = await session(flavour);
    const seen = async (id: string, include: string[] = []) => (await read('get_item', { ids: [id], include })).text;
    const other = await write('create_item', { items: [{ project, type, title: 'The other one' }] });
    const draft = { project, type, title: 'Plan the week', description: '- **all** of it', assignees: ['me'] };
    const { id, url, changes } = await write('create_item', { items: [{ ...draft, due: '2026-12-01' }] });
    expect(url).toMatch(/^https?:\/\//);
    expect(changes!.map(({ after }) => after)).toEqual(expect.arrayContaining(['Plan the week', 'Mia Larsen']));

    const links = [{ type: link, to: other.id }];
    const changed = await write('update_item', { items: [{ id, state, priority, due: '', add: { links } }] });
    expect(changed.changes).toContainEqual(
      expect.objectContaining({ before: '2026-12-01' }) as { field: string; before: string },
    );
    const now = await seen(id, ['links']);
    for (const word of [state, priority, '**all** of it', 'Mia Larsen', 'The other one']) expect(now).toContain(word);
    expect(now).not.toContain('2026-12-01');

    const { id: comment } = await write('comment_item', { item: id, action: 'add', text: 'Shall **we**?' });
    await write('comment_item', { item: id, action: 'reply', comment, text: 'We shall.' });
    await write('comment_item', { item: id, action: 'edit', comment, text: 'Shall **they**?' });
    const talk = await seen(id, ['comments']);
    for (const word of ['Shall **they**?', 'We shall.']) expect(talk).toContain(word);

    const { id: entry } = await write('log_time', { item: id, hours: 1.5, comment: 'Thought about it' });
    expect((await write('log_time', { item: id, entry, hours: 2 })).changes).toEqual([
      expect.objectContaining({
        before: expect.stringMatching(/^1\.5( h)?$/) as string,
        after: expect.stringMatching(/^2( h)?$/) as string,
      }),
    ]);
    expect(await seen(id, ['time'])).toMatch(/2 h.*Thought about it|Thought about it.*2 h/s);
    await write('log_time', { item: id, entry, delete: true });
    expect(await seen(id, ['time'])).not.toContain('Thought about it');

    await write('add_attachment', { item: id, file: 'notes.txt' });
    expect((await read('get_attachment', { item: id, attachment: 'notes.txt' })).text).toContain('Oak first');
    // ClickUp has no call for it.
    if (flavour.site !== 'clickup') {
      await write('delete_item', { kind: 'item', id, attachment: 'notes.txt' });
      expect(await seen(id, ['attachments'])).not.toContain('notes.txt');
    }

    await write('delete_item', { kind: 'item', id });
    const gone = await seen(id);
    expect(gone).toContain('(not-found)');
    // Not seeing it proves nothing: it may be hidden from this account as well.
    expect(gone).not.toMatch(/\bdeleted\b(?! or)/);
  });

  it('say of a value that is not allowed which field it is and what is, when made and when changed', async () => {
    const { write, read } = await session(flavour);
    const { id } = await write('create_item', { items: [{ project, type, title: 'Stays as it is' }] });
    const before = (await read('get_item', { ids: [id] })).text;
    const draft = { project, type, title: 'Never made' };
    const cases = [
      [{ priority: 'Nonsense' }, /field priority: .*(High|Great)/i],
      [{ state: 'Nonsense' }, new RegExp(`field (state|status): .*${state}`, 'i')],
    ] as const;
    for (const [wrong, told] of cases) {
      expect((await read('create_item', { items: [{ ...draft, ...wrong }] })).text).toMatch(told);
      expect((await read('update_item', { items: [{ id, ...wrong }] })).text).toMatch(told);
    }
    expect((await read('get_item', { ids: [id] })).text).toBe(before);
    const found = (await read('search_items', { text: 'Never made', limit: 50 })).structured as Found;
    expect(found.results[0]!.found.filter(({ title }) => title === 'Never made')).toEqual([]);
  });
});

describe.each(withPages)('pages of $site written through the tools', ({ site, space, canComment }) => {
  it('are made, changed in one section, talked about, furnished, and read back after each', async () => {
    const { write, read } = await session(flavours.find((flavour) => flavour.site === site)!);
    const seen = async (id: string, include: string[] = []) => (await read('get_page', { id, include })).text;
    const body = '# Present\n\nMia\n\n# Agreed\n\nNothing yet';
    const { id, url } = await write('save_page', { space, title: 'Minutes of Monday', body });
    expect(url).toMatch(/^https?:\/\//);
    await write('save_page', { id, section: 'Agreed', body: 'We **ship**.', title: 'Minutes of the board' });
    const now = await seen(id);
    for (const word of ['Minutes of the board', '# Present', 'Mia', 'We **ship**.']) expect(now).toContain(word);
    expect(now).not.toContain('Nothing yet');
    if (!canComment) return;
    const { id: comment } = await write('comment_page', { page: id, action: 'add', text: 'Shall **we**?' });
    await write('comment_page', { page: id, action: 'reply', comment, text: 'We shall.' });
    await write('comment_page', { page: id, action: 'edit', comment, text: 'Shall **they**?' });
    const talk = await seen(id, ['comments']);
    for (const word of ['Shall **they**?', 'We shall.']) expect(talk).toContain(word);
    await write('add_attachment', { page: id, file: 'notes.txt' });
    expect((await read('get_attachment', { page: id, attachment: 'notes.txt' })).text).toContain('Oak first');
    await write('delete_item', { kind: 'page', id, attachment: 'notes.txt' });
    await write('delete_item', { kind: 'page', id });
    expect(await seen(id)).toContain('(not-found)');
  });
});
