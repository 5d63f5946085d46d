import { expect, test } from 'vitest';
import { secretServiceState } from '../../../src/secrets/secret-service.ts';

/** Answers as dbus-send prints them. */
const service = (alias: string, locked: boolean) => (_: string, args: readonly string[]) =>
  Promise.resolve(
    args.includes('org.freedesktop.Secret.Service.ReadAlias')
      ? `method return time=1 sender=:1.1\n   object path "${alias}"\n`
      : `method return time=1 sender=:1.1\n   variant       boolean ${String(locked)}\n`,
  );
const collection = '/org/freedesktop/secrets/collection/login';

test.each([
  ['an unlocked keyring', service(collection, false), 'ready'],
  ['a locked keyring', service(collection, true), 'locked'],
  ['no keyring at all', service('/', false), 'no-keyring'],
  ['an answer of another kind', () => Promise.resolve('hello'), 'unknown'],
  ['nobody to ask', () => Promise.reject(new Error('ENOENT')), 'unknown'],
] as const)('%s', async (_, run, state) => {
  expect(await secretServiceState(run)).toBe(state);
});
