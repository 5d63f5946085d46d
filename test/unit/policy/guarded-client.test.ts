import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  deletes,
  everything,
  guarded,
  item,
  may,
  onlyIn,
  operation,
  page,
  prepared,
  reads,
  writes,
} from './fixtures.ts';

describe('a read-only connection', () => {
  it.each([...writes, ...deletes])('refuses to write (%s) without asking the system', async (_group, write) => {
    const { client, asked } = everything();
    await expect(write(guarded({}, client))).rejects.toMatchObject({
      code: 'read-only',
      next: expect.stringContaining('Access section') as string,
    });
    expect(asked).toEqual([]);
  });

  it.each(reads)('reads all the same (%s)', async (_group, read) => {
    const { client, asked } = everything();
    await read(guarded({}, client));
    expect(asked).toHaveLength(1);
  });

  it('calls the system’s own API only to read', async () => {
    const { client, names } = everything();
    const { call } = guarded({}, client);
    await call(operation('GET'));
    await call(operation('POST', '/rest/api/3/search/jql'));
    expect(names()).toEqual(['call', 'call']);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      await expect(call(operation(method))).rejects.toMatchObject({ code: 'read-only' });
    expect(names()).toHaveLength(2);
  });
});

describe.each(['ask', 'read-write'] as const)('a connection that may write (%s)', (access) => {
  it.each(writes)('lets writing through (%s)', async (_group, write) => {
    const { client, asked } = everything();
    await write(guarded({ access }, client));
    expect(asked).toHaveLength(1);
  });

  it.each(deletes)('refuses to delete (%s) until deleting is allowed', async (_group, remove) => {
    const { client, asked } = everything();
    await expect(remove(guarded({ access }, client))).rejects.toMatchObject({ code: 'not-allowed' });
    expect(asked).toEqual([]);
    await remove(guarded({ access, allowDelete: true }, client));
    expect(asked).toHaveLength(1);
  });

  it('refuses a change that turns out to delete something', async () => {
    const { client } = everything();
    const sly = { ...client.items, prepareUpdate: () => Promise.resolve(prepared(['in'], 'delete')) };
    const { items } = guarded({ access }, { ...client, items: sly });
    await expect(items.prepareUpdate('X-1', {})).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it.each([
    operation('DELETE'),
    operation('POST', '/rest/api/3/bulk/issues/delete'),
    operation('POST', '/rest/api/3/version/1/removeAndSwap'),
    operation('PUT', '/rest/api/3/issue/X-1/%64elete'),
  ])('counts $method $path as deleting', async (deleting) => {
    const { client, asked } = everything();
    await expect(guarded({ access }, client).call(deleting)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(asked).toEqual([]);
    await guarded({ access, allowDelete: true }, client).call(deleting);
    expect(asked).toHaveLength(1);
  });
});

describe('a group that is switched off', () => {
  it.each([...writes, ...deletes, ...reads])('refuses its own calls (%s) and no others', async (group, use) => {
    const { client, asked } = everything();
    await expect(use(guarded({ ...may, groupsOff: [group as 'items'] }, client))).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('switched off') as string,
    });
    expect(asked).toEqual([]);
    await use(guarded({ ...may, groupsOff: ['operations'] }, client));
  });

  it('refuses other calls of the system with "operations"', async () => {
    const { client } = everything();
    const { call } = guarded({ ...may, groupsOff: ['operations'] }, client);
    await expect(call(operation('GET'))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('leaves listing projects and checking the connection alone', async () => {
    const { client, names } = everything();
    const all = guarded({ groupsOff: ['items', 'pages', 'time', 'attachments', 'operations'] }, client);
    await all.whoAmI();
    await all.listProjects({ limit: 5 });
    expect(names()).toEqual(['whoAmI', 'listProjects']);
  });

  it('hides attachments and time inside an item, and says so', async () => {
    const { client, asked } = everything();
    const full = { ...client, getItem: client.getItem };
    full.getItem = async (id, options) => ({
      ...(await client.getItem(id, options)),
      time: [{ id: '1', hours: 1 }],
      attachments: [{ id: '1', name: 'a.txt' }],
    });
    const got = await guarded({ groupsOff: ['time', 'attachments'] }, full).getItem('X-1', {
      include: ['comments', 'time', 'attachments'],
    });
    expect(got).not.toHaveProperty('time');
    expect(got).not.toHaveProperty('attachments');
    expect(got.notes?.join()).toMatch(/time: switched off.*attachments: switched off/);
    expect(asked[0]).toMatchObject(['getItem', 'X-1', { include: ['comments'] }]);
  });

  it('hides attachments inside a page', async () => {
    const { client, asked } = everything();
    const got = await guarded({ groupsOff: ['attachments'] }, client).pages.getPage('9', { include: ['attachments'] });
    expect(got.notes).toEqual(['attachments: switched off for this connection.']);
    expect(asked[0]).toMatchObject(['getPage', '9', { include: [] }]);
  });

  it('keeps attachments of items away when items are off, and of pages when pages are', async () => {
    const { client } = everything();
    const { attachments: ofItems } = guarded({ groupsOff: ['items'] }, client);
    await expect(ofItems.listAttachments(item)).rejects.toMatchObject({ code: 'not-allowed' });
    await ofItems.listAttachments(page);
    const { attachments: ofPages } = guarded({ groupsOff: ['pages'] }, client);
    await expect(ofPages.download(page, '1', 10)).rejects.toMatchObject({ code: 'not-allowed' });
    await ofPages.listAttachments(item);
  });

  it('hides Confluence’s pages as items too', async () => {
    const { client } = everything();
    const confluence = guarded({ groupsOff: ['pages'] }, client, 'confluence');
    await expect(confluence.searchItems({ limit: 5 })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(confluence.getItem('9')).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('what the guard knows', () => {
  it('is every member there is: a new one is refused until it is named here and guarded', async () => {
    const members = {
      ProviderClient: { file: 'provider', value: everything().client },
      ItemWrites: { file: 'writes', value: everything().client.items },
      PageCalls: { file: 'pages', value: everything().client.pages },
      AttachmentCalls: { file: 'attachments', value: everything().client.attachments },
    };
    for (const [name, { file: source, value }] of Object.entries(members))
      expect([name, ...(await membersOf(name, source)).sort()]).toEqual([name, ...Object.keys(value).sort()]);
    const through = guarded(may, everything().client);
    const forTools = Object.keys(members.ProviderClient.value).filter((name) => name !== 'tokens');
    expect(Object.keys(through).sort()).toEqual(forTools.sort());
    for (const part of ['items', 'pages', 'attachments'] as const)
      expect(Object.keys(through[part]).sort()).toEqual(Object.keys(everything().client[part]).sort());
  });

  it('lets nothing through that it does not know', () => {
    const more = { ...everything().client, wipe: () => Promise.resolve() };
    expect(guarded(may, more)).not.toHaveProperty('wipe');
  });

  it('keeps the tokens of the user from every tool, whatever is allowed', () => {
    const { client } = everything();
    expect(client).toHaveProperty('tokens');
    expect(guarded(may, client)).not.toHaveProperty('tokens');
    expect(guarded({}, client)).not.toHaveProperty('tokens');
  });

  it('adds nothing that the system does not have', () => {
    const { whoAmI, listProjects, searchItems, getItem } = everything().client;
    expect(Object.keys(guarded(may, { whoAmI, listProjects, searchItems, getItem })).sort()).toEqual([
      'getItem',
      'listProjects',
      'searchItems',
      'whoAmI',
    ]);
  });

  async function membersOf(name: string, source: string): Promise<string[]> {
    const path = new URL(`../../../src/providers/${source}.ts`, import.meta.url);
    const body = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(await readFile(path, 'utf8'))![1]!;
    return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[(:]/gm)].map(([, member]) => member!);
  }
});

describe('a refusal', () => {
  it.each([
    ['the project', { title: 'New', project: 'SECRET' }],
    ['the parent', { title: 'New', parent: 'S-1' }],
  ])('tells nothing of %s outside that an item was to be made in', async (_what, draft) => {
    const { client } = everything();
    const items = { ...client.items, prepareCreate: () => Promise.reject(new Error('types there: Merger, Layoff')) };
    const getItem = (id: string) => Promise.resolve({ id, title: 'One', projectId: id === 'S-1' ? 'out' : 'in' });
    const { items: guardedItems } = guarded(onlyIn, { ...client, items, getItem });
    await expect(guardedItems.prepareCreate(draft)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('tells nothing of the space outside that a page was to be made in', async () => {
    const { client } = everything();
    const pages = { ...client.pages, prepareSave: () => Promise.reject(new Error('a page “Layoffs” is there')) };
    const { pages: guardedPages } = guarded(onlyIn, { ...client, pages });
    const saving = guardedPages.prepareSave!({ title: 'Layoffs', space: 'SECRET' });
    await expect(saving).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

it('keeps the files of Confluence’s pages shut with the pages, whatever they are called', async () => {
  const { client, asked } = everything();
  const { attachments } = guarded({ ...may, groupsOff: ['pages'] }, client, 'confluence');
  await expect(attachments.listAttachments(item)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(attachments.download(item, '1', 10)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(asked).toEqual([]);
});
