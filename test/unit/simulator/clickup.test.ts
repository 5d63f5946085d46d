/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers of foreign systems, looked at field by field */
import { describe, expect, it } from 'vitest';
import { ask, bearer, query, signed, useSimulator } from './set-up.ts';

const simulator = useSimulator();
const site = () => simulator.sim.sites.clickup;
const get = (path: string, headers = signed(site())) => ask(`${site().url}/api/v2${path}`, headers);
const team = '/team/9012345678';

describe('signing in to ClickUp', () => {
  it('takes the token as it is', async () => {
    expect((await get('/user')).json.user).toMatchObject({ username: 'Mia Larsen', initials: 'ML' });
  });

  it.each([
    ['a token with Bearer in front', () => bearer(site().accounts[0]!.secret), 'OAUTH_025'],
    ['a revoked token', () => ({ authorization: 'pk_1_GONE' }), 'OAUTH_025'],
    ['no token', () => ({}), 'OAUTH_017'],
  ])('refuses %s', async (_, headers: () => Record<string, string>, code) => {
    const { status, json } = await get('/user', headers());
    expect([status, json.ECODE]).toEqual([401, code]);
  });

  it('calls a missing task and a foreign workspace not authorized', async () => {
    for (const path of ['/task/nothere', '/team/1/space', '/list/1']) {
      const { status, json } = await get(path);
      expect([path, status, json.ECODE]).toEqual([path, 401, 'OAUTH_027']);
    }
  });

  it('tells its limit with every answer, in Unix seconds', async () => {
    const { headers } = await get('/user');
    expect(headers.get('x-ratelimit-limit')).toBe('100');
    expect(Number(headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.parse('2026-11-20T12:00:00Z'));
  });
});

describe('the hierarchy', () => {
  it('leads from the workspace to lists with and without a folder', async () => {
    const { json: spaces } = await get(`${team}/space?archived=false`);
    const names: string[] = [];
    for (const { id } of spaces.spaces as { id: string }[]) {
      const { json: folders } = await get(`/space/${id}/folder`);
      const { json: loose } = await get(`/space/${id}/list`);
      names.push(
        ...folders.folders.flatMap(({ lists }: { lists: { name: string }[] }) => lists.map(({ name }) => name)),
      );
      names.push(...loose.lists.map(({ name }: { name: string }) => name));
    }
    expect(names.sort()).toEqual([
      'Bergen opening',
      'Brand',
      'Catalogue',
      'Newsletter',
      'Social media',
      'Spring campaign',
      'Sprint 11',
      'Sprint 12',
      'Sprint 13',
      'Website texts',
    ]);
  });

  it('has nothing archived', async () => {
    expect((await get(`${team}/space?archived=true`)).json.spaces).toEqual([]);
  });
});

describe('tasks', () => {
  const search = (parameters: string) => get(`${team}/task?${parameters}`);

  it('come a hundred at a time, from page 0', async () => {
    const all = 'include_closed=true&subtasks=true';
    const { json: first } = await search(`${all}&page=0`);
    const { json: second } = await search(`${all}&page=1`);
    expect([first.tasks.length, first.last_page, second.last_page]).toEqual([100, false, true]);
    const ids = [...first.tasks, ...second.tasks].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leave closed ones and subtasks out unless asked', async () => {
    const { json } = await search('');
    expect(
      json.tasks.every(
        (task: { parent: string | null; status: { type: string } }) =>
          task.parent === null && task.status.type !== 'closed',
      ),
    ).toBe(true);
  });

  it('have times in milliseconds as text', async () => {
    const { json } = await search(`${query({ order_by: 'updated' })}&statuses[]=in%20progress&subtasks=true`);
    expect(json.tasks.length).toBeGreaterThan(0);
    expect(json.tasks[0].date_updated).toMatch(/^\d{13}$/);
    expect(json.tasks.every((task: { status: { status: string } }) => task.status.status === 'in progress')).toBe(true);
  });

  it('can be narrowed to people, lists and times', async () => {
    const since = Date.parse('2026-11-01');
    const { json } = await search(`include_closed=true&subtasks=true&assignees[]=81000001&date_updated_gt=${since}`);
    expect(json.tasks.length).toBeGreaterThan(0);
    for (const task of json.tasks) {
      expect(task.assignees[0].username).toBe('Mia Larsen');
      expect(Number(task.date_updated)).toBeGreaterThan(since);
    }
  });

  it('carry Markdown when asked for', async () => {
    const { json } = await search('');
    const { id } = json.tasks[0];
    expect((await get(`/task/${id}`)).json).not.toHaveProperty('markdown_description');
    expect((await get(`/task/${id}?include_markdown_description=true`)).json.markdown_description).toContain('## ');
  });
});
