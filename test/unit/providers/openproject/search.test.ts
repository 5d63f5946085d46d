import { describe, expect, test } from 'vitest';
import type { SearchItemsQuery } from '../../../../src/providers/provider.ts';
import { FakeWeb } from '../../../fakes/providers/fake-web.ts';
import { open, failed, collection, statuses, workPackage } from './use-openproject.ts';

describe('search', () => {
  const search = async (query: Partial<SearchItemsQuery>) => {
    const web = new FakeWeb()
      .on('/api/v3/statuses', statuses)
      .on('/api/v3/principals', collection([{ _type: 'User', id: 5, name: 'Teyla Emmagan' }]))
      .on('/api/v3/work_packages', collection([workPackage]))
      .on('/api/v3/projects/a_project', { _type: 'Project', id: 6, identifier: 'a_project', name: 'A project' })
      .on('/api/v3/projects/6/work_packages', collection([workPackage]));
    const page = await open(web).searchItems({ limit: 10, ...query });
    const call = web.calls.find(({ path }) => path.endsWith('/work_packages'))!;
    return { page, call, filters: JSON.parse(call.query['filters']!) as unknown };
  };

  test('sends an empty filter, because without one closed work packages are missing', async () => {
    const { call } = await search({});
    expect(call.query).toMatchObject({ filters: '[]', sortBy: '[["updatedAt","desc"]]' });
  });

  test('sorts by due date where one is asked for', async () => {
    const { call } = await search({ dueBefore: '2026-12-01' });
    expect(call.query['sortBy']).toBe('[["dueDate","asc"],["updatedAt","desc"]]');
  });

  test('answers with what the links say', async () => {
    const { page } = await search({});
    expect(page.items).toEqual([
      {
        id: '1528',
        title: 'Develop API',
        type: 'Task',
        state: 'Closed',
        done: true,
        assignees: [],
        project: 'A project',
        projectId: '6',
        priority: 'High',
        dueDate: '2026-02-01',
        updatedAt: '2026-01-15T10:30:00.000Z',
        url: 'https://op.example.com/work_packages/1528',
      },
    ]);
  });

  test.each([
    [{ text: 'login' }, { subjectOrId: { operator: '**', values: ['login'] } }],
    [{ state: 'open' }, { status: { operator: 'o', values: [] } }],
    [{ state: 'closed' }, { status: { operator: '=', values: ['12'] } }],
    [{ state: 'done' }, { status: { operator: 'c', values: [] } }],
    [{ state: 'rejected' }, { status: { operator: '=', values: ['14'] } }],
    [{ assignee: 'me' }, { assignee: { operator: '=', values: ['me'] } }],
    [{ assignee: '5' }, { assignee: { operator: '=', values: ['5'] } }],
    [{ assignee: 'teyla' }, { assignee: { operator: '=', values: ['5'] } }],
    [{ updatedSince: '2026-01-01' }, { updatedAt: { operator: '<>d', values: ['2026-01-01T00:00:00.000Z', ''] } }],
  ])('turns %j into a filter', async (query, filter) => {
    expect((await search(query)).filters).toEqual([filter]);
  });

  test('asks below the project for a project', async () => {
    expect((await search({ project: 'a_project' })).call.path).toBe('/api/v3/projects/6/work_packages');
    expect((await search({ project: '6' })).call.path).toBe('/api/v3/projects/6/work_packages');
  });

  test('passes filters of the user on and nothing else', async () => {
    const own = '[{"version":{"operator":"=","values":["3"]}}]';
    const { call, filters } = await search({ query: own, text: 'ignored', project: 'a_project' });
    expect(call.path).toBe('/api/v3/work_packages');
    expect(filters).toEqual(JSON.parse(own));
  });

  test.each([
    [{ query: 'status = open' }, 'filters in JSON'],
    [{ query: '{"status":{}}' }, 'filters in JSON'],
    [{ state: 'Nirvana' }, 'New, Closed, Rejected'],
    [{ assignee: 'nobody at all' }, 'no user'],
    [{ updatedSince: 'yesterday' }, '2026-01-31'],
  ])('says what would work instead of %j', async (query, hint) => {
    const next = expect.stringContaining(hint) as string;
    await expect(search(query)).rejects.toMatchObject({ code: 'query-rejected', next });
  });

  test('works where statuses may not be read, without saying what is done', async () => {
    const web = new FakeWeb()
      .on('/api/v3/statuses', failed(403, 'MissingPermission'))
      .on('/api/v3/work_packages', collection([workPackage]));
    const { items } = await open(web).searchItems({ limit: 10 });
    expect(items[0]).toMatchObject({ state: 'Closed', done: undefined });
  });
});

describe('one work package', () => {
  test.each(['1528', '#1528', 'https://op.example.com/projects/a/work_packages/1528/activity'])(
    'is found by %s',
    async (id) => {
      const web = new FakeWeb().on('/api/v3/statuses', statuses).on('/api/v3/work_packages/1528', workPackage);
      expect(await open(web).getItem(id)).toMatchObject({
        id: '1528',
        description: 'As *told*.',
        author: 'John Sheppard',
        priority: 'High',
        parent: '1500',
        createdAt: '2026-01-10T08:00:00.000Z',
        startDate: undefined,
        dueDate: '2026-02-01',
      });
    },
  );

  test('uses the one date of a milestone twice', async () => {
    const milestone = { ...workPackage, startDate: undefined, dueDate: undefined, date: '2026-03-01' };
    const web = new FakeWeb().on('/api/v3/statuses', statuses).on('/api/v3/work_packages/1528', milestone);
    expect(await open(web).getItem('1528')).toMatchObject({ startDate: '2026-03-01', dueDate: '2026-03-01' });
  });

  test('that is not there may also be one this account may not see', async () => {
    const web = new FakeWeb().on('/api/v3/statuses', statuses).on('/api/v3/work_packages/9', failed(404, 'NotFound'));
    const message = expect.stringContaining('or the account may not see it') as string;
    await expect(open(web).getItem('9')).rejects.toMatchObject({ code: 'not-found', message });
  });
});
