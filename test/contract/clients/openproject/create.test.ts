import { describe, expect, it } from 'vitest';
import { failureOf } from '../set-up.ts';
import { halden, useOpenProject } from './use-openproject.ts';
import type { ItemDraft } from '../../../../src/providers/writes.ts';

const op = useOpenProject();

describe('a new work package', () => {
  it('is shown before it is made, and is there afterwards as it was shown', async () => {
    const draft: ItemDraft = {
      project: 'Logistics Centre Halden',
      title: 'Order the signs',
      description: 'In **three** languages.',
      type: 'feature',
      state: 'new',
      assignees: ['jonas.weber@harbourpine.example'],
      parent: '1001',
      sprint: 'current',
      priority: 'high',
      startDate: '2026-12-01',
      dueDate: '2026-12-20',
      estimateHours: 6.5,
      labels: ['permit'],
      fields: { Reference: 'HC-7', responsible: 'Amara Okafor' },
      links: [{ type: 'is blocked by', to: '1002' }],
      watchers: ['Tom Becker', 'me'],
    };
    const prepared = await op.items.prepareCreate(draft);
    expect(prepared).toMatchObject({ kind: 'create', target: 'Order the signs', projects: ['3'] });
    expect(prepared.changes).toContainEqual({ field: 'assignees', before: undefined, after: 'Jonas Weber' });
    expect(prepared.changes).toContainEqual({ field: 'links', after: 'blocked by #1002 Survey the ground' });
    const named = Object.keys(draft).filter((name) => name !== 'project' && name !== 'fields');
    const told = new Set(prepared.changes.map(({ field }) => field));
    expect([...told].sort()).toEqual([...named, 'Reference', 'Accountable'].sort());
    expect(prepared.changes).toContainEqual({ field: 'sprint', before: undefined, after: 'Autumn' });
    const before = op.requests().length;
    const written = await prepared.apply();
    expect(op.requests().slice(before)).toEqual([
      'POST /api/v3/projects/3/work_packages',
      `POST /api/v3/work_packages/${written.id}/relations`,
      `POST /api/v3/work_packages/${written.id}/watchers`,
      `POST /api/v3/work_packages/${written.id}/watchers`,
    ]);
    expect(written.problems).toEqual([]);
    expect([...written.changes]).toEqual(expect.arrayContaining([...prepared.changes]));
    const found = await op.client.getItem(written.id, { include: ['links', 'watchers'], fields: ['*'] });
    expect(found).toMatchObject({
      title: 'Order the signs',
      description: 'In **three** languages.',
      type: 'Feature',
      state: 'New',
      assignees: ['Jonas Weber'],
      parent: '1001',
      sprint: 'Autumn',
      priority: 'High',
      startDate: '2026-12-01',
      dueDate: '2026-12-20',
      estimateHours: 6.5,
      labels: ['permit'],
      author: 'Mia Larsen',
      links: [{ type: 'blocked by', to: '1002', projectId: '3' }],
      watchers: ['Mia Larsen', 'Tom Becker'],
    });
    expect(found.fields).toContainEqual({ name: 'Reference', value: 'HC-7' });
    expect(found.fields).toContainEqual({ name: 'Accountable', value: 'Amara Okafor' });
  });

  it('names its parent by number alone, also among all fields', async () => {
    const { title } = await op.client.getItem('1001');
    const written = await (await op.items.prepareCreate({ title: 'Below', parent: '1001' })).apply();
    const found = await op.client.getItem(written.id, { fields: ['*'] });
    expect(found.fields).toContainEqual({ name: 'Parent', value: '#1001' });
    expect(JSON.stringify(found)).not.toContain(title);
  });

  it('takes its project from its parent', async () => {
    const prepared = await op.items.prepareCreate({ title: 'Below', parent: '#1001' });
    expect(prepared.projects).toEqual(['3']);
    expect(await failureOf(op.items.prepareCreate({ title: 'Nowhere' }))).toMatchObject({ code: 'invalid-input' });
  });

  it('lies in a sprint where the project has them', async () => {
    const id = await op.create({ project: 'showroom-bergen', sprint: 'current' });
    expect(await op.client.getItem(id)).toMatchObject({ sprint: 'Bergen 2' });
    expect(await op.client.searchItems({ sprint: 'bergen 2', project: 'showroom-bergen', limit: 5 })).toMatchObject({
      items: [{ id }],
    });
  });

  it.each([
    [{ type: 'Bug' }, 'field Affected hall: required, allowed values Hall A, Hall B, Outside'],
    [{ type: 'Wish' }, 'field Type: allowed values Task, Phase, Feature, Bug'],
    [{ priority: 'Urgent' }, 'field Priority: allowed values Immediate, High, Normal, Low'],
    [{ labels: ['nonsense'] }, 'field Category: allowed values energy, permit, site'],
    [{ title: ' ' }, 'field Subject: required'],
    [{ assignees: ['Nobody Atall'] }, 'field Assignee: Nobody called'],
    [{ assignees: ['Mia Larsen', 'Tom Becker'] }, 'field Assignee: OpenProject takes one value here'],
    [{ dueDate: 'tomorrow' }, 'field Finish date: a day as 2026-01-31'],
    [{ startDate: '2026-12-20', dueDate: '2026-12-01' }, 'field Finish date: '],
    [{ fields: { 'Wheel size': '4' } }, 'field Wheel size: not among the fields here, which are Subject, '],
    [{ fields: { Author: 'me' } }, 'field Author: cannot be changed here'],
    [{ links: [{ type: 'eats', to: '1002' }] }, 'field Links: “eats” is no kind of link; allowed values relates to'],
  ])('with %j is refused before anything is sent', async (draft, words) => {
    const before = op.requests().length;
    const error = await failureOf(op.items.prepareCreate({ project: halden, title: 'X', type: 'Task', ...draft }));
    expect([error.code, error.message]).toEqual(['change-rejected', expect.stringContaining(words)]);
    const writes = op
      .requests()
      .slice(before)
      .filter((call) => !call.startsWith('GET') && !call.endsWith('/form'));
    expect(writes).toEqual([]);
  });

  it('names every field that is wrong at once', async () => {
    const draft = { project: halden, title: 'X', priority: 'Urgent', estimateHours: -1 };
    const { message } = await failureOf(op.items.prepareCreate(draft));
    expect(message).toContain('field Priority: ');
    expect(message).toContain('field Work: hours as a number');
  });

  it('cannot be made by somebody who may only read', async () => {
    const reader = await op.as('noah.dubois');
    const error = await failureOf(reader.items.prepareCreate({ project: halden, title: 'X' }));
    expect(error.code).toBe('forbidden');
  });
});
