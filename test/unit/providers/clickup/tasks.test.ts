import { describe, expect, test } from 'vitest';
import { type SearchItemsQuery } from '../../../../src/providers/provider.ts';
import { acme, other, web, open, failed, task, tasks } from './example.ts';

describe('search', () => {
  const withTasks = (found: unknown[] = tasks(1), last = true) =>
    web()
      .on('/api/v2/team/1234/space', { spaces: [] })
      .on('/api/v2/team/1234/shared', { shared: { lists: [], folders: [] } })
      .on('/api/v2/team/1234/task', { tasks: found, last_page: last });
  const search = async (query: Partial<SearchItemsQuery>, network = withTasks()) => {
    const page = await open(network).searchItems({ limit: 10, ...query });
    return { page, call: network.last() };
  };

  test('asks for closed tasks and subtasks too, newest first', async () => {
    const { call, page } = await search({});
    expect(call.query).toMatchObject({ page: '0', order_by: 'updated', subtasks: 'true', include_closed: 'true' });
    // reverse=true begins with the tasks nobody has touched for longest.
    expect(call.query).not.toHaveProperty('reverse');
    expect(page.note).toBeUndefined();
  });

  test('begins with what is due first where a due date is asked for', async () => {
    const { call } = await search({ dueBefore: '2026-12-01' });
    expect(call.query).toMatchObject({ order_by: 'due_date', reverse: 'true' });
  });

  test('reads times given as text', async () => {
    const { page } = await search({});
    expect(page.items).toEqual([
      {
        id: 't0',
        title: 'Task t0',
        type: 'Task',
        state: 'in progress',
        done: false,
        assignees: ['John Doe'],
        project: 'Sprint 1',
        projectId: '2',
        priority: 'normal',
        dueDate: undefined,
        updatedAt: '2019-09-06T14:34:10.999Z',
        url: 'https://app.clickup.com/t/t0',
      },
    ]);
  });

  test.each([
    [{ assignee: 'me' }, 'assignees[]', '123'],
    [{ assignee: 'teyla' }, 'assignees[]', '183'],
    [{ assignee: '77' }, 'assignees[]', '77'],
    [{ state: 'In Progress' }, 'statuses[]', 'In Progress'],
    [{ state: 'open' }, 'include_closed', 'false'],
    [{ updatedSince: '2019-09-06T14:34:10.999Z' }, 'date_updated_gt', '1567780450998'],
  ])('turns %j into %s', async (query, name, value) => {
    expect((await search(query)).call.query[name]).toBe(value);
  });

  test('of one list includes the tasks that live in another', async () => {
    const network = web().on('/api/v2/list/2/task', { tasks: tasks(2), last_page: true });
    const { call, page } = await search({ project: '2' }, network);
    expect(call.query['include_timl']).toBe('true');
    expect(page.items).toHaveLength(2);
  });

  test('for closed tasks leaves out what is not', async () => {
    const network = withTasks([task('a'), task('b', { status: { status: 'Closed', type: 'closed' } })]);
    const { page } = await search({ state: 'closed' }, network);
    expect(page.items.map(({ id, done }) => [id, done])).toEqual([['b', true]]);
  });

  test('for a word that is the name of a state means that state only', async () => {
    const done = { status: 'Done', type: 'custom' };
    const complete = { status: 'complete', type: 'done' };
    const network = withTasks([task('a', { status: done }), task('b', { status: complete })]);
    network.on('/api/v2/team/1234/space', { spaces: [{ id: '7', name: 'Space', statuses: [done, complete] }] });
    const { page, call } = await search({ state: 'done' }, network);
    expect(call.query).toMatchObject({ 'statuses[]': 'done', include_closed: 'true' });
    expect(page.items.map(({ id }) => id)).toEqual(['a']);
  });

  test('refuses a state no space and not the list meant has, naming those there are', async () => {
    const spaces = [{ id: '7', name: 'Space', statuses: [{ status: 'to do', type: 'open' }] }];
    const network = withTasks([]).on('/api/v2/team/1234/space', { spaces });
    network.on('/api/v2/list/2/task', { tasks: [], last_page: true });
    network.on('/api/v2/list/2', { id: '2', name: 'List', statuses: [{ status: 'drafted', type: 'custom' }] });
    const refused = (names: string) => ({
      code: 'query-rejected',
      next: expect.stringContaining(`“polishing”. There are: ${names}.`) as string,
    });
    await expect(search({ state: 'polishing' }, network)).rejects.toMatchObject(refused('to do'));
    await expect(search({ state: 'polishing', project: '2' }, network)).rejects.toMatchObject(refused('drafted'));
    expect((await search({ state: 'Drafted', project: '2' }, network)).page.items).toEqual([]);
  });

  test('for words compares here, and says so', async () => {
    const found = [task('a', { name: 'Fix the Login' }), task('b'), task('c', { text_content: 'see login page' })];
    const { page } = await search({ text: 'login' }, withTasks(found));
    expect(page.items.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(page.note).toContain('ClickUp cannot search for text');
  });

  test('for words stops after five pages, says that there is more, and goes on there', async () => {
    const network = web().on('/api/v2/team/1234/task', ({ query }) => ({
      tasks: query['page'] === '6' ? [task('needle')] : tasks(100, Number(query['page']) * 100),
      last_page: query['page'] === '6',
    }));
    const client = open(network);
    const first = await client.searchItems({ limit: 10, text: 'needle' });
    expect(first).toMatchObject({ items: [], nextCursor: '1234.5.0' });
    expect(first.note).toContain('go on with the cursor');
    const second = await client.searchItems({ limit: 10, text: 'needle', cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(['needle']);
    expect(second.nextCursor).toBeUndefined();
  });

  test('pages through all workspaces without loss or repetition', async () => {
    const total: Record<string, number> = { 1234: 130, 5678: 30 };
    const network = web().on('/api/v2/team', { teams: [acme, other] });
    for (const [id, count] of Object.entries(total)) {
      network.on(`/api/v2/team/${id}/task`, ({ query }) => {
        const from = Number(query['page']) * 100;
        return { tasks: tasks(Math.max(0, Math.min(100, count - from)), Number(id) * 1000 + from) };
      });
    }
    const client = open(network);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.searchItems({ limit: 25, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(160);
    expect(new Set(seen).size).toBe(160);
  });

  test.each([
    [{ query: 'status = open' }, 'JSON object'],
    [{ project: 'Sprint 1' }, 'list_projects'],
    [{ assignee: 'Ronon' }, 'john, Teyla'],
    [{ updatedSince: 'yesterday' }, '2026-01-31'],
    [{ cursor: '999.0.0' }, 'cursor'],
  ])('says what would work instead of %j', async (query, hint) => {
    const next = expect.stringContaining(hint) as string;
    await expect(search(query)).rejects.toMatchObject({ code: 'query-rejected', next });
  });
});

describe('one task', () => {
  test.each(['9hx', '#9hx', 'CU-9hx', 'https://app.clickup.com/t/9hx'])('is found by %s', async (id) => {
    const network = web().on('/api/v2/task/9hx', task('9hx', { markdown_description: 'Do **it**.', parent: '9ha' }));
    expect(await open(network).getItem(id)).toMatchObject({
      id: '9hx',
      description: 'Do **it**.',
      author: 'Teyla',
      priority: 'normal',
      labels: ['web'],
      parent: '9ha',
      createdAt: '2019-09-06T14:34:10.202Z',
    });
    expect(network.last().query).toEqual({ include_markdown_description: 'true' });
  });

  test('ends on the day the owner of the key sees', async () => {
    // Four in the morning in Sydney, which is the day before in Greenwich.
    const due = String(Date.parse('2026-01-31T04:00:00+11:00'));
    const network = web().on('/api/v2/task/9hx', task('9hx', { due_date: due }));
    expect(await open(network).getItem('9hx')).toMatchObject({ dueDate: '2026-01-31', startDate: undefined });
  });

  test('is found by its own number in the workspace that knows it', async () => {
    const network = web()
      .on('/api/v2/team', { teams: [acme, other] })
      .on('/api/v2/task/ABC-12', ({ query }) =>
        query['team_id'] === '5678' && query['custom_task_ids'] === 'true'
          ? task('9hx', { custom_id: 'ABC-12' })
          : failed(401, 'OAUTH_027', 'Team not authorized'),
      );
    expect(await open(network).getItem('ABC-12')).toMatchObject({ id: '9hx' });
  });

  test('given by an address asks the workspace in it only', async () => {
    const network = web().on('/api/v2/task/ABC-12', task('9hx'));
    await open(network).getItem('https://app.clickup.com/t/5678/ABC-12');
    expect(network.calls).toHaveLength(1);
    expect(network.last().query).toMatchObject({ team_id: '5678' });
  });

  test.each([
    ['a 401', failed(401, 'OAUTH_027', 'Team not authorized')],
    ['a 404', failed(404, 'ITEM_013', 'Task not found, deleted')],
  ])('that is missing is told as such, although ClickUp says %s', async (_what, answer) => {
    const network = web().on('/api/v2/task/9zz', answer);
    const message = expect.stringContaining('or the account may not see it') as string;
    await expect(open(network).getItem('9zz')).rejects.toMatchObject({ code: 'not-found', message });
  });
});
