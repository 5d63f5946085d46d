import { beforeAll, describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';
import type { Prepared } from '../../../src/providers/writes.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';

const setting = useProviders();
const flavour = flavours.find(({ site }) => site === 'targetprocess')!;

let client: ProviderClient;
beforeAll(async () => {
  client = await setting.open(flavour);
});

const apply = async (prepared: Promise<Prepared>) => (await prepared).apply();
/** A story in the first state, made for the test that asks. */
async function newStory(title: string): Promise<string> {
  return (await apply(client.items!.prepareCreate({ title, project: 'PP', type: 'User Story' }))).id;
}

describe('reading more of Targetprocess', () => {
  it('describes a project with the states, moves and fields of its process', async () => {
    const found = await client.describeProject!({ project: 'PP', type: 'Bug' });
    const bug = found.types.find(({ name }) => name === 'Bug')!;
    expect(bug.states).toEqual([
      { name: 'Open', done: false, moves: ['In Progress', 'Done'] },
      { name: 'In Progress', done: false, moves: ['Open', 'In Testing', 'Done'] },
      { name: 'In Testing', done: false, moves: ['In Progress', 'Done'] },
      { name: 'Done', done: true, moves: ['In Progress'] },
    ]);
    expect(bug.fields).toContainEqual(expect.objectContaining({ name: 'Found In', required: true }));
    expect(bug.fields).toContainEqual(
      expect.objectContaining({ name: 'Origin', type: 'choice', allowed: ['Customer', 'Support', 'Internal'] }),
    );
    expect(found.types.find(({ name }) => name === 'UserStory')!.states.map(({ name }) => name)).not.toContain(
      'Coding',
    );
    expect(found).toMatchObject({ project: { id: '201' }, priorities: ['Must Have', 'Great', 'Good', 'Nice To Have'] });
    expect(found.linkTypes).toContain('Blocker (inbound)');
    expect(found.lists).toContainEqual({ name: 'Team', values: ['Checkout'] });
    const kanban = await client.describeProject!({ project: 'Store Systems', type: 'Bug' });
    expect(kanban.types.find(({ name }) => name === 'Bug')!.fields!.map(({ name }) => name)).not.toContain('Origin');
  });

  it('lists the people of a project', async () => {
    const all = await client.listPeople!({ limit: 50 });
    const members = await client.listPeople!({ project: 'PP', limit: 5 });
    expect([all.total, members.total, members.items.length]).toEqual([12, 8, 5]);
    const rest = await client.listPeople!({ project: 'PP', limit: 5, cursor: members.nextCursor });
    expect(rest).toMatchObject({ nextCursor: undefined });
    const [jonas] = (await client.listPeople!({ text: 'WEBER', limit: 5 })).items;
    expect(jonas).toEqual({
      id: '2',
      name: 'Jonas Weber',
      login: 'jonas.weber',
      email: 'jonas.weber@harbourpine.example',
    });
  });

  it('lists sprints of all kinds, the closed ones only when asked', async () => {
    const open = await client.listSprints!({ project: 'PP', limit: 50 });
    expect(open.items.map(({ name, kind, state }) => [name, kind, state])).toContainEqual([
      'Checkout #2',
      'team iteration',
      'active',
    ]);
    expect(open.items.map(({ of }) => of)).not.toContain('Stores');
    expect(open.items.map(({ state }) => state)).not.toContain('closed');
    const closed = await client.listSprints!({ project: 'PP', state: 'closed', limit: 50 });
    expect(closed.items.map(({ name }) => name)).toContain('Checkout #1');
  });

  it('searches by type, label, sprint and due date', async () => {
    const id = await newStory('Found by all');
    await apply(
      client.items!.prepareUpdate(id, { sprint: 'Checkout #3', dueDate: '2031-05-01', add: { labels: ['rare'] } }),
    );
    const ids = async (query: object) => (await client.searchItems({ limit: 50, ...query })).items.map((one) => one.id);
    expect(await ids({ label: 'RARE' })).toEqual([id]);
    expect(await ids({ label: 'rar' })).toEqual([]);
    expect(await ids({ sprint: 'Checkout #3', type: 'user story' })).toEqual([id]);
    expect(await ids({ label: 'rare', dueBefore: '2031-05-02' })).toEqual([id]);
    expect(await ids({ label: 'rare', dueBefore: '2031-05-01' })).toEqual([]);
    const { items } = await client.searchItems({ limit: 50, type: 'Release', project: 'PP' });
    expect(items.map(({ title }) => title)).toContain('PP 2.0');
    expect((await failureOf(client.searchItems({ limit: 5, type: 'Relaese' }))).code).toBe('query-rejected');
  });

  it('never leaves the projects it is limited to', async () => {
    for (const query of [{}, { query: "EntityType.Name eq 'Bug'" }, { project: '201' }, { text: 'a' }]) {
      const { items } = await client.searchItems({ limit: 100, within: ['202'], ...query });
      expect(items.filter(({ projectId }) => projectId !== '202')).toEqual([]);
    }
    expect((await client.searchItems({ limit: 100, within: ['202'] })).items.length).toBeGreaterThan(0);
    expect((await client.searchItems({ limit: 100, within: [] })).items).toEqual([]);
    expect((await client.searchItems({ limit: 100, within: ['nonsense'] })).items).toEqual([]);
  });

  it('shows children and every field with a value', async () => {
    const { children, fields } = await client.getItem('12001', { include: ['children'], fields: ['*'] });
    expect(children!.length).toBeGreaterThan(2);
    expect(children!.every(({ projectId }) => projectId === '201')).toBe(true);
    expect(fields).toContainEqual({ name: 'Units', value: 'h' });
  });
});
