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

const everyFileIsThere = (): boolean => true;
const noFileIsThere = (): boolean => false;

describe("the user's D-Bus", () => {
  test('is found where Claude starts us without any environment', () => {
    const found = missingSessionBusAddress({ env: {}, uid: 1000, exists: everyFileIsThere });
    expect(found).toBe('unix:path=/run/user/1000/bus');
  });

  test('is looked for in the runtime folder that the environment names', () => {
    const env = { XDG_RUNTIME_DIR: '/somewhere' };
    const found = missingSessionBusAddress({ env, uid: 1000, exists: everyFileIsThere });
    expect(found).toBe('unix:path=/somewhere/bus');
  });

  test('is left alone where the environment has it', () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' };
    expect(missingSessionBusAddress({ env, uid: 1000, exists: everyFileIsThere })).toBeUndefined();
  });

  test('is left alone where there is none', () => {
    expect(missingSessionBusAddress({ env: {}, uid: 1000, exists: noFileIsThere })).toBeUndefined();
    expect(missingSessionBusAddress({ env: {}, uid: undefined, exists: everyFileIsThere })).toBeUndefined();
  });
});
