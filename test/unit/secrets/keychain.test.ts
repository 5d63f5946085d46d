import { describe, expect, test } from 'vitest';
import { createKeychain } from '../../../src/secrets/keychain.ts';
import { keychainName, type Platform } from '../../../src/secrets/keychain-problems.ts';
import type { SecretServiceState } from '../../../src/secrets/secret-service.ts';
import { FakeKeytar } from '../../fakes/secrets/fake-keytar.ts';
import { itIsASecretStore } from './secret-store-contract.ts';

type SetUp = { platform?: Platform; service?: SecretServiceState };

function setUp({ platform = 'linux', service = 'ready' }: SetUp = {}) {
  const keytar = new FakeKeytar();
  const runOut: (() => void)[] = [];
  const keychain = createKeychain({
    load: keytar.load,
    platform,
    wait: (_, signal) =>
      new Promise((resolve, reject) => {
        runOut.push(resolve);
        signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      }),
    serviceState: () => Promise.resolve(service),
  });
  /** Lets the patience of every waiting call run out. */
  const losePatience = async (): Promise<void> => {
    await expect.poll(() => runOut.length).toBeGreaterThan(0);
    for (const each of runOut.splice(0)) each();
  };
  return { keytar, keychain, losePatience };
}

describe.each(['linux', 'darwin', 'win32'] as const)('the keychain on %s', (platform) => {
  itIsASecretStore('keychain', () => ({ store: setUp({ platform }).keychain }));
});

const dismissed = "Couldn't access platform storage: Secret Service: unlock prompt was dismissed";
const noBus = 'Platform failure: DBus error: Failed to connect to socket /nonexistent: No such file or directory';

describe('what went wrong', () => {
  test.each([
    ['linux', dismissed, 'keychain-locked'],
    ['darwin', 'Platform failure: User interaction is not allowed.', 'keychain-locked'],
    ['darwin', 'Platform failure: User canceled the operation.', 'keychain-locked'],
    ['linux', noBus, 'keychain-unavailable'],
    ['linux', "Couldn't access platform storage: Secret Service: no result found", 'keychain-unavailable'],
    ['win32', "Couldn't access platform storage: ERROR_NO_SUCH_LOGON_SESSION", 'keychain-unavailable'],
  ] as const)('on %s, "%s" is %s', async (platform, text, code) => {
    const { keytar, keychain } = setUp({ platform });
    keytar.failWith = text;
    const failure = { code, cause: expect.any(Error) as unknown };
    await expect(keychain.get('a/b/1')).rejects.toMatchObject(failure);
    await expect(keychain.set('a/b/1', 'secret')).rejects.toMatchObject(failure);
    await expect(keychain.delete('a/b/1')).rejects.toMatchObject(failure);
  });

  test('an addon that cannot be loaded is a keychain that does not answer', async () => {
    const keychain = createKeychain({ load: () => Promise.reject(new Error('no such module')), platform: 'darwin' });
    await expect(keychain.get('a/b/1')).rejects.toMatchObject({ code: 'keychain-unavailable' });
  });

  test('only on Linux the vault is the way out of a missing keychain, and it is named', async () => {
    const { keytar, keychain } = setUp();
    keytar.failWith = noBus;
    await expect(keychain.get('a/b/1')).rejects.toMatchObject({ next: expect.stringContaining('vault') as unknown });
  });
});

test("on Linux only the Secret Service is used, never the kernel's keyring, which a reboot empties", async () => {
  const { keytar, keychain } = setUp();
  await keychain.set('a/b/1', 'secret');
  await keychain.get('a/b/1');
  expect(keytar.options).toContainEqual({ linux: { store: 'secret-service' } });
  expect(new Set(keytar.options.map((each) => JSON.stringify(each))).size).toBe(1);
});

describe('writing', () => {
  test('a keychain that keeps something else is found out, and nothing stays behind', async () => {
    const { keytar, keychain } = setUp();
    keytar.garble = (secret) => secret.slice(0, 4);
    await expect(keychain.set('a/b/1', 'long secret')).rejects.toMatchObject({ code: 'keychain-unavailable' });
    expect(keytar.items.size).toBe(0);
  });

  test('a key that Windows cannot hold is refused before anything is written', async () => {
    const { keytar, keychain } = setUp({ platform: 'win32' });
    await expect(keychain.set('a/b/1', 'k'.repeat(1281))).rejects.toMatchObject({ code: 'invalid-input' });
    expect(keytar.calls).toBe(0);
  });

  test('writes come one after the other, so that each reads back its own', async () => {
    const { keychain, keytar } = setUp();
    await Promise.all(['one', 'two', 'three'].map((secret) => keychain.set('a/b/1', secret)));
    expect(await keychain.get('a/b/1')).toBe('three');
    expect(keytar.mostInFlight).toBe(1);
  });

  test('a failed write does not stop the next one', async () => {
    const { keytar, keychain } = setUp();
    keytar.failWith = dismissed;
    await expect(keychain.set('a/b/1', 'one')).rejects.toThrow();
    keytar.failWith = undefined;
    await keychain.set('a/b/1', 'two');
    expect(await keychain.get('a/b/1')).toBe('two');
  });
});

describe('a dialog that nobody answers', () => {
  test('counts as locked, and no second one is opened meanwhile', async () => {
    const { keytar, keychain, losePatience } = setUp();
    keytar.openDialog();
    const reads = ['a/b/1', 'c/d/1', 'e/f/1', 'g/h/1'].map((account) => keychain.get(account));
    const outcome = Promise.allSettled(reads);
    await losePatience();
    const codes = (await outcome).map((each) => each.status === 'rejected' && (each.reason as { code: string }).code);
    expect(codes).toEqual(Array(4).fill('keychain-locked'));
    expect(keytar.calls).toBe(2);
    await expect(keychain.get('a/b/1')).rejects.toMatchObject({ code: 'keychain-locked' });
    expect(keytar.calls).toBe(2);
  });

  test('works again once it is answered', async () => {
    const { keytar, keychain, losePatience } = setUp();
    keytar.items.set('mcp-keyring a/b/1', 'there');
    const answer = keytar.openDialog();
    const read = expect(keychain.get('a/b/1')).rejects.toMatchObject({ code: 'keychain-locked' });
    await losePatience();
    await read;
    answer();
    await expect.poll(() => keychain.get('a/b/1').catch(() => undefined)).toBe('there');
  });

  test('answered too late, stores nothing: the caller was told so', async () => {
    const { keytar, keychain, losePatience } = setUp();
    const answer = keytar.openDialog();
    const write = expect(keychain.set('a/b/1', 'late')).rejects.toMatchObject({ code: 'keychain-locked' });
    await losePatience();
    await write;
    answer();
    await expect.poll(() => keytar.calls).toBe(2);
    expect(keytar.items.size).toBe(0);
  });
});

describe('its state', () => {
  test.each([
    ['locked', 'locked', 'keychain-locked'],
    ['no-keyring', 'unavailable', 'keychain-unavailable'],
  ] as const)('a Secret Service that is %s is found out without a write', async (service, state, code) => {
    const { keytar, keychain } = setUp({ service });
    expect(await keychain.status()).toMatchObject({ state, problem: { code } });
    expect(keytar.calls).toBe(1);
  });

  test('where the Secret Service cannot be asked, it is tried and left as it was', async () => {
    const { keytar, keychain } = setUp({ service: 'unknown' });
    expect(await keychain.status()).toEqual({ state: 'ready' });
    expect(keytar.calls).toBeGreaterThan(1);
    expect(keytar.items.size).toBe(0);
  });

  test('a keychain that does not answer says what to do', async () => {
    const { keytar, keychain } = setUp();
    keytar.failWith = noBus;
    expect(await keychain.status()).toMatchObject({ state: 'unavailable', problem: { code: 'keychain-unavailable' } });
  });
});

test('it has the name people know on each system', () => {
  expect((['darwin', 'win32', 'linux'] as const).map(keychainName)).toEqual([
    'Keychain',
    'Windows Credential Manager',
    'Secret Service',
  ]);
});
