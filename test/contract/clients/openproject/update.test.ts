import { describe, expect, it } from 'vitest';
import { failureOf } from '../set-up.ts';
import { carryOut, useOpenProject } from './use-openproject.ts';

const op = useOpenProject();

describe('a change', () => {
  it('says what was and what will be, and leaves alone what is so already', async () => {
    const id = await op.create({ priority: 'Low' });
    const prepared = await op.items.prepareUpdate(id, { title: 'A test', priority: 'high', assignees: ['me'] });
    expect(prepared.changes).toEqual([
      { field: 'assignees', before: undefined, after: 'Mia Larsen' },
      { field: 'priority', before: 'Low', after: 'High' },
    ]);
    expect(await prepared.apply()).toMatchObject({ id, changes: prepared.changes, problems: [] });
    expect(await op.client.getItem(id)).toMatchObject({ priority: 'High', assignees: ['Mia Larsen'] });
    const again = await op.items.prepareUpdate(id, { priority: 'High' });
    expect(again.changes).toEqual([]);
    const before = op.requests().length;
    await again.apply();
    expect(op.requests().length).toBe(before);
  });

  it('is told by the names the tools use, with plain hours and days', async () => {
    const id = await op.create();
    const wanted = { title: 'New', estimateHours: 6.5, startDate: '2026-01-05', dueDate: '2026-01-31' };
    const { changes } = await op.items.prepareUpdate(id, wanted);
    const told = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
    expect(told).toMatchObject({ ...wanted, estimateHours: '6.5' });
  });

  it('empties fields', async () => {
    const id = await op.create({ assignees: ['me'], dueDate: '2026-12-24', description: 'Long', labels: ['site'] });
    await carryOut(
      op.items.prepareUpdate(id, { assignees: [], dueDate: null, description: '', remove: { labels: ['Site'] } }),
    );
    expect(await op.client.getItem(id)).toMatchObject({
      assignees: [],
      dueDate: undefined,
      description: '',
      labels: [],
    });
  });

  it('moves to another state, as far as the workflow goes', async () => {
    const id = await op.create();
    expect((await op.client.getItem(id, { include: ['moves'] })).moves).toEqual(['In progress', 'Closed']);
    const error = await failureOf(op.items.prepareUpdate(id, { state: 'In review' }));
    expect(error.message).toContain('field Status: allowed values New, In progress, Closed');
    const { changes } = await carryOut(op.items.prepareUpdate(id, { state: 'closed' }));
    expect(changes).toEqual([{ field: 'state', before: 'New', after: 'Closed' }]);
    expect(await op.client.getItem(id)).toMatchObject({ state: 'Closed', done: true });
  });

  it('is repeated with the new version when somebody else changed another field', async () => {
    const id = await op.create();
    const prepared = await op.items.prepareUpdate(id, { title: 'Mine' });
    await carryOut(op.items.prepareUpdate(id, { priority: 'High' }));
    expect((await prepared.apply()).changes).toEqual([{ field: 'title', before: 'A test', after: 'Mine' }]);
    expect(await op.client.getItem(id)).toMatchObject({ title: 'Mine', priority: 'High' });
  });

  it('is not forced on somebody who changed the same field', async () => {
    const id = await op.create();
    const prepared = await op.items.prepareUpdate(id, { title: 'Mine' });
    await carryOut(op.items.prepareUpdate(id, { title: 'Theirs' }));
    expect((await failureOf(prepared.apply())).code).toBe('conflict');
    expect((await op.client.getItem(id)).title).toBe('Theirs');
  });

  it('to another project and type asks for what is needed there', async () => {
    const id = await op.create({ labels: ['site'] });
    const prepared = await op.items.prepareUpdate(id, {
      project: 'Showroom Bergen',
      type: 'Bug',
      fields: { 'Affected hall': 'Outside' },
    });
    expect(prepared.projects).toEqual(['3', '4']);
    expect(await prepared.apply()).toMatchObject({ problems: [] });
    const found = await op.client.getItem(id, { fields: ['Affected hall'] });
    expect(found).toMatchObject({ projectId: '4', type: 'Bug', labels: [] });
    expect(found.fields).toEqual([{ name: 'Affected hall', value: 'Outside' }]);
    const error = await failureOf(op.items.prepareUpdate(await op.create(), { type: 'Bug' }));
    expect(error.message).toContain('field Affected hall: required');
  });

  it('tells every project it reaches into, and no other way leads to another one', async () => {
    const id = await op.create();
    const there = await op.create({ project: 'showroom-bergen' });
    expect((await op.items.prepareUpdate(id, { parent: there })).projects).toEqual(['3', '4']);
    expect((await op.items.prepareUpdate(id, { fields: { Parent: there } })).projects).toEqual(['3', '4']);
    const links = [{ type: 'blocks', to: there }];
    expect((await op.items.prepareUpdate(id, { add: { links, watchers: ['8'] } })).projects).toEqual(['3', '4']);
    const error = await failureOf(op.items.prepareUpdate(id, { fields: { Project: 'Showroom Bergen' } }));
    expect(error.message).toContain('field Project: give it as project');
  });

  it('is seen beyond what is shown of it, and behind names that are the same', async () => {
    const long = 'word '.repeat(600);
    const [one, other] = [await op.create(), await op.create()];
    const id = await op.create({ description: `${long}old`, parent: one });
    const prepared = await op.items.prepareUpdate(id, { description: `${long}new`, parent: other });
    expect(prepared.changes.map(({ field }) => field)).toEqual(['description', 'parent']);
    expect(prepared.changes[1]).toMatchObject({ before: `#${one} A test`, after: `#${other} A test` });
    expect((await prepared.apply()).problems).toEqual([]);
    expect(await op.client.getItem(id)).toMatchObject({ description: `${long}new`, parent: other });
  });

  it('adds and removes links and watchers, and names what is not there', async () => {
    const id = await op.create({ links: [{ type: 'relates to', to: '1003' }] });
    const change = {
      add: { links: [{ type: 'blocks', to: '1004' }], watchers: ['jonas.weber'] },
      remove: { links: [{ type: 'relates', to: '1003' }], watchers: ['me'] },
    };
    const { changes, problems } = await carryOut(op.items.prepareUpdate(id, change));
    expect(problems).toEqual([]);
    expect(changes.map(({ field, before, after }) => [field, before ?? after])).toEqual([
      ['links', expect.stringContaining('blocks #1004')],
      ['links', expect.stringContaining('relates to #1003')],
      ['watchers', 'Jonas Weber'],
      ['watchers', 'Mia Larsen'],
    ]);
    const found = await op.client.getItem(id, { include: ['links', 'watchers'] });
    expect(found.links).toMatchObject([{ type: 'blocks', to: '1004' }]);
    expect(found.watchers).toEqual(['Jonas Weber']);
    const other = await op.client.getItem('1004', { include: ['links'] });
    expect(other.links).toContainEqual(expect.objectContaining({ type: 'blocked by', to: id }));
    const error = await failureOf(op.items.prepareUpdate(id, { remove: { links: [{ type: 'follows', to: '1003' }] } }));
    expect(error.message).toContain('there are blocks #1004');
  });

  it('reports what failed after the first success', async () => {
    const id = await op.create({ links: [{ type: 'blocks', to: '1005' }] });
    const change = { title: 'Renamed', add: { links: [{ type: 'follows', to: '1005' }] } };
    const written = await carryOut(op.items.prepareUpdate(id, change));
    expect(written.changes).toEqual([{ field: 'title', before: 'A test', after: 'Renamed' }]);
    expect(written.problems).toEqual([expect.stringContaining('could not add follows #1005')]);
  });

  it('throws when nothing at all was changed', async () => {
    const id = await op.create({ links: [{ type: 'blocks', to: '1005' }] });
    const prepared = await op.items.prepareUpdate(id, { add: { links: [{ type: 'follows', to: '1005' }] } });
    expect((await failureOf(prepared.apply())).code).toBe('change-rejected');
  });
});

describe('a deletion', () => {
  it('says what goes with it, and says it sends JSON', async () => {
    const id = await op.create();
    const child = await op.create({ parent: id, title: 'Child' });
    const prepared = await op.items.prepareDelete(id);
    expect(prepared).toMatchObject({ kind: 'delete', projects: ['3'] });
    expect(prepared.changes.at(-1)).toEqual({ field: 'children, deleted with it', before: `#${child} Child` });
    await prepared.apply();
    expect((await failureOf(op.client.getItem(child))).code).toBe('not-found');
  });
});
