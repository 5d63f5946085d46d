import { describe, expect, it } from 'vitest';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { canDescribeRequests, describeRequests } from './described-requests.ts';
import { jiraRequestFaults } from './jira-requests.ts';
import { flavours } from './flavours.ts';
import { allOf, failureOf, useProviders } from './set-up.ts';

const setting = useProviders();
const jiras = flavours.filter(({ provider }) => provider === 'jira');
const isDescribed = canDescribeRequests();

describe.each(jiras)('reading from $site', (flavour) => {
  const isCloud = flavour.deployment === 'cloud';
  const [project, other] = isCloud ? ['WEB', 'APP'] : ['WMS', 'ERP'];
  let client: ProviderClient | undefined;
  const jira = async () => (client ??= await setting.open(flavour));

  it('describes a project so that a new issue can be right the first time', async () => {
    const described = await (await jira()).describeProject!({ project: flavour.projects[1]!, type: 'bug' });
    expect(described.project).toMatchObject({ key: other, name: flavour.projects[1] });
    expect(described.types.map(({ name }) => name)).toContain('Epic');
    const bug = described.types.find(({ name }) => name === 'Bug')!;
    expect(bug.states.map(({ name, done }) => [name, done])).toContainEqual(['Done', true]);
    const field = (name: string) => bug.fields?.find((each) => each.name === name);
    expect(field('Severity')).toEqual({
      ...{ name: 'Severity', id: 'customfield_10041', type: 'choice', required: true },
      allowed: ['Cosmetic', 'Annoying', 'Blocking'],
    });
    expect(field('Acceptance criteria')?.type).toBe('rich text');
    expect(field('Reporter')?.required).toBe(false);
    expect(described.priorities).toEqual(['Highest', 'High', 'Medium', 'Low']);
    expect(described.linkTypes).toEqual(expect.arrayContaining(['blocks', 'is blocked by']));
    expect(described.lists?.[0]).toEqual({ name: 'Components', values: ['Back office', 'Customer side'] });
    expect((await failureOf((await jira()).describeProject!({ project: 'Nowhere' }))).code).toBe('invalid-input');
  });

  it('lists people, all of them or those of a project, found by a part of the name', async () => {
    const list = (await jira()).listPeople!.bind(await jira());
    const all = await allOf((cursor) => list({ limit: 5, cursor }));
    expect(all.map(({ name }) => name)).toContain('Omar Haddad');
    expect((await list({ project, text: 'raman', limit: 10 })).items).toMatchObject([{ name: 'Priya Raman' }]);
  });

  it('lists sprints, and finished ones when asked', async () => {
    const list = (await jira()).listSprints!.bind(await jira());
    const { items } = await list({ project, limit: 10 });
    expect(items.map(({ name, state }) => [name, state])).toEqual([
      [`${project} Sprint 12`, 'active'],
      [`${project} Sprint 13`, 'future'],
      [`${project} Sprint 14`, 'future'],
    ]);
    expect(items[0]).toMatchObject({ of: `${project} board`, start: '2026-11-14', end: '2026-11-28' });
    expect((await list({ project, state: 'closed', limit: 10 })).items.map(({ name }) => name)).toEqual([
      `${project} Sprint 11`,
    ]);
    expect((await list({ limit: 2 })).nextCursor).toBeDefined();
  });

  it('finds by sprint, type, due date and further fields', async () => {
    const search = async (query: Parameters<ProviderClient['searchItems']>[0]) =>
      (await (await jira()).searchItems(query)).items;
    const inSprint = await search({ sprint: 'current', project, fields: ['Sprint', 'Start date'], limit: 100 });
    expect(inSprint.length).toBeGreaterThan(3);
    for (const { fields } of inSprint) expect(fields).toContainEqual({ name: 'Sprint', value: `${project} Sprint 12` });
    expect(inSprint[0]?.fields?.map(({ name }) => name)).toContain('Start date');
    const overdue = await search({ state: 'open', dueBefore: '2026-11-20', limit: 100 });
    expect(overdue.length).toBeGreaterThan(0);
    for (const { dueDate, done } of overdue) expect([dueDate! < '2026-11-20', done]).toEqual([true, false]);
    const bugs = await search({ type: 'bug', project, limit: 100 });
    expect(new Set(bugs.map(({ type }) => type))).toEqual(new Set(['Bug']));
  });

  it.each([
    'ORDER BY created',
    `project = OTHER OR project = MINE ORDER BY key`,
    'summary ~ "order by (" OR project in (OTHER, MINE)',
    'assignee is not EMPTY',
  ])('stays within the allowed projects: %s', async (text) => {
    const projects = await allOf(async (cursor) => (await jira()).listProjects({ limit: 50, cursor }));
    const mine = projects.find(({ key }) => key === project)!;
    const query = text.replace('OTHER', other).replace('MINE', project);
    const { items } = await (await jira()).searchItems({ query, within: [mine.id], limit: 100 });
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ projectId }) => projectId !== mine.id)).toEqual([]);
    expect((await (await jira()).searchItems({ query, within: [], limit: 10 })).items).toEqual([]);
  });

  it.each(['project = X) OR (project = Y', '(project = X', 'summary ~ "a'])(
    'does not send %s into a limit',
    async (query) => {
      const before = setting.sim.sites[flavour.site].requests.length;
      expect((await failureOf((await jira()).searchItems({ query, within: ['10000'], limit: 10 }))).code).toBe(
        'query-rejected',
      );
      expect(
        setting.sim.sites[flavour.site].requests.slice(before).filter(({ path }) => path.includes('search')),
      ).toEqual([]);
    },
  );

  it('tells the trap of negations', async () => {
    const { note } = await (await jira()).searchItems({ query: 'assignee != currentUser()', limit: 1 });
    expect(note).toContain('is EMPTY');
  });

  it('gives all that hangs on an issue', async () => {
    const item = await (
      await jira()
    ).getItem(`${project}-3`, {
      include: ['comments', 'history', 'links', 'attachments', 'time', 'development', 'watchers', 'moves'],
      fields: ['*'],
    });
    expect(item.attachments?.map(({ name, type }) => [name, type])).toContainEqual(['drawing.png', 'image/png']);
    expect(item.time).toEqual([expect.objectContaining({ hours: 1.5, comment: 'Measured the first series' })]);
    expect(item.history?.[0]?.changes).toEqual([{ field: 'priority', from: 'Medium', to: 'High' }]);
    expect(item.links).toEqual([
      expect.objectContaining({ type: 'blocks', to: `${project}-4`, projectId: item.projectId }),
      { type: 'web link', to: 'https://harbourpine.example/handbook', title: 'Project handbook' },
    ]);
    expect(item.development?.map(({ kind }) => kind)).toEqual(['pull-request', 'branch', 'commit']);
    expect(item.moves?.length).toBeGreaterThan(1);
    expect(item).toMatchObject({ estimateHours: 8, spentHours: 1.5 });
    expect(item.notes).toBeUndefined();
  });

  it('lists what belongs to an epic', async () => {
    const { children } = await (await jira()).getItem(`${project}-1`, { include: ['children'] });
    expect(children?.map(({ id }) => id)).toContain(`${project}-2`);
    expect((await (await jira()).getItem(`${project}-2`)).parent).toBe(`${project}-1`);
  });

  // The last one: it looks at what all others sent.
  it.skipIf(!isDescribed)('asked nothing that Atlassian’s own files do not describe', async () => {
    const { url } = setting.sim.sites[flavour.site];
    const faults = jiraRequestFaults[flavour.deployment];
    const { objections, operations } = await describeRequests(flavour.site, url, setting.sent, faults);
    expect(objections).toEqual([]);
    expect(operations.length).toBeGreaterThan(12);
  });
});
