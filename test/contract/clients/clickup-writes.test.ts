import { describe, expect, it } from 'vitest';
import { brand, campaign, done, fieldOf, useClickUp } from './clickup-set-up.ts';
import { failureOf } from './set-up.ts';
import type { ItemSummary } from '../../../src/providers/vocabulary.ts';
import type { ItemDraft } from '../../../src/providers/writes.ts';

const use = useClickUp();
const tasksOf = async (project: string): Promise<readonly ItemSummary[]> =>
  (await use.client.searchItems({ project, limit: 50 })).items;
const catalogue = '901210000004';

describe('a new task', () => {
  it('has all that was asked for, as read again', async () => {
    const draft: ItemDraft = {
      title: 'Order 400 ribbons',
      project: 'Spring campaign',
      description: '## Why\n\n- they are **red**',
      type: 'bug',
      state: 'In Progress',
      assignees: ['me', 'Jonas Weber'],
      priority: 'High',
      startDate: '2026-11-21',
      dueDate: '2026-12-01',
      estimateHours: 1.5,
      labels: ['Gifts'],
      watchers: ['amara.okafor@harbourpine.example'],
      sprint: 'current',
      fields: {
        Channel: 'web',
        Audience: ['families', 'Students'],
        Budget: 120,
        'Go-live': '2026-12-24',
        Approved: true,
        points: 3,
      },
    };
    const before = use.writes();
    const prepared = await use.items.prepareCreate(draft);
    expect(prepared).toMatchObject({ kind: 'create', target: 'Order 400 ribbons' });
    expect(prepared.projects).toEqual([campaign, expect.stringMatching(/^\d+$/) as string]);
    expect(use.writes()).toBe(before);
    const written = await prepared.apply();
    expect(written.problems).toBeUndefined();
    const item = await use.client.getItem(written.id, { include: ['watchers'], fields: ['*'] });
    expect(item).toMatchObject({
      title: 'Order 400 ribbons',
      projectId: campaign,
      description: '## Why\n\n- they are **red**',
      type: 'Bug',
      state: 'in progress',
      assignees: ['Mia Larsen', 'Jonas Weber'],
      priority: 'high',
      startDate: '2026-11-21',
      dueDate: '2026-12-01',
      estimateHours: 1.5,
      labels: ['gifts'],
      sprint: 'Sprint 12',
      watchers: ['Mia Larsen', 'Amara Okafor'],
    });
    expect(fieldOf(item, 'Channel')).toBe('Web');
    expect(fieldOf(item, 'Audience')).toBe('Families, Students');
    expect(fieldOf(item, 'Go-live')).toBe('2026-12-24');
    expect(fieldOf(item, 'Approved')).toBe('yes');
    expect(fieldOf(item, 'points')).toBe('3');
    expect(written.changes).toEqual(
      expect.arrayContaining([
        { field: 'state', after: 'in progress' },
        { field: 'assignees', after: 'Jonas Weber, Mia Larsen' },
        { field: 'Channel', after: 'Web' },
      ]),
    );
  });

  it('below another one lives in its list', async () => {
    const [above] = await tasksOf(brand);
    const { id } = await done(use.items.prepareCreate({ title: 'Part', parent: above!.id, fields: { Licence: 'CC' } }));
    expect(await use.client.getItem(id)).toMatchObject({ parent: above!.id, projectId: brand });
    expect((await use.client.getItem(above!.id, { include: ['children'] })).children).toMatchObject([
      { id, title: 'Part' },
    ]);
  });

  it('that cannot be is refused in one go, with every field named, before anything is written', async () => {
    const before = use.writes();
    const error = await failureOf(
      use.items.prepareCreate({
        title: 'X',
        project: brand,
        state: 'done',
        priority: 'soon',
        dueDate: 'tomorrow',
        assignees: ['a'],
        type: 'Story',
        fields: { Channel: 'TV', 'Days left': 3, Nonsense: 1 },
      }),
    );
    expect(error.code).toBe('invalid-input');
    for (const words of [
      'field state: “done” is not there, allowed values to do, in progress, in review, complete',
      'field priority: “soon” is not there, allowed values urgent, high, normal, low',
      'field dueDate',
      'field assignees: “a” may mean several, give the id of one of: ',
      'field type: “Story” is not there, allowed values Task, Milestone, Bug',
      'field Channel: “TV” is not there, allowed values Print, Web, Radio',
      'field Days left: ClickUp does not let programs set',
      'field Nonsense: there is no such field',
      'field Licence: required',
    ]) {
      expect(error.message).toContain(words);
    }
    expect(use.writes()).toBe(before);
  });
});

describe('a changed task', () => {
  it('has the changes and nothing else', async () => {
    const { id } = await use.create({
      labels: ['print'],
      assignees: ['Mia Larsen'],
      priority: 'low',
      dueDate: '2026-12-01',
    });
    const before = await use.client.getItem(id);
    const written = await use.update(id, {
      title: 'Buy blue ribbons',
      state: 'COMPLETE',
      assignees: ['Tom Becker'],
      priority: null,
      dueDate: '2027-01-31',
      fields: { Reviewer: ['Elena Petrova'], Reference: 'A-1' },
      add: { labels: ['Video'], watchers: ['Noah Dubois'] },
      remove: { labels: ['PRINT'] },
    });
    expect(written.problems).toBeUndefined();
    expect(written.changes).toEqual(
      expect.arrayContaining([
        { field: 'title', before: 'Buy ribbons', after: 'Buy blue ribbons' },
        { field: 'state', before: 'to do', after: 'complete' },
        { field: 'assignees', before: 'Mia Larsen', after: 'Tom Becker' },
        { field: 'priority', before: 'low' },
        { field: 'dueDate', before: '2026-12-01', after: '2027-01-31' },
        { field: 'Reviewer', after: 'Elena Petrova' },
        { field: 'labels', before: 'print', after: 'video' },
      ]),
    );
    const after = await use.client.getItem(id, { fields: ['*'] });
    expect(after).toMatchObject({
      done: true,
      labels: ['video'],
      description: before.description,
      parent: before.parent,
    });
    const cleared = await use.update(id, { dueDate: null, fields: { Reviewer: null, reference: null }, assignees: [] });
    expect(cleared.problems).toBeUndefined();
    const empty = await use.client.getItem(id, { fields: ['*'] });
    expect([empty.dueDate, empty.assignees, fieldOf(empty, 'Reviewer'), fieldOf(empty, 'Reference')]).toEqual([
      undefined,
      [],
      undefined,
      undefined,
    ]);
  });

  it('that is so already is left alone', async () => {
    const { id } = await use.create({ labels: ['print'], assignees: ['Mia Larsen'] });
    const count = use.writes();
    const prepared = await use.items.prepareUpdate(id, {
      title: 'Buy ribbons',
      assignees: ['me'],
      state: 'to do',
      add: { labels: ['Print'] },
      remove: { labels: ['video'] },
    });
    expect(prepared.changes).toEqual([]);
    await prepared.apply();
    expect(use.writes()).toBe(count);
  });

  it('is linked and unlinked, seen from both sides', async () => {
    const [one, other] = [await use.create({ title: 'One' }), await use.create({ title: 'Other' })];
    const links = [
      { type: 'Blocks', to: other.id },
      { type: 'relates to', to: other.id },
    ];
    const prepared = await use.items.prepareUpdate(one.id, { add: { links } });
    expect(prepared.projects).toEqual([campaign]);
    expect((await prepared.apply()).problems).toBeUndefined();
    const { links: seen } = await use.client.getItem(other.id, { include: ['links'] });
    expect(seen).toMatchObject([
      { type: 'waiting on', to: one.id, title: 'One', projectId: campaign },
      { type: 'relates to', to: one.id },
    ]);
    await use.update(one.id, { remove: { links } });
    expect((await use.client.getItem(other.id, { include: ['links'] })).links).toEqual([]);
    const error = await failureOf(
      use.items.prepareUpdate(one.id, { add: { links: [{ type: 'blocks', to: '86czzzzzz' }] } }),
    );
    expect(error.message).toContain('field links: there is no task 86czzzzzz');
  });

  it('moves to another list, and to a state that is there', async () => {
    const { id } = await use.create({ project: catalogue, state: 'at the printer' });
    const prepared = await use.items.prepareUpdate(id, { project: 'Newsletter' });
    expect(prepared.projects).toHaveLength(2);
    const written = await prepared.apply();
    expect(written.changes).toEqual([
      { field: 'project', before: 'Catalogue', after: 'Newsletter' },
      { field: 'state', before: 'at the printer', after: 'in progress' },
    ]);
    expect(await use.client.getItem(id)).toMatchObject({ project: 'Newsletter', state: 'in progress' });
  });

  it('goes into a sprint, into another, and out of it', async () => {
    const { id } = await use.create();
    for (const [sprint, expected] of [
      ['current', 'Sprint 12'],
      ['Sprint 13', 'Sprint 13'],
      [null, undefined],
    ] as const) {
      const { problems, changes } = await use.update(id, { sprint });
      expect([problems, changes[0]?.after]).toEqual([undefined, expected]);
      expect(await use.client.getItem(id)).toMatchObject({ sprint: expected, projectId: campaign });
    }
    const [own] = await tasksOf('Sprint 11');
    await use.update(own!.id, { sprint: 'Sprint 13' });
    expect(await use.client.getItem(own!.id)).toMatchObject({ project: 'Sprint 13', sprint: 'Sprint 13' });
    expect((await failureOf(use.items.prepareUpdate(own!.id, { sprint: null }))).message).toContain('name the list');
  });

  it('that ClickUp refuses half-way says what was done and what was not', async () => {
    const { id } = await use.create();
    const prepared = await use.items.prepareUpdate(id, { title: 'Renamed', add: { labels: ['video'] } });
    const apply = prepared.apply();
    use.setting.sim.sites.clickup.switch('none');
    expect((await apply).problems).toBeUndefined();
    const gone = await use.items.prepareUpdate(id, { title: 'Again' });
    expect((await done(use.items.prepareDelete(id))).url).toBeUndefined();
    expect((await failureOf(gone.apply())).code).toBe('not-found');
  });
});

describe('a list that is not there', () => {
  it('is refused as a field, with those that may be meant', async () => {
    const error = await failureOf(use.items.prepareCreate({ title: 'X', project: 'letter' }));
    expect(error.code).toBe('invalid-input');
    expect(error.message).toContain('field project: “letter” is not there, allowed values Harbour & Pine / Content /');
  });
});

describe('deleting', () => {
  it('takes the task and its subtasks away', async () => {
    const { id } = await use.create();
    const child = await use.create({ parent: id, title: 'Child' });
    const prepared = await use.items.prepareDelete(id);
    expect(prepared.changes).toEqual([
      { field: 'task', before: 'Buy ribbons' },
      { field: 'subtasks', before: `${child.id} Child` },
    ]);
    await prepared.apply();
    for (const gone of [id, child.id]) expect((await failureOf(use.client.getItem(gone))).code).toBe('not-found');
  });
});
