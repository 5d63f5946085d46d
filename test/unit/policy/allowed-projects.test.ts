import { describe, expect, it } from 'vitest';
import {
  deletes,
  everything,
  file,
  guarded,
  item,
  may,
  onlyIn,
  operation,
  page,
  prepared,
  reads,
  writes,
  type Client,
} from './fixtures.ts';

describe('a connection limited to some projects', () => {
  const elsewhere = everything('out');

  it.each([...writes, ...deletes, ...reads])('works inside them (%s)', async (_group, use) => {
    const { client } = everything();
    await use(guarded(onlyIn, client));
  });

  it.each([...writes, ...deletes])('refuses to write elsewhere (%s)', async (_group, write) => {
    await expect(write(guarded(onlyIn, elsewhere.client))).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('Inside') as string,
    });
  });

  it.each([[[]], [['in', 'out']]])('refuses a change whose projects are %j', async (projects) => {
    const { client } = everything();
    const items = { ...client.items, prepareUpdate: () => Promise.resolve(prepared(projects)) };
    const limited = guarded(onlyIn, { ...client, items });
    await expect(limited.items.prepareUpdate('X-1', {})).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('does not tell why a change elsewhere cannot be made', async () => {
    const { client } = everything('out');
    const reason = new Error('field Codename: allowed values Falcon');
    const items = { ...client.items, prepareUpdate: () => Promise.reject(reason) };
    const limited = guarded(onlyIn, { ...client, items });
    await expect(limited.items.prepareUpdate('X-1', {})).rejects.toMatchObject({ code: 'not-allowed' });
    const inside = guarded(onlyIn, { ...everything().client, items });
    await expect(inside.items.prepareUpdate('X-1', {})).rejects.toBe(reason);
  });

  it.each([
    ['an item', (client: Client) => client.getItem('X-1')],
    ['a page', (client: Client) => client.pages.getPage('9')],
    ['a project', (client: Client) => client.describeProject({ project: 'out' })],
    ['people without a project', (client: Client) => client.listPeople({ limit: 5 })],
    ['people of another project', (client: Client) => client.listPeople({ limit: 5, project: 'out' })],
    ['sprints without a project', (client: Client) => client.listSprints({ limit: 5 })],
    ['a search in another project', (client: Client) => client.searchItems({ limit: 5, project: 'out' })],
  ])('refuses to read %s', async (_what, read) => {
    await expect(read(guarded(onlyIn, elsewhere.client))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('refuses attachments of items and pages elsewhere before asking for them', async () => {
    const { client, names } = everything('out');
    const { attachments } = guarded(onlyIn, client);
    for (const owner of [item, page]) {
      await expect(attachments.listAttachments(owner)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(attachments.download(owner, '1', 10)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(attachments.prepareUpload(owner, file)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(attachments.prepareDelete!(owner, '1')).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect(new Set(names())).toEqual(new Set(['getItem', 'getPage']));
  });

  it('counts what tells no project as elsewhere', async () => {
    const { client } = everything();
    const silent = { ...client, getItem: () => Promise.resolve({ id: 'X-1', title: 'One' }) };
    await expect(guarded(onlyIn, silent).getItem('X-1')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('asks searches to stay within, and leaves out what comes all the same', async () => {
    const { client, asked } = everything();
    const rows = [
      { id: 'X-1', title: 'One', projectId: 'in' },
      { id: 'S-1', title: 'Secret', projectId: 'out' },
      { id: 'U-1', title: 'Unknown' },
    ];
    const searchItems: Client['searchItems'] = async (query) => {
      await client.searchItems(query);
      return { items: rows, total: 3, nextCursor: 'n' };
    };
    const searchPages: Client['pages']['searchPages'] = async (query) => {
      await client.pages.searchPages(query);
      return { items: rows };
    };
    const limited = guarded(onlyIn, { ...client, searchItems, pages: { ...client.pages, searchPages } });
    const found = await limited.searchItems({ limit: 5, query: 'project = S', within: ['in', 'out'] });
    expect(found).toMatchObject({ items: [rows[0]], nextCursor: 'n', note: expect.stringContaining('Only') as string });
    expect(found.items).toHaveLength(1);
    expect(found.total).toBeUndefined();
    expect((await limited.pages.searchPages({ limit: 5 })).items).toEqual([rows[0]]);
    await limited.searchItems({ limit: 5, project: ' in ' });
    expect(asked).toMatchObject([
      ['searchItems', { within: ['in'], query: 'project = S' }],
      ['searchPages', { within: ['in'] }],
      ['searchItems', { within: ['in'], project: 'in' }],
    ]);
  });

  it('finds its projects by key and name, and passes their id on', async () => {
    const { client, asked } = everything();
    const limited = guarded(onlyIn, client);
    await limited.describeProject({ project: 'INSIDE' });
    await limited.listSprints({ limit: 5, project: 'in' });
    await limited.listPeople({ limit: 5, project: 'IN' });
    expect(asked.filter(([name]) => name !== 'listProjects')).toMatchObject([
      ['describeProject', { project: 'in' }],
      ['listSprints', { project: 'in' }],
      ['listPeople', { project: 'in' }],
    ]);
  });

  it('lists only these projects, over all pages of the system', async () => {
    const { client } = everything();
    const listProjects: Client['listProjects'] = ({ cursor = '0' }) =>
      Promise.resolve({
        items: [{ id: `p${cursor}`, name: `P ${cursor}` }],
        nextCursor: cursor === '9' ? undefined : String(Number(cursor) + 1),
        total: 10,
      });
    const projects = [3, 5, 9].map((number) => ({ id: `p${String(number)}`, name: '' }));
    const limited = guarded({ ...may, projects: [projects[0]!, ...projects.slice(1)] }, { ...client, listProjects });
    const first = await limited.listProjects({ limit: 2 });
    expect(first).toMatchObject({ items: [{ id: 'p3' }, { id: 'p5' }], total: 3 });
    const rest = await limited.listProjects({ limit: 2, cursor: first.nextCursor });
    expect(rest.items).toEqual([{ id: 'p9', name: 'P 9' }]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('tells nothing of linked items and children elsewhere but that they are there', async () => {
    const { client } = everything();
    const getItem = () =>
      Promise.resolve({
        id: 'X-1',
        title: 'One',
        projectId: 'in',
        links: [
          { type: 'blocks', to: 'X-2', title: 'Two', state: 'Open', projectId: 'in' },
          { type: 'blocks', to: 'S-1', title: 'Secret', state: 'Open', projectId: 'out' },
          { type: 'blocks', to: 'U-1', title: 'Unknown', state: 'Open' },
          { type: 'web', to: 'https://example.com', title: 'A page' },
        ],
        children: [
          { id: 'X-3', title: 'Three', projectId: 'in' },
          { id: 'S-2', title: 'Secret', state: 'Open', assignees: ['Mia'], projectId: 'out' },
        ],
      });
    const got = await guarded(onlyIn, { ...client, getItem }).getItem('X-1');
    expect(got.links).toEqual([
      { type: 'blocks', to: 'X-2', title: 'Two', state: 'Open', projectId: 'in' },
      { type: 'blocks', to: 'S-1' },
      { type: 'blocks', to: 'U-1' },
      { type: 'web', to: 'https://example.com', title: 'A page' },
    ]);
    expect(got.children).toEqual([
      { id: 'X-3', title: 'Three', projectId: 'in' },
      { id: 'S-2', title: '(in a project that is not allowed)' },
    ]);
  });

  it('makes no calls of the system’s own API', async () => {
    const { client, asked } = everything();
    await expect(guarded(onlyIn, client).call(operation('GET'))).rejects.toMatchObject({ code: 'not-allowed' });
    expect(asked).toEqual([]);
  });
});
