import { describe, expect, it } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { createTestRuns } from '../../../src/connections/test-runs.ts';
import { draft, keychainLocked, setUp, replaceKey } from './harness.ts';

describe('testing', () => {
  it('tells whose key a draft holds, and saves nothing', async () => {
    const { parts, system, file, keychain } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const result = await createTestRuns(parts).testDraft(draft());
    expect(result).toMatchObject({
      outcome: { ok: true, account: { name: 'Mia Krystof' } },
      endpoint: { deployment: 'cloud' },
    });
    expect([(await file.read()).connections.length, keychain.items.size]).toEqual([0, 0]);
  });

  it('answers a failed test as a result with its next step', async () => {
    const { parts } = await setUp();
    const { outcome } = await createTestRuns(parts).testDraft(draft());
    expect(outcome).toEqual({
      ok: false,
      problem: { code: 'bad-credentials', message: 'The system did not accept the key.', next: 'Replace the key.' },
    });
  });

  it.each([
    ['quotes of a chat program', '“old-key-0123456789abcdef”'],
    ['a line break', 'old-key-\n0123456789abcdef'],
    ['something that cannot be seen', '\u200Bold-key-0123456789abcdef'],
  ])('blames the key and not the network for %s, and sends it nowhere', async (_, secret) => {
    const { parts, system } = await setUp();
    const { outcome } = await createTestRuns(parts).testDraft(draft({ secret }));
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'bad-credentials' } });
    expect(system.asked).toEqual([]);
  });

  it('takes any password', async () => {
    const { parts, system } = await setUp();
    system.allow('grüne Wiese');
    const { outcome } = await createTestRuns(parts).testDraft(
      draft({ method: 'password', account: 'mia', secret: 'grüne Wiese' }),
    );
    expect(outcome.ok).toBe(true);
  });

  it('remembers how the last test of a connection ended', async () => {
    const { parts, system } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    system.owners.clear();
    await createTestRuns(parts).test(id);
    expect((await service.list())[0]?.lastTest?.outcome).toMatchObject({ ok: false });
  });

  it('does not hold a locked keychain against the key', async () => {
    const { parts, system, keychain } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    keychain.failWith = keychainLocked;
    const { outcome } = await createTestRuns(parts).test(id);
    expect(outcome).toMatchObject({ problem: { code: 'keychain-locked' } });
    expect((await service.list())[0]?.lastTest?.outcome.ok).toBe(true);
  });

  it('says nothing of a key that was replaced while the old one was tested', async () => {
    const { parts, system, file } = await setUp();
    const newKey = 'new-key-0123456789abcdef';
    system.allow('old-key-0123456789abcdef').allow(newKey);
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    const reader = {
      readAnew: () => Promise.resolve('revoked'),
      read: async () => {
        await replaceKey(parts, { id, secret: newKey });
        return 'revoked';
      },
    };
    const { outcome } = await createTestRuns({ ...parts, secrets: { ...parts.secrets, reader } }).test(id);
    expect(outcome.ok).toBe(false);
    expect((await file.read()).connections[0]?.lastTest?.outcome.ok).toBe(true);
  });

  it('tests all active connections, counts along, and leaves the paused ones out', async () => {
    const { parts, system } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const names = ['A', 'B', 'C'];
    const [first] = await Promise.all(names.map((name) => service.add(draft({ name }))));
    await service.setActive(first!.id, false);
    const steps: string[] = [];
    const results = await createTestRuns(parts).testAll(({ done, total }) => steps.push(`${done}/${total}`));
    expect(steps).toEqual(['0/2', '1/2', '2/2']);
    expect(results.map(({ result }) => result.outcome.ok)).toEqual([true, true]);
  });
});

describe('a key that starts to fail', () => {
  const key = 'old-key-0123456789abcdef';
  async function failing() {
    const setting = await setUp();
    setting.system.allow(key);
    const { id } = await createConnectionService(setting.parts).add(draft());
    const runs = createTestRuns(setting.parts);
    const failingNow = async () => (await setting.file.read()).connections[0]?.failing;
    return { ...setting, id, runs, failingNow };
  }

  it('is marked with the time of its first refusal, and every further one is counted', async () => {
    const { system, clock, id, runs, failingNow } = await failing();
    expect(await failingNow()).toBeUndefined();
    system.owners.clear();
    await runs.test(id);
    clock.advance(3_600_000);
    await runs.testAll(() => undefined);
    expect(await failingNow()).toEqual({ since: '2026-11-21T09:00:00.000Z', times: 2 });
  });

  it('is good again with the first test that succeeds', async () => {
    const { system, id, runs, failingNow } = await failing();
    system.owners.clear();
    await runs.test(id);
    system.allow(key);
    await runs.test(id);
    expect(await failingNow()).toBeUndefined();
  });

  it('is not blamed for a network that does not work', async () => {
    const { system, id, runs, failingNow } = await failing();
    const offline = new AppError('name-not-resolved', 'op.example has no address.', 'Check the network.');
    system.whoAmI = () => Promise.reject(offline);
    await runs.test(id);
    expect(await failingNow()).toBeUndefined();
  });

  it('stays marked while the system cannot be reached', async () => {
    const { system, id, runs, failingNow } = await failing();
    system.owners.clear();
    await runs.test(id);
    system.whoAmI = () => Promise.reject(new AppError('timeout', 'No answer.', 'Wait.'));
    await runs.test(id);
    expect((await failingNow())?.times).toBe(1);
  });

  it('is forgotten with the key: a result of the old one says nothing of the new one', async () => {
    const { system, file, id, runs, failingNow } = await failing();
    const checked = await runs.check((await file.read()).connections[0]!);
    system.owners.clear();
    const refused = await runs.check((await file.read()).connections[0]!);
    await file.update((content) => ({
      ...content,
      connections: content.connections.map((each) => ({ ...each, credential: { ...each.credential, version: 2 } })),
    }));
    await runs.keep(refused);
    expect(await failingNow()).toBeUndefined();
    expect(checked).toMatchObject({ tested: { id }, result: { outcome: { ok: true } } });
  });
});
