import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { allTools, readingTools } from '../../tool-names.ts';
import { connect, eras } from './harness.ts';
import { aSearch, anItem, idsIn } from './search-fixtures.ts';

const vaultLocked = new AppError('vault-locked', 'The vault is locked.', 'Unlock MCP Keyring.');

describe.each(eras)('the server in the %s era', (era) => {
  it('lists the reading tools with titles, schemas and descriptions, always in the same order', async () => {
    const { client } = await connect(new FakeAccess(), era);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(allTools);
    for (const tool of tools.filter(({ name }) => readingTools.includes(name))) {
      expect(tool.title).toBeTruthy();
      expect(tool.description!.length).toBeLessThan(400);
      expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(tool.outputSchema).toMatchObject({ type: 'object' });
      expect(tool.annotations).toMatchObject({
        readOnlyHint: true,
        destructiveHint: false,
        openWorldHint: tool.name !== 'list_connections',
      });
    }
  });

  it('answers every tool with text and with data that agree', async () => {
    const item = { ...anItem('PROJ-1', { state: 'Open' }), description: 'It **breaks**.' };
    const client = aClient({
      whoAmI: () => Promise.resolve({ id: '1', name: 'Mia Krystof', email: 'mia@example.com' }),
      listProjects: () => Promise.resolve({ items: [{ id: '10', key: 'PROJ', name: 'Project' }] }),
      searchItems: () => Promise.resolve({ items: [anItem('PROJ-1')], total: 1 }),
      getItem: () => Promise.resolve(item),
    });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client), era);

    const connections = await call('list_connections');
    expect(connections.text).toContain(
      'Work · Jira · https://work.example · Mia Krystof · read-only · not tested · key 20 days',
    );
    expect(connections.structured).toMatchObject({
      connections: [{ name: 'Work', access: 'read-only', health: 'not-tested', keyAgeDays: 20 }],
    });

    const check = await call('check_connection', { connection: 'work' });
    expect(check.text).toBe('Work (Jira) works. Signed in as Mia Krystof · mia@example.com.');
    expect(check.structured).toMatchObject({ works: true, account: { name: 'Mia Krystof' } });

    const projects = await call('list_projects');
    expect(projects.text).toBe('## Work (Jira)\n- PROJ Project · id 10');
    expect(projects.structured).toEqual({
      results: [{ connection: 'Work', system: 'jira', found: [{ id: '10', key: 'PROJ', name: 'Project' }] }],
    });

    const found = await call('search_items', { text: 'breaks' });
    expect(found.text).toBe('## Work (Jira): 1 of 1 items\n- PROJ-1 Title of PROJ-1');
    expect(idsIn(found.structured)).toEqual(['PROJ-1']);

    const one = await call('get_item', { connection: 'Work', ids: 'PROJ-1' });
    expect(one.text).toBe('# PROJ-1 Title of PROJ-1\n\nConnection: Work\nState: Open\n\nIt **breaks**.');
    expect(one.structured).toEqual({ connection: 'Work', items: [item] });
  });

  it('notes who called what, and nothing of what was asked or answered', async () => {
    const access = new FakeAccess().add(aConnection('Work'), aSearch('A', 1));
    const { call, activity, logged } = await connect(access, era);
    await call('search_items', { connection: 'Work', text: 'salaries of everybody' });
    expect(activity).toEqual([
      {
        at: '2026-11-21T09:00:00.000Z',
        tool: 'search_items',
        client: 'a-client',
        connectionId: access.connections[0]!.id,
        ok: true,
        code: undefined,
        durationMs: 0,
      },
    ]);
    expect(JSON.stringify([activity, logged])).not.toMatch(/salaries|Title/);
  });

  it('reports a failure as an answer with what to do and its code, not as a protocol error', async () => {
    const access = new FakeAccess().add(aConnection('Work'), () => Promise.reject(vaultLocked));
    const { call, activity } = await connect(access, era);
    for (const [name, args] of [
      ['list_projects', {}],
      ['search_items', { connection: 'Work' }],
      ['get_item', { connection: 'Work', ids: '1' }],
    ] as const) {
      expect(await call(name, args)).toEqual({
        text: 'The vault is locked. Unlock MCP Keyring. (vault-locked)',
        structured: undefined,
        isError: true,
      });
    }
    const check = await call('check_connection', { connection: 'Work' });
    expect(check.isError).toBe(true);
    expect(check.text).toContain('Unlock MCP Keyring.');
    expect(activity.map(({ ok, code }) => [ok, code])).toEqual(Array(4).fill([false, 'vault-locked']));
  });
});

describe('a fault of our own', () => {
  it('is told without its text, which may hold data, and logged', async () => {
    const access = new FakeAccess().add(aConnection('Work'), () => Promise.reject(new TypeError('token=s3cret')));
    const { call, logged } = await connect(access);
    const answer = await call('list_projects');
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(/made a mistake.*\(internal\)/);
    expect(answer.text).not.toContain('s3cret');
    expect(logged.join()).toContain('a tool failed for a reason of our own');
  });
});

describe('get_item', () => {
  it.each(['..', '.', ' ', ''])('asks no system for the id "%s", which would lead to another address', async (id) => {
    const getItem = vi.fn(() => Promise.resolve(anItem('PROJ-1')));
    const access = new FakeAccess().add(aConnection('Work'), aClient({ getItem }));
    const { call } = await connect(access, 'legacy');
    expect((await call('get_item', { connection: 'Work', ids: id })).isError).toBe(true);
    expect(getItem).not.toHaveBeenCalled();
  });
});

describe('cancelling a call', () => {
  it('reaches the provider and is noted', async () => {
    let given: AbortSignal | undefined;
    const client = aClient({
      getItem: (_id, options) => {
        given = options?.signal;
        return new Promise(() => undefined);
      },
    });
    const { call, activity } = await connect(new FakeAccess().add(aConnection('Work'), client));
    const stop = new AbortController();
    const answer = call('get_item', { connection: 'Work', ids: '1' }, stop.signal);
    await vi.waitFor(() => {
      expect(given).toBeDefined();
    });
    stop.abort();
    await expect(answer).rejects.toThrow();
    await vi.waitFor(() => {
      expect(activity).toMatchObject([{ ok: false, code: 'cancelled' }]);
    });
    expect(given!.aborted).toBe(true);
  });
});
