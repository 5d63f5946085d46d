import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';
import { aSearch, idsIn, type Listed } from './search-fixtures.ts';

const vaultLocked = new AppError('vault-locked', 'The vault is locked.', 'Unlock MCP Keyring.');
const broken = new AppError('bad-credentials', 'The system did not accept the key.', 'Replace the key.');

describe('asking all connections side by side', () => {
  it('shows what works beside what fails', async () => {
    const access = new FakeAccess()
      .add(aConnection('Good'), aSearch('G', 2))
      .add(aConnection('Bad', { provider: 'clickup' }), aClient({ searchItems: () => Promise.reject(broken) }))
      .add(aConnection('Paused', { active: false }), aSearch('P', 1));
    const { call } = await connect(access);
    const answer = await call('search_items');
    expect(answer.isError).toBe(false);
    expect(answer.text).toBe(
      '## Good (Jira): 2 of 2 items\n- G-1 Title of 0\n- G-2 Title of 1\n\n' +
        '## Bad (ClickUp)\nThe system did not accept the key. Replace the key. (bad-credentials)',
    );
    expect((answer.structured as Listed).results[1]!.problem!.code).toBe('bad-credentials');
  });

  it('does not wait for ever for one that hangs', async () => {
    let given: AbortSignal | undefined;
    const hanging = aClient({
      searchItems: ({ signal }) => {
        given = signal;
        return new Promise(() => undefined);
      },
    });
    const access = new FakeAccess().add(aConnection('Good'), aSearch('G', 1)).add(aConnection('Slow'), hanging);
    const { call, clock } = await connect(access);
    const answer = call('search_items');
    await vi.waitFor(() => {
      expect(clock.waits).toEqual([50_000]);
    });
    clock.advance(50_000);
    expect((await answer).text).toContain('Slow (Jira) did not answer within 50 seconds.');
    expect((await answer).text).toContain('G-1');
    expect(given!.aborted).toBe(true);
  });

  it('goes on with one cursor over all, each item exactly once', async () => {
    const access = new FakeAccess()
      .add(aConnection('One'), aSearch('A', 7))
      .add(aConnection('Two'), aSearch('B', 2))
      .add(aConnection('Three'), aSearch('C', 4));
    const { call } = await connect(access);
    let answer = await call('search_items', { limit: 3, text: 'x' });
    expect(answer.text).toContain('More from One, Three: cursor ');
    const seen = idsIn(answer.structured);
    for (let cursor; (cursor = (answer.structured as Listed).next_cursor) !== undefined;) {
      expect(answer.text).toMatch(/More(?: from (?:One|Three|One, Three))?: cursor /);
      expect(answer.text).toContain(`: cursor ${cursor}`);
      answer = await call('search_items', { cursor });
      seen.push(...idsIn(answer.structured));
    }
    expect(seen.sort()).toEqual([
      'A-1',
      'A-2',
      'A-3',
      'A-4',
      'A-5',
      'A-6',
      'A-7',
      'B-1',
      'B-2',
      'C-1',
      'C-2',
      'C-3',
      'C-4',
    ]);
  });

  it('asks at most twenty at once and reaches the others by cursor', async () => {
    const access = new FakeAccess();
    for (let number = 1; number <= 45; number += 1) access.add(aConnection(`N ${number}`), aSearch(`N${number}`, 1));
    const { call } = await connect(access);
    let answer = await call('search_items');
    const sizes = [idsIn(answer.structured).length];
    for (let cursor; (cursor = (answer.structured as Listed).next_cursor) !== undefined;) {
      answer = await call('search_items', { cursor });
      sizes.push(idsIn(answer.structured).length);
    }
    expect(sizes).toEqual([20, 20, 5]);
  });

  it('says the same failure of all only once', async () => {
    const access = new FakeAccess()
      .add(aConnection('One'), () => Promise.reject(vaultLocked))
      .add(aConnection('Two'), () => Promise.reject(vaultLocked));
    const { call } = await connect(access);
    expect((await call('list_projects')).text).toBe('The vault is locked. Unlock MCP Keyring. (vault-locked)');
  });

  it('says so when there is nothing to ask', async () => {
    const { call } = await connect(new FakeAccess());
    expect((await call('search_items')).text).toMatch(/No active connections/);
    expect((await call('list_connections')).text).toMatch(/No connections yet/);
  });
});

describe('the cursor', () => {
  it.each([
    ['one of another tool', 'list_projects', {}, /not a cursor of list_projects/],
    ['one with other arguments', 'search_items', { text: 'other' }, /another text/],
  ])('is refused when it is %s', async (_what, tool, more, message) => {
    const { call } = await connect(new FakeAccess().add(aConnection('One'), aSearch('A', 9)));
    const { structured } = await call('search_items', { text: 'x', limit: 2 });
    const answer = await call(tool, { ...more, cursor: (structured as Listed).next_cursor });
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(message);
  });

  it.each(['', 'abc', '%%%', Buffer.from('{"tool":"search_items","args":{},"at":[]}').toString('base64url')])(
    'is refused when it is no cursor: "%s"',
    async (cursor) => {
      const { call } = await connect(new FakeAccess().add(aConnection('One'), aSearch('A', 9)));
      expect(await call('search_items', { cursor })).toMatchObject({ isError: true });
    },
  );
});

describe('the length of an answer', () => {
  it('stays within 25,000 characters, and what was cut comes with the cursor', async () => {
    const long = (id: string): string => `${id} ${'wide "title"\n'.repeat(40)}`;
    const access = new FakeAccess()
      .add(aConnection('One'), aSearch('A', 60, long))
      .add(aConnection('Two'), aSearch('B', 60, long));
    const { call } = await connect(access);
    const seen: string[] = [];
    let cut = 0;
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const answer = await call('search_items', cursor === undefined ? { limit: 50 } : { cursor });
      expect(answer.text.length).toBeLessThanOrEqual(25_000);
      expect(JSON.stringify(answer.structured).length).toBeLessThanOrEqual(25_000);
      for (const id of idsIn(answer.structured)) expect(answer.text).toContain(`- ${id} `);
      cut += answer.text.includes('Cut to keep the answer short') ? 1 : 0;
      seen.push(...idsIn(answer.structured));
      cursor = (answer.structured as Listed).next_cursor;
    }
    expect(cut).toBeGreaterThan(0);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('gives a long description in parts that join to the whole', async () => {
    const whole = Array.from({ length: 4000 }, (_, index) => `Line ${index} "quoted" 😀\n`).join('');
    const client = aClient({ getItem: (id) => Promise.resolve({ id, title: 'Long', description: whole }) });
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), client));
    let joined = '';
    for (let from: number | undefined = 0; from !== undefined;) {
      const answer = await call('get_item', { connection: 'Work', ids: '1', description_from: from });
      expect(answer.text.length).toBeLessThanOrEqual(25_000);
      expect(JSON.stringify(answer.structured).length).toBeLessThanOrEqual(25_000);
      const [item] = (answer.structured as { items: [{ description: string; description_next?: number }] }).items;
      const next = item.description_next;
      expect(answer.text).toContain(item.description);
      if (next !== undefined) expect(answer.text).toContain(`call get_item with description_from ${next}`);
      joined += item.description;
      from = next;
    }
    expect(joined).toBe(whole);
  });
});
