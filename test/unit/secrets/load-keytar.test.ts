import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKeytar, missingSessionBusAddress } from '../../../src/secrets/load-keytar.ts';

describe('the addon is found', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keytar-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('among the installed packages', async () => {
    const { AsyncEntry } = await loadKeytar({ execPath: '/nowhere/node', isSea: () => false });
    expect(AsyncEntry).toBeTypeOf('function');
  });

  test('beside the executable, when the program is a single file', async () => {
    const packages = join(folder, 'node_modules');
    await mkdir(packages);
    await cp('node_modules/keytar', join(packages, 'keytar'), { recursive: true });
    await cp('node_modules/@napi-rs', join(packages, '@napi-rs'), { recursive: true });
    const { AsyncEntry } = await loadKeytar({ execPath: join(folder, 'keyring-host'), isSea: () => true });
    expect(AsyncEntry).toBeTypeOf('function');
  });
});

describe("the user's D-Bus", () => {
  const there = (): boolean => true;
  test('is found where Claude starts us without any environment', () => {
    expect(missingSessionBusAddress({ env: {}, uid: 1000, exists: there })).toBe('unix:path=/run/user/1000/bus');
  });

  test('is looked for in the runtime folder that the environment names', () => {
    const env = { XDG_RUNTIME_DIR: '/somewhere' };
    expect(missingSessionBusAddress({ env, uid: 1000, exists: there })).toBe('unix:path=/somewhere/bus');
  });

  test.each([
    ['the environment has it', { env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' }, uid: 1000, exists: there }],
    ['there is none', { env: {}, uid: 1000, exists: () => false }],
    ['the system has no user ids', { env: {}, uid: undefined, exists: there }],
  ])('is left alone where %s', (_, options) => {
    expect(missingSessionBusAddress(options)).toBeUndefined();
  });
});
