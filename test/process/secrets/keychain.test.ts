import { isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeychain } from '../../../src/secrets/keychain.ts';
import { loadKeytar } from '../../../src/secrets/load-keytar.ts';
import { itIsASecretStore } from '../../unit/secrets/secret-store-contract.ts';
import { canStartSession, insideKeyring, startSession, type Session } from './surrounding-keyring.ts';

const load = () => loadKeytar({ execPath: process.execPath, isSea });

test('a keychain is there for the tests', (context) => {
  if (process.env['CI'] !== 'true') context.skip(!insideKeyring, 'no throw-away keyring around the tests');
  expect(insideKeyring).toBe(true);
});

describe.skipIf(!insideKeyring)('the real Secret Service', () => {
  itIsASecretStore('keychain', () => ({ store: createKeychain({ load, platform: 'linux' }) }));
});

const source = (path: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../../../src/${path}`, import.meta.url)));
/** A program that asks a keychain and prints the answer, or the code of the failure. */
const program = (ask: string): string => `
  import { createKeychain } from ${source('secrets/keychain.ts')};
  import { loadKeytar } from ${source('secrets/load-keytar.ts')};
  const keychain = createKeychain({
    load: () => loadKeytar({ execPath: process.execPath, isSea: () => false }), platform: 'linux' });
  const answer = await (async () => { ${ask} })().catch((error) => ({ code: error.code, message: error.message }));
  console.log(JSON.stringify(answer ?? 'absent'));
  process.exit(0);
`;
const get = program(`return await keychain.get('a/b/1')`);
const set = program(`await keychain.set('a/b/1', 'kept'); return 'stored'`);
const status = program(`return await keychain.status()`);

describe.skipIf(!canStartSession)('on a real bus', () => {
  let session: Session;
  const ask = async (...[kind, source]: Parameters<Session['run']>): Promise<unknown> =>
    JSON.parse(await session.run(kind, source));
  beforeEach(async () => {
    session = await startSession();
  });
  afterEach(() => session.close());

  test('a locked keyring says so, whether asked for its state, read or written', async () => {
    expect(await ask('unlocked', set)).toBe('stored');
    expect(await ask('locked', status)).toMatchObject({ state: 'locked', problem: { code: 'keychain-locked' } });
    expect(await ask('locked', get)).toMatchObject({ code: 'keychain-locked' });
    expect(await ask('locked', set)).toMatchObject({ code: 'keychain-locked' });
    expect(await ask('unlocked', get)).toBe('kept');
  });

  test('a service without a keyring is unavailable, not ready', async () => {
    expect(await ask('no-keyring', status)).toMatchObject({ state: 'unavailable' });
    expect(await ask('no-keyring', set)).toMatchObject({ code: 'keychain-unavailable' });
  });

  test('a bus without a Secret Service is unavailable, and a key is never called absent', async () => {
    const unavailable = { code: 'keychain-unavailable' };
    expect(await ask('no-service', get)).toMatchObject(unavailable);
    expect(await ask('no-service', set)).toMatchObject(unavailable);
    expect(await ask('no-service', status)).toMatchObject({ state: 'unavailable', problem: unavailable });
  });

  test('an unlocked keyring is ready, and asking leaves nothing behind', async () => {
    const looked = program(`return [await keychain.status(), await keychain.get('probe/probe/1')]`);
    expect(await ask('unlocked', looked)).toEqual([{ state: 'ready' }, null]);
  });
});
