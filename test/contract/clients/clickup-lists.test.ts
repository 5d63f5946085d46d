import { describe, expect, it } from 'vitest';
import { brand, campaign, useClickUp } from './clickup-set-up.ts';
import { failureOf } from './set-up.ts';

const use = useClickUp();

describe('what surrounds tasks', () => {
  it('describes a list with its states, fields and types', async () => {
    const described = await use.client.describeProject!({ project: 'Brand', type: 'Bug' });
    expect(described).toMatchObject({
      project: { id: brand, name: 'Brand' },
      types: [{ name: 'Bug', states: [{ name: 'to do', done: false }, {}, {}, { name: 'complete', done: true }] }],
      priorities: ['urgent', 'high', 'normal', 'low'],
      activities: expect.arrayContaining(['meeting']) as string[],
    });
    expect(described.labels).toContain('logo');
    expect(described.types[0]!.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Channel', type: 'choice', allowed: ['Print', 'Web', 'Radio'] }),
        expect.objectContaining({ name: 'Licence', required: true }),
        expect.objectContaining({ name: 'Reviewer', type: 'people' }),
      ]),
    );
  });

  it('lists people and sprints', async () => {
    expect((await use.client.listPeople!({ text: 'webe', limit: 5 })).items).toMatchObject([{ name: 'Jonas Weber' }]);
    const first = await use.client.listPeople!({ project: 'Brand', limit: 5 });
    expect(
      (await use.client.listPeople!({ project: 'Brand', limit: 50, cursor: first.nextCursor })).items,
    ).toHaveLength(7);
    const { items: now, note } = await use.client.listSprints!({ limit: 10 });
    expect(now).toMatchObject([
      { name: 'Sprint 12', state: 'active', start: '2026-11-14', end: '2026-11-27', of: 'Sprints' },
      { name: 'Sprint 13', state: 'future' },
    ]);
    expect(note).toContain('no sprints of its own');
    expect((await use.client.listSprints!({ state: 'closed', limit: 10 })).items).toMatchObject([
      { name: 'Sprint 11' },
    ]);
    expect((await use.client.listSprints!({ project: 'Brand', limit: 10 })).items).toEqual([]);
  });

  it('tells the history of the state and where it can go', async () => {
    const { id } = await use.create();
    await use.update(id, { state: 'in review' });
    const { history, moves } = await use.client.getItem(id, { include: ['history', 'moves'] });
    expect(history?.map(({ changes }) => changes[0])).toEqual([
      { field: 'state', to: 'to do' },
      { field: 'state', from: 'to do', to: 'in review' },
    ]);
    expect(moves).toEqual(['to do', 'in progress', 'complete']);
  });
});

describe('a narrowed search', () => {
  it('stays within the allowed lists whatever is asked', async () => {
    const within = [brand];
    for (const query of [
      {},
      { project: campaign },
      { sprint: 'current' },
      { query: '{"list_ids":["901210000000"]}' },
      { query: '{}' },
      { text: 'a' },
    ]) {
      const { items: found } = await use.client.searchItems({ ...query, within, limit: 100 });
      expect(found.filter(({ projectId }) => projectId !== brand)).toEqual([]);
    }
    expect((await use.client.searchItems({ within, limit: 100 })).items.length).toBeGreaterThan(5);
  });

  it('takes a sprint, a label, a type, a day and ClickUp’s own filters', async () => {
    const { id } = await use.create({
      labels: ['gold'],
      type: 'Milestone',
      dueDate: '2026-11-25',
      sprint: 'Sprint 12',
      fields: { Budget: 7 },
    });
    const found = async (query: object) =>
      (await use.client.searchItems({ limit: 50, ...query })).items.map((one) => one.id);
    expect(await found({ label: 'Gold' })).toEqual([id]);
    expect(await found({ type: 'milestone' })).toEqual([id]);
    expect(await found({ label: 'gold', dueBefore: '2026-11-25' })).toEqual([]);
    expect(await found({ label: 'gold', dueBefore: '2026-11-26' })).toEqual([id]);
    expect(await found({ sprint: 'current', project: campaign, label: 'gold' })).toEqual([id]);
    expect(await found({ query: '{"tags":["gold"],"due_date_lt":"2026-11-26"}' })).toEqual([id]);
    const { items: withFields } = await use.client.searchItems({ limit: 5, label: 'gold', fields: ['budget'] });
    expect(withFields[0]!.fields).toEqual([{ name: 'Budget', value: '7' }]);
    const error = await failureOf(use.client.searchItems({ limit: 5, query: '{"assigned":"me"}' }));
    expect([error.code, error.next]).toEqual(['query-rejected', expect.stringContaining('assignees')]);
  });
});
