import { describe, expect, it } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { createKeyReplacer } from '../../../src/connections/key-replacement.ts';
import { createTestRuns } from '../../../src/connections/test-runs.ts';
import { draft, keychainLocked, setUp } from './harness.ts';

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
        await createKeyReplacer(parts).replace({ id, secret: newKey, acceptOtherAccount: false });
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
