import { describe, expect, it } from 'vitest';
import type { ListPeopleQuery, ListSprintsQuery } from '../../../src/providers/people.ts';
import type { ProjectDescription } from '../../../src/providers/project-description.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';
import type { Listed } from './search-fixtures.ts';

const states = [
  { name: 'To do', moves: ['Doing'] },
  { name: 'Done', done: true, moves: [] },
];

describe('describe_project', () => {
  const described: ProjectDescription = {
    project: { id: '10', key: 'PROJ', name: 'Project' },
    types: [
      { name: 'Bug', states },
      {
        name: 'Task',
        states,
        fields: [
          { name: 'Team', type: 'choice', required: false, allowed: ['Red', 'Blue'], more: 3 },
          { name: 'Severity', id: 'cf_1', type: 'choice', required: true, allowed: ['High'] },
        ],
      },
    ],
    priorities: ['High', 'Low'],
    linkTypes: ['blocks'],
    lists: [{ name: 'Fix versions', values: ['1.0'] }],
    notes: ['Sprints are of the board.'],
  };

  it('shows types that share a workflow together, fields with what they need, and where an item can move', async () => {
    const asked: unknown[] = [];
    const client = aClient({
      describeProject: ({ project, type }) => {
        asked.push([project, type]);
        return Promise.resolve(described);
      },
      getItem: (id, options) => {
        asked.push([id, options?.include]);
        return Promise.resolve({ id, title: 'x', moves: ['Doing'] });
      },
    });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client));
    const args = { connection: 'Work', project: 'PROJ', type: 'Task', item: 'PROJ-1' };
    const { text, structured } = await call('describe_project', args);
    expect(asked).toEqual([
      ['PROJ', 'Task'],
      ['PROJ-1', ['moves']],
    ]);
    expect(text).toBe(
      [
        '# PROJ Project\nWork · id 10',
        'PROJ-1 can move to: Doing',
        'Note: Sprints are of the board.',
        '## Bug, Task\n- To do → Doing\n- Done (done) → nothing',
        '## Fields of Task\n- Severity (choice, required, cf_1): High\n- Team (choice): Red, Blue and 3 more',
        'Priorities: High, Low\nLink types: blocks\nFix versions: 1.0',
      ].join('\n\n'),
    );
    expect(structured).toMatchObject({
      item_moves: ['Doing'],
      priorities: ['High', 'Low'],
      types: [{}, { name: 'Task' }],
    });
  });

  it('shortens what is too long, required fields first, and says what is not listed', async () => {
    const allowed = Array.from({ length: 50 }, (_, index) => `An allowed value of some length ${index}`);
    const fields = Array.from({ length: 120 }, (_, index) => ({
      name: `Field ${index}`,
      type: 'choice',
      required: index > 115,
      allowed,
    }));
    const labels = Array.from({ length: 2000 }, (_, index) => `label-${index}`);
    const client = aClient({
      describeProject: () => Promise.resolve({ ...described, types: [{ name: 'Task', states, fields }], labels }),
    });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client));
    const { text, structured } = await call('describe_project', { connection: 'Work', project: 'PROJ', type: 'Task' });
    expect(Math.max(text.length, JSON.stringify(structured).length)).toBeLessThanOrEqual(25_000);
    expect(text).toMatch(/## Fields of Task\n- Field 116 \(choice, required\)/);
    expect(text).toMatch(/Not all are listed: .*labels \(2000\)/);
    const shown = (structured as ProjectDescription).types[0]!.fields![0]!;
    expect(shown.allowed!.length + shown.more!).toBe(50);
  });

  it('says which systems cannot be described', async () => {
    const { call } = await connect(new FakeAccess().add(aConnection('Work')));
    const answer = await call('describe_project', { connection: 'Work', project: 'PROJ' });
    expect(answer.text).toBe(
      'Jira has no description of projects. Look at its items with search_items and get_item. (unsupported)',
    );
  });
});

describe('list_people', () => {
  it('finds people by project and part of a name, with the ids that tell two of one name apart', async () => {
    const asked: ListPeopleQuery[] = [];
    const client = aClient({
      listPeople: (query) => {
        asked.push(query);
        return Promise.resolve({ items: [{ id: '5b', name: 'Mia\nKrystof', login: 'mia', email: 'mia@example.com' }] });
      },
    });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client));
    const { text } = await call('list_people', { project: 'PROJ', text: 'mi', limit: 5 });
    expect(asked[0]).toMatchObject({ project: 'PROJ', text: 'mi', limit: 5 });
    expect(text).toBe('## Work (Jira)\n- Mia Krystof · mia · mia@example.com · id 5b');
  });
});

describe('list_sprints', () => {
  it('shows times and goals, and goes on by cursor with the same question', async () => {
    const asked: ListSprintsQuery[] = [];
    const client = aClient({
      listSprints: (query) => {
        asked.push(query);
        const items = [
          { id: '4', name: 'Sprint 4', state: 'closed' as const, start: '2026-11-02', goal: 'Ship\nit', of: 'Board' },
        ];
        return Promise.resolve({ items, nextCursor: query.cursor === undefined ? 'p2' : undefined });
      },
    });
    const access = new FakeAccess()
      .add(aConnection('Work'), client)
      .add(aConnection('Wiki', { provider: 'confluence' }));
    const { call } = await connect(access);
    const first = await call('list_sprints', { connection: ['Work'], project: 'PROJ', state: 'closed' });
    expect(first.text).toContain('- Sprint 4 · id 4 · closed · 2026-11-02 to … · Board · Ship it');
    await call('list_sprints', { cursor: (first.structured as Listed).next_cursor });
    expect(asked).toMatchObject([
      { project: 'PROJ', state: 'closed', cursor: undefined },
      { project: 'PROJ', state: 'closed', cursor: 'p2' },
    ]);
    expect((await call('list_sprints', { connection: 'Wiki' })).text).toMatch(
      /^Confluence has no sprints\. Search with/,
    );
    expect((await call('list_sprints')).text).not.toContain('Wiki');
  });

  it('refuses a cursor together with another list of connections', async () => {
    const client = aClient({ listSprints: () => Promise.resolve({ items: [], nextCursor: 'p2' }) });
    const access = new FakeAccess().add(aConnection('A'), client).add(aConnection('B'), client);
    const { call } = await connect(access);
    const { structured } = await call('list_sprints', { connection: ['A', 'B'] });
    const cursor = (structured as Listed).next_cursor;
    expect((await call('list_sprints', { connection: ['A'], cursor })).text).toMatch(/for another connection/);
    expect((await call('list_sprints', { connection: ['A', 'B'], cursor })).isError).toBe(false);
    access.connections.splice(0, 2);
    expect((await call('list_sprints', { cursor })).isError).toBe(true);
  });
});
