import { describe, expect, test } from 'vitest';
import { type SearchItemsQuery } from '../../../../src/providers/provider.ts';
import { FakeWeb } from '../../../fakes/providers/fake-web.ts';
import { baseUrl, secret, ada, open, failed, story } from './example.ts';

describe('projects', () => {
  const row = { Id: 2, Name: 'Sandbox', Abbreviation: 'SBX', IsActive: true, Program: { Id: 1, Name: 'Research' } };

  test('are the active ones, with short name and program', async () => {
    const web = new FakeWeb().on('/api/v1/Projects', { Items: [row] });
    const { items } = await open(web).listProjects({ limit: 20, text: "sand's" });
    expect(web.last().query).toMatchObject({
      format: 'json',
      where: String.raw`(IsActive eq 'true') and (Name contains 'sand\'s')`,
      orderBy: 'Name',
      take: '20',
    });
    expect(items).toEqual([]);
  });

  test('map to the words all systems share', async () => {
    const web = new FakeWeb().on('/api/v1/Projects', { Items: [row] });
    expect((await open(web).listProjects({ limit: 20 })).items).toEqual([
      { id: '2', key: 'SBX', name: 'Sandbox', path: 'Research', url: `${baseUrl}/entity/2` },
    ]);
  });
});

describe('search', () => {
  const search = async (query: Partial<SearchItemsQuery>, answer: object = { Items: [story] }) => {
    const web = new FakeWeb()
      .on('/api/v1/Users/LoggedUser', ada)
      .on('/api/v1/Users', {
        Items: [ada, { Id: 9, FirstName: 'Bo', LastName: 'Builder' }, { Id: 10, FirstName: 'Bob' }],
      })
      .on('/api/v1/Projects', ({ query: { where = '' } }) => ({
        Items: where.includes("Abbreviation eq 'SBX'") ? [{ Id: 49938, Name: 'Sandbox', Abbreviation: 'SBX' }] : [],
      }))
      .on('/api/v1/EntityStates', { Items: ['Closed', 'In Dev'].map((Name, Id) => ({ Id, Name })) })
      .on('/api/v1/Assignables', answer);
    const page = await open(web).searchItems({ limit: 10, ...query });
    return { page, call: web.calls.find(({ path }) => path.endsWith('/Assignables'))! };
  };

  test('asks for JSON, newest first, with the fields it shows', async () => {
    const { call } = await search({});
    expect(call.query).toMatchObject({ format: 'json', orderByDesc: 'ModifyDate', take: '10' });
    expect(call.query['include']).toMatch(/^\[Id,Name,EntityType/);
    expect(call.query).not.toHaveProperty('where');
  });

  test('begins with what is due first where a due date is asked for and nothing ends at a time of change', async () => {
    const { call } = await search({ dueBefore: '2026-12-01' });
    expect(call.query['orderBy']).toBe('PlannedEndDate');
    const both = await search({ dueBefore: '2026-12-01', updatedSince: '2026-01-31' });
    expect(both.call.query['orderByDesc']).toBe('ModifyDate');
  });

  test('reads dates in Microsoft’s form', async () => {
    expect((await search({})).page.items).toEqual([
      {
        id: '75470',
        title: 'A story',
        type: 'UserStory',
        state: 'Open',
        done: false,
        assignees: ['Ada Admin'],
        project: 'Sandbox',
        projectId: '49938',
        updatedAt: new Date(1788435322000).toISOString(),
        url: `${baseUrl}/entity/75470`,
      },
    ]);
  });

  test.each([
    [{ text: 'story' }, "(Name contains 'story')"],
    [{ text: String.raw`it's \ here` }, String.raw`(Name contains 'it\'s \\ here')`],
    [{ project: '49938' }, '(Project.Id eq 49938)'],
    [{ project: 'SBX' }, '(Project.Id eq 49938)'],
    [{ state: 'open' }, "(EntityState.IsFinal eq 'false')"],
    [{ state: 'done' }, "(EntityState.IsFinal eq 'true')"],
    [{ state: 'closed' }, "(EntityState.Name eq 'closed')"],
    [{ state: 'In Dev' }, "(EntityState.Name eq 'In Dev')"],
    [{ assignee: 'me' }, '(AssignedUser.Id eq 1)'],
    [{ assignee: 'bo builder' }, '(AssignedUser.Id eq 9)'],
    [{ updatedSince: '2026-01-31T10:00:00Z' }, "(ModifyDate gte '2026-01-30')"],
    [{ state: 'open', text: 'a' }, "(Name contains 'a') and (EntityState.IsFinal eq 'false')"],
    [{ query: 'where=Team.Id eq 5', text: 'ignored' }, 'Team.Id eq 5'],
  ])('turns %j into where', async (query, where) => {
    expect((await search(query)).call.query['where']).toBe(where);
  });

  test('refuses a state nobody has, naming those there are', async () => {
    await expect(search({ state: 'Polishing' })).rejects.toMatchObject({
      code: 'query-rejected',
      next: expect.stringContaining('no state “Polishing”. There are: Closed, In Dev.') as string,
    });
  });

  test('leaves out what a silently ignored filter let through, and says so', async () => {
    const closed = { ...story, Id: 2, EntityState: { Name: 'Done', IsFinal: true } };
    const { page } = await search({ state: 'open' }, { Items: [story, closed] });
    expect(page.items.map(({ id }) => id)).toEqual(['75470']);
    expect(page.note).toContain('did not apply the whole filter');
  });

  test('warns that a query of the user may be ignored in part', async () => {
    expect((await search({ query: 'Assignments.User.Id eq 1' })).page.note).toContain('check that the items match');
  });

  test('has no note when all rows obey', async () => {
    expect((await search({ state: 'open', text: 'STORY', assignee: 'me', project: '49938' })).page).toMatchObject({
      items: [{ id: '75470' }],
      note: undefined,
    });
  });

  test('ends at the first item that is too old, whatever the server’s time zone', async () => {
    const old = { ...story, Id: 3, ModifyDate: `/Date(${String(Date.parse('2026-01-31T09:59:59Z'))}+0200)/` };
    const answer = { Items: [story, old], Next: `${baseUrl}/api/v1/Assignables?skip=2&take=2` };
    const { page } = await search({ updatedSince: '2026-01-31T10:00:00Z' }, answer);
    expect(page.items.map(({ id }) => id)).toEqual(['75470']);
    expect(page).toMatchObject({ nextCursor: undefined, note: undefined });
  });

  test('follows Next at our own address, with the key put in again and none in the cursor', async () => {
    const Next = `https://evil.example/api/v1/Assignables?format=json&take=1&skip=1&access_token=${secret}`;
    const web = new FakeWeb().on('/api/v1/Assignables', ({ query }) =>
      query['skip'] === undefined ? { Items: [story], Next } : { Items: [{ ...story, Id: 2 }] },
    );
    const client = open(web);
    const first = await client.searchItems({ limit: 1 });
    expect(first.nextCursor).toBe('1');
    const second = await client.searchItems({ limit: 1, cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(['2']);
    expect(second.nextCursor).toBeUndefined();
    expect(web.last().url.origin).toBe(baseUrl);
    expect(web.last().query).toMatchObject({ access_token: secret, skip: '1', take: '1', orderByDesc: 'ModifyDate' });
  });

  test.each([
    [{ assignee: 'bo' }, 'Write the whole name'],
    [{ assignee: 'Ronon' }, 'Ada Admin'],
    [{ project: 'Nowhere' }, 'list_projects'],
    [{ updatedSince: 'yesterday' }, '2026-01-31'],
    [{ cursor: 'https://evil.example' }, 'cursor'],
  ])('says what would work instead of %j', async (query, hint) => {
    const next = expect.stringContaining(hint) as string;
    await expect(search(query)).rejects.toMatchObject({ code: 'query-rejected', next });
  });

  test('repeats what Targetprocess says about a wrong query', async () => {
    const answer = failed(400, 'BadRequest', "Error during parameters parsing: 'Nmae'");
    const message = expect.stringContaining('Nmae') as string;
    await expect(search({ query: 'Nmae eq 1' }, answer)).rejects.toMatchObject({ code: 'query-rejected', message });
  });
});
