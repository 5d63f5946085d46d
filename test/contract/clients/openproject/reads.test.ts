import { describe, expect, it } from 'vitest';
import { failureOf } from '../set-up.ts';
import { halden, useOpenProject } from './use-openproject.ts';

const op = useOpenProject();

describe('pages', () => {
  it('are the documents, searched here, with a word about wiki pages', async () => {
    const found = await op.client.pages.searchPages({ text: 'opening', space: 'Showroom Bergen', limit: 10 });
    expect(found.items).toMatchObject([{ id: 'document:40', title: 'Minutes of Showroom Bergen', projectId: '4' }]);
    expect(found.note).toContain('wiki pages');
    const all = await op.client.pages.searchPages({ limit: 4 });
    const rest = await op.client.pages.searchPages({ limit: 4, cursor: all.nextCursor });
    expect(all.items.length + rest.items.length).toBe(6);
    expect(new Set([...all.items, ...rest.items].map(({ id }) => id)).size).toBe(6);
    expect(rest.nextCursor).toBeUndefined();
    expect((await op.client.pages.searchPages({ limit: 9, within: ['5'] })).items).toHaveLength(2);
  });

  it('can be changed in one section', async () => {
    const draft = { id: 'document:30', section: 'Open questions', body: 'None.' };
    const prepared = await op.client.pages.prepareSave!(draft);
    expect(prepared).toMatchObject({ kind: 'update', projects: ['3'] });
    await prepared.apply();
    const { body, attachments } = await op.client.pages.getPage('document:30', { include: ['attachments'] });
    expect(body).toContain('We keep the opening date.');
    expect(body).toMatch(/## Open questions\s+None\.\s*$/);
    expect(attachments).toEqual([]);
  });

  it('of the wiki show their title only, and cannot be written', async () => {
    const page = await op.client.pages.getPage('wiki:30');
    expect(page).toMatchObject({ title: 'Wiki of Logistics Centre Halden', kind: 'wiki page', body: undefined });
    expect(page.notes?.[0]).toContain('browser');
    for (const draft of [
      { id: 'wiki:30', body: 'x' },
      { space: '3', title: 'New', body: 'x' },
    ]) {
      expect((await failureOf(op.client.pages.prepareSave!(draft))).code).toBe('unsupported');
    }
  });
});

describe('what there is', () => {
  it('of a project and a type', async () => {
    const found = await op.client.describeProject({ project: 'Showroom Bergen', type: 'bug' });
    expect(found).toMatchObject({
      project: { id: '4' },
      priorities: ['Immediate', 'High', 'Normal', 'Low'],
      labels: ['interior', 'press'],
      activities: ['Management', 'Specification', 'Construction', 'Other'],
      lists: [
        { name: 'Version', values: ['Autumn', 'Winter'] },
        { name: 'Sprint', values: ['Bergen 2', 'Bergen 3'] },
      ],
    });
    expect(found.types.map(({ name }) => name)).toEqual(['Task', 'Phase', 'Feature', 'Bug']);
    expect(found.types[0]?.fields).toBeUndefined();
    expect(found.types[3]?.states).toContainEqual({ name: 'Closed', done: true });
    expect(found.types[3]?.fields).toContainEqual({
      name: 'Affected hall',
      id: 'customField1',
      type: 'choice',
      required: true,
      allowed: ['Hall A', 'Hall B', 'Outside'],
      more: undefined,
    });
    expect(found.types[3]?.fields?.find(({ name }) => name === 'Assignee')).toMatchObject({ type: 'person' });
  });

  it('of people, in a project and everywhere', async () => {
    const tom = { name: 'Tom Becker', login: 'tom.becker', email: 'tom.becker@harbourpine.example' };
    expect((await op.client.listPeople({ project: halden, text: 'tom.b', limit: 5 })).items).toMatchObject([tom]);
    expect((await op.client.listPeople({ text: 'becker', limit: 5 })).items).toMatchObject([tom]);
    const first = await op.client.listPeople({ project: halden, limit: 8 });
    const second = await op.client.listPeople({ project: halden, limit: 8, cursor: first.nextCursor });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([8, 4, undefined]);
  });

  it('of sprints, or of versions where there are none', async () => {
    const bergen = await op.client.listSprints({ project: 'showroom-bergen', limit: 9 });
    expect(bergen.items.map(({ name, kind, state }) => `${name} ${kind ?? ''} ${state ?? ''}`)).toEqual([
      'Bergen 2 sprint active',
      'Bergen 3 sprint future',
    ]);
    const other = await op.client.listSprints({ project: halden, limit: 9 });
    expect(other.items.map(({ name, kind, state }) => `${name} ${kind ?? ''} ${state ?? ''}`)).toEqual([
      'Autumn version active',
      'Winter version future',
    ]);
    expect(other.note).toContain('versions');
    expect(await op.client.listSprints({ project: halden, state: 'closed', limit: 9 })).toMatchObject({
      items: [{ name: 'Summer' }],
    });
  });
});

describe('a search held within projects', () => {
  const everything = '[]';
  it.each([
    [{}],
    [{ query: everything }],
    [{ query: '[{"project":{"operator":"=","values":["3","4"]}}]' }],
    [{ query: '[{"project_id":{"operator":"!","values":["3"]}}]' }],
  ])('shows nothing else, whatever %j asks', async (asked) => {
    const { items: found, total } = await op.client.searchItems({ ...asked, within: ['4'], limit: 50 });
    expect(new Set(found.map(({ projectId }) => projectId))).toEqual(new Set(['4']));
    expect(total).toBe(found.length);
  });

  it.each([[{ project: halden }], [{ query: '[{"project":{"operator":"=","values":["3"]}}]' }]])(
    'is empty for %j, and says why',
    async (asked) => {
      const page = await op.client.searchItems({ ...asked, within: ['4'], limit: 50 });
      expect(page).toMatchObject({ items: [], note: expect.stringContaining('limited') as string });
    },
  );

  it('knows type, label and due date, and gives further fields', async () => {
    const asked = { project: halden, type: 'bug', fields: ['Affected hall', 'Author'], limit: 50 };
    const { items: bugs } = await op.client.searchItems(asked);
    expect(new Set(bugs.map(({ type }) => type))).toEqual(new Set(['Bug']));
    expect(bugs[0]?.fields?.map(({ name }) => name)).toEqual(['Affected hall', 'Author']);
    const { items: site } = await op.client.searchItems({ project: halden, label: 'Site', limit: 50 });
    expect(site.length).toBeGreaterThan(0);
    const { items: due } = await op.client.searchItems({ dueBefore: '2026-11-20', state: 'open', limit: 50 });
    expect(due.length).toBeGreaterThan(0);
    expect(due.every(({ dueDate, done }) => dueDate! < '2026-11-20' && done === false)).toBe(true);
    expect((await failureOf(op.client.searchItems({ label: 'Site', limit: 5 }))).next).toContain('project');
  });
});
