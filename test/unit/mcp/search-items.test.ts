import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import type { SearchItemsQuery } from '../../../src/providers/provider.ts';
import type { ItemSummary } from '../../../src/providers/vocabulary.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';
import { aSearch, anItem, idsIn } from './search-fixtures.ts';

describe('search_items', () => {
  it('passes on every condition', async () => {
    const asked: unknown[] = [];
    const client = aClient({
      searchItems: (query) => {
        asked.push({ ...query, signal: undefined });
        return Promise.resolve({ items: [] });
      },
    });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client));
    const conditions = {
      text: 't',
      project: 'P',
      state: 'Open',
      assignee: 'me',
      type: 'Bug',
      label: 'urgent',
      sprint: 'current',
      updated_since: '2026-11-01',
      due_before: '2026-12-01',
      fields: ['Story points'],
    };
    const answer = await call('search_items', { ...conditions, limit: 7 });
    expect(answer.text).toBe('## Work (Jira)\nNo items found.');
    await call('search_items', { connection: 'Work', query: 'project = P' });
    expect(asked).toEqual([
      {
        text: 't',
        project: 'P',
        state: 'Open',
        assignee: 'me',
        type: 'Bug',
        label: 'urgent',
        sprint: 'current',
        updatedSince: '2026-11-01',
        dueBefore: '2026-12-01',
        query: undefined,
        fields: ['Story points'],
        limit: 7,
        cursor: undefined,
        signal: undefined,
      },
      expect.objectContaining({ query: 'project = P', limit: 20 }),
    ]);
  });

  it('leaves out systems that have no such thing, unless they are named', async () => {
    const refused = new AppError('unsupported', 'Pages have no state.', 'Leave the state out.');
    const access = new FakeAccess()
      .add(aConnection('Work'), aSearch('A', 1))
      .add(aConnection('Wiki', { provider: 'confluence' }), aClient({ searchItems: () => Promise.reject(refused) }));
    const { call } = await connect(access);
    expect((await call('search_items', { state: 'open' })).text).not.toContain('Wiki');
    expect((await call('search_items', { connection: ['Work', 'Wiki'], state: 'open' })).text).toContain(
      'Pages have no state. Leave the state out.',
    );
  });

  it('asks for what is overdue as what is open and was due before today', async () => {
    const asked: SearchItemsQuery[] = [];
    const client = aClient({
      searchItems: (query) => {
        asked.push(query);
        return Promise.resolve({ items: [] });
      },
    });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client));
    for (const more of [{}, { state: 'Doing' }, { due_before: '2026-11-10' }, { due_before: '2027-01-01' }])
      await call('search_items', { overdue: true, ...more });
    expect(asked.map(({ state, dueBefore }) => [state, dueBefore])).toEqual([
      ['open', '2026-11-21'],
      ['Doing', '2026-11-21'],
      ['open', '2026-11-10'],
      ['open', '2026-11-21'],
    ]);
  });

  it('asks the connections that are named, and one named twice only once', async () => {
    const access = new FakeAccess()
      .add(aConnection('One'), aSearch('A', 1))
      .add(aConnection('Two'), aSearch('B', 1))
      .add(aConnection('Three'), aSearch('C', 1));
    const { call } = await connect(access);
    const answer = await call('search_items', { connection: ['three', 'One', 'THREE'] });
    expect(idsIn(answer.structured)).toEqual(['C-1', 'A-1']);
  });

  it('shows priority, due day and further fields, and no ids of projects', async () => {
    const found = anItem('A-1', {
      priority: 'High',
      dueDate: '2026-12-01',
      projectId: '77',
      fields: [{ name: 'Points', value: '5\n' }],
    });
    const client = aClient({ searchItems: () => Promise.resolve({ items: [found] }) });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client));
    const { text, structured } = await call('search_items', { fields: ['Points'] });
    expect(text).toBe('## Work (Jira)\n- A-1 Title of A-1 · High · due 2026-12-01\n  Points: 5');
    expect(JSON.stringify(structured)).not.toContain('77');
  });

  it('says what must be known to trust the list, with and without items in it', async () => {
    const note = 'Pages have no assignee: these are the pages this person worked on.';
    const answer = (items: ItemSummary[]) => aClient({ searchItems: () => Promise.resolve({ items, note }) });
    const access = new FakeAccess()
      .add(aConnection('Full'), answer([anItem('A-1')]))
      .add(aConnection('Empty'), answer([]));
    const { call } = await connect(access);
    const { text, structured } = await call('search_items', { assignee: 'me' });
    expect(text).toBe(
      `## Full (Jira)\nNote: ${note}\n- A-1 Title of A-1\n\n## Empty (Jira)\nNote: ${note}\nNo items found.`,
    );
    expect(structured).toMatchObject({ results: [{ note }, { note, found: [] }] });
  });

  it('tells the model that a state may be a name, or open or done', async () => {
    const { client } = await connect(new FakeAccess());
    const { tools } = await client.listTools();
    const { inputSchema } = tools.find(({ name }) => name === 'search_items')!;
    expect(inputSchema).toMatchObject({ properties: { state: { description: "A state's name, or open or done" } } });
  });

  it.each([
    [{ query: 'project = P' }, /cannot be put to several/],
    [{ connection: 'Work', query: 'project = P', text: 'x' }, /replaces text/],
    [{ connection: 'Work', query: 'project = P', overdue: true, label: 'x' }, /replaces label, overdue/],
    [{ connection: ['Work', 'Work too'], query: 'project = P' }, /cannot be put to several/],
    [{ overdue: true, state: 'done' }, /is not overdue/],
    [{ connection: ['Work', 'Nowhere'] }, /no connection "Nowhere"/],
    [{ limit: 51 }, /limit/],
    [{ updated_since: 'yesterday' }, /updated_since/],
    [{ status: 'Open' }, /status/],
  ])('refuses %j and says why', async (args, message) => {
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), aSearch('A', 1)));
    const answer = await call('search_items', args);
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(message);
  });
});
