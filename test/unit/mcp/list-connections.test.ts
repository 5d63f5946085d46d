import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';

const vaultLocked = new AppError('vault-locked', 'The vault is locked.', 'Unlock MCP Keyring.');
const broken = new AppError('bad-credentials', 'The system did not accept the key.', 'Replace the key.');

describe('list_connections', () => {
  it('tells health, pauses, expiry, and the id where a name stands twice', async () => {
    const test = { at: '2026-11-20T08:30:00.000Z', durationMs: 10 };
    const access = new FakeAccess()
      .add(
        aConnection('Work', {
          lastTest: { ...test, outcome: { ok: true, account: { id: 'mia', name: 'Mia Krystof' } } },
        }),
      )
      .add(aConnection('Docs', { lastTest: { ...test, outcome: { ok: false, problem: broken.toProblem() } } }))
      .add(
        aConnection('Off', { active: false, credential: { ...aConnection('x').credential, expiresAt: '2026-11-19' } }),
      )
      .add(aConnection('work', { credential: { ...aConnection('x').credential, expiresAt: '2026-11-22' } }));
    const { call } = await connect(access);
    const { text, structured } = await call('list_connections');
    const [work, docs, , off, twin] = text.split('\n');
    expect(work).toMatch(/Work · id .* · Mia Krystof · read-only · ok · tested 2026-11-20T08:30Z/);
    expect(docs).toMatch(/Docs · Jira .* failing/);
    expect(text).toContain('  The system did not accept the key. Replace the key.');
    expect(off).toMatch(/Off · Jira .* paused · .* key expired 2 days ago/);
    expect(twin).toMatch(/work · id .* key expires in 1 day$/);
    expect(structured).toMatchObject({
      connections: [{ health: 'ok' }, { health: 'failing' }, { paused: true, keyExpiresInDays: -2 }, {}],
    });
  });

  it('says which key should be rotated soon, and why, in the user’s own days', async () => {
    const { credential } = aConnection('x');
    const old = { ...credential, createdAt: '2026-08-25T22:30:00.000Z' };
    const exposed = { where: '~/.env', at: '2026-11-20T08:30:00.000Z' };
    const access = new FakeAccess()
      .add(aConnection('Aged', { credential: old }))
      .add(aConnection('Kept longer', { credential: old, rotation: { automatic: false, everyDays: 365 } }))
      .add(aConnection('Seen', { credential: { ...credential, exposed } }))
      .add(aConnection('Elsewhere', { credential: { ...old, home: { kind: 'env', name: 'JIRA_TOKEN' } } }));
    const { text, structured } = await (await connect(access)).call('list_connections');
    const [aged, longer, seen, elsewhere] = text.split('\n');
    // Made on 26 August in Berlin, though it was still the 25th in UTC.
    expect(aged).toMatch(/key 87 days old · key due for rotation in 3 days$/);
    expect(longer).toMatch(/key 87 days old$/);
    expect(seen).toMatch(/key was found in plain text and should be rotated now$/);
    expect(elsewhere).toMatch(/not tested$/);
    expect(structured).toMatchObject({
      connections: [
        { keyDueInDays: 3, keyDueBecause: 'policy' },
        { keyDueInDays: 278 },
        { keyDueBecause: 'exposure' },
        {},
      ],
    });
  });

  it('says what Claude may do with each', async () => {
    const projects: [{ id: string; name: string }] = [{ id: '1', name: 'Alpha' }];
    for (let id = 2; id <= 12; id += 1) projects.push({ id: `${id}`, name: `P${id}` });
    const access = new FakeAccess()
      .add(aConnection('Careful'))
      .add(aConnection('Asking', { policy: { access: 'ask', allowDelete: true, groupsOff: ['time', 'pages'] } }))
      .add(aConnection('Free', { policy: { access: 'read-write', allowDelete: false, groupsOff: [], projects } }));
    const { call } = await connect(access);
    const { text, structured } = await call('list_connections');
    const [careful, asking, free] = text.split('\n');
    expect(careful).toContain('Mia Krystof · read-only · not tested');
    expect(asking).toContain('· ask · no time · no pages · not tested');
    expect(free).toContain('· read-write · no deleting · only Alpha, P2, P3, P4, P5, P6, P7, P8, P9, P10, 2 more ·');
    expect(structured).toMatchObject({
      connections: [
        { access: 'read-only' },
        { access: 'ask', limits: ['no time', 'no pages'] },
        { access: 'read-write' },
      ],
    });
    expect((structured as { connections: object[] }).connections[0]).not.toHaveProperty('limits');
  });

  it('stays within one answer however many there are', async () => {
    const access = new FakeAccess();
    const test = {
      at: '2026-11-20T08:30:00.000Z',
      durationMs: 10,
      outcome: { ok: false as const, problem: broken.toProblem() },
    };
    for (let number = 1; number <= 400; number += 1) access.add(aConnection(`Number ${number}`, { lastTest: test }));
    const { call } = await connect(access);
    const { text, structured } = await call('list_connections');
    expect(Math.max(text.length, JSON.stringify(structured).length)).toBeLessThanOrEqual(25_000);
    const { connections, left_out: left } = structured as { connections: unknown[]; left_out: number };
    expect(connections.length + left).toBe(400);
    expect(text).toContain(`${left} more;`);
  });

  it('answers while the vault is locked, for it needs no key', async () => {
    const { call } = await connect(new FakeAccess().add(aConnection('Work'), () => Promise.reject(vaultLocked)));
    expect((await call('list_connections')).isError).toBe(false);
  });
});

describe('check_connection', () => {
  it('asks Claude to tell the user that the key ends soon, while it still works', async () => {
    const { credential } = aConnection('x');
    const works = aClient({ whoAmI: () => Promise.resolve({ id: 'mia', name: 'Mia Krystof' }) });
    const access = new FakeAccess()
      .add(aConnection('Ending', { credential: { ...credential, expiresAt: '2026-11-26' } }), works)
      .add(aConnection('Sound'), works);
    const { call } = await connect(access);
    expect((await call('check_connection', { connection: 'Ending' })).text).toBe(
      'Ending (Jira) works. Signed in as Mia Krystof. Tell the user: key expires in 5 days. The key is rotated in MCP Keyring, under Keys.',
    );
    expect((await call('check_connection', { connection: 'Sound' })).text).toBe(
      'Sound (Jira) works. Signed in as Mia Krystof.',
    );
  });
});
