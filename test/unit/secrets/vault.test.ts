import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createVault, type Vault } from '../../../src/secrets/vault.ts';
import { defaultCost, deriveKey, newKdf } from '../../../src/secrets/vault-crypto.ts';
import { itIsASecretStore } from './secret-store-contract.ts';

const cost = 2 ** 10;
const passphrase = 'correct horse battery';
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  path = join(folder, 'vault.json');
});
afterEach(() => rm(folder, { recursive: true }));

async function newVault(): Promise<Vault> {
  const vault = createVault({ path, cost });
  await vault.create(passphrase);
  return vault;
}
const content = async () =>
  JSON.parse(await readFile(path, 'utf8')) as { kdf: { salt: string }; entries: Record<string, { text: string }> };
const replaceContent = (changed: unknown) => writeFile(path, JSON.stringify(changed));

itIsASecretStore('vault', async () => ({ store: await newVault() }));

describe('its states', () => {
  test('before it is made it is absent, and nothing can be read or written', async () => {
    const vault = createVault({ path, cost });
    expect(await vault.status()).toEqual({ state: 'absent' });
    const absent = { code: 'vault-absent' };
    await expect(vault.get('a/b/1')).rejects.toMatchObject(absent);
    await expect(vault.set('a/b/1', 'secret')).rejects.toMatchObject(absent);
    await expect(vault.unlock(passphrase)).rejects.toMatchObject(absent);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('locked, it gives nothing away and takes nothing, until it is unlocked', async () => {
    const vault = await newVault();
    await vault.set('a/b/1', 'secret');
    vault.lock();
    expect(await vault.status()).toMatchObject({ state: 'locked', problem: { code: 'vault-locked' } });
    const locked = { code: 'vault-locked', next: expect.stringContaining('Unlock MCP Keyring') as unknown };
    await expect(vault.get('a/b/1')).rejects.toMatchObject(locked);
    await expect(vault.set('a/b/2', 'secret')).rejects.toMatchObject(locked);
    await expect(vault.delete('a/b/1')).rejects.toMatchObject(locked);
    await vault.unlock(passphrase);
    expect(await vault.get('a/b/1')).toBe('secret');
  });

  test('a wrong passphrase is told, and the right one still works', async () => {
    await newVault();
    const vault = createVault({ path });
    await expect(vault.unlock('correct horse batterz')).rejects.toMatchObject({ code: 'vault-wrong-passphrase' });
    expect(await vault.status()).toMatchObject({ state: 'locked' });
    await vault.unlock(passphrase);
    expect(await vault.status()).toEqual({ state: 'ready' });
  });

  test('a wrong passphrase does not lock a vault that is open', async () => {
    const vault = await newVault();
    await expect(vault.unlock('something else')).rejects.toMatchObject({ code: 'vault-wrong-passphrase' });
    expect(await vault.status()).toEqual({ state: 'ready' });
  });

  test('a passphrase opens it whichever way its letters are composed', async () => {
    const vault = createVault({ path, cost });
    await vault.create('gr\u00fcn ist die Heide');
    vault.lock();
    await vault.unlock('gru\u0308n ist die Heide');
    expect(await vault.status()).toEqual({ state: 'ready' });
  });

  test('a second vault is not made over the first', async () => {
    const vault = await newVault();
    await vault.set('a/b/1', 'secret');
    await expect(createVault({ path, cost }).create('another one')).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await vault.get('a/b/1')).toBe('secret');
  });
});

describe('another process', () => {
  test('that writes is noticed at the next read', async () => {
    const [one, other] = [await newVault(), createVault({ path })];
    await other.unlock(passphrase);
    await other.set('a/b/1', 'from the other');
    expect(await one.get('a/b/1')).toBe('from the other');
  });

  test('that writes at the same moment loses nothing of ours', async () => {
    const [one, other] = [await newVault(), createVault({ path })];
    await other.unlock(passphrase);
    const write = (vault: Vault, name: string) =>
      Promise.all([1, 2, 3, 4].map((number) => vault.set(`${name}/x/${number}`, `${name}${number}`)));
    await Promise.all([write(one, 'one'), write(other, 'other')]);
    expect(Object.keys((await content()).entries)).toHaveLength(8);
  });

  test('that puts a new vault in its place locks ours', async () => {
    const vault = await newVault();
    await rm(path);
    await createVault({ path, cost }).create('a different one');
    expect(await vault.status()).toMatchObject({ state: 'locked' });
    await expect(vault.get('a/b/1')).rejects.toMatchObject({ code: 'vault-locked' });
  });

  test('that takes the file away makes it absent', async () => {
    const vault = await newVault();
    await rm(path);
    expect(await vault.status()).toEqual({ state: 'absent' });
  });
});

describe('a damaged file', () => {
  test.each([
    ['cut off', (text: string) => text.slice(0, 100)],
    ['empty', () => ''],
    ['of another kind', () => '{"version":1,"hello":"world"}'],
    ['with a cost that would take all memory', (text: string) => text.replace(/"N": \d+/, '"N": 1073741824')],
  ])('%s, is told and left alone', async (_, damage) => {
    await newVault();
    const damaged = damage(await readFile(path, 'utf8'));
    await writeFile(path, damaged);
    const vault = createVault({ path });
    expect(await vault.status()).toMatchObject({ state: 'unavailable', problem: { code: 'vault-damaged' } });
    await expect(vault.unlock(passphrase)).rejects.toMatchObject({ code: 'vault-damaged' });
    await expect(vault.create(passphrase)).rejects.toMatchObject({ code: 'vault-damaged' });
    expect(await readFile(path, 'utf8')).toBe(damaged);
  });

  test('an entry that was changed is not given out', async () => {
    const vault = await newVault();
    await vault.set('a/b/1', 'secret');
    const changed = await content();
    changed.entries['a/b/1']!.text = Buffer.from('forged').toString('base64');
    await replaceContent(changed);
    await expect(vault.get('a/b/1')).rejects.toMatchObject({ code: 'vault-damaged' });
  });

  test('an entry moved to another account does not open there', async () => {
    const vault = await newVault();
    await vault.set('mine/token/1', 'secret');
    const { entries, ...rest } = await content();
    await replaceContent({ ...rest, entries: { 'yours/token/1': entries['mine/token/1'] } });
    await expect(vault.get('yours/token/1')).rejects.toMatchObject({ code: 'vault-damaged' });
  });

  test('one from a newer program is refused and left alone', async () => {
    await newVault();
    await replaceContent({ ...(await content()), version: 2 });
    await expect(createVault({ path }).unlock(passphrase)).rejects.toMatchObject({ code: 'data-file-newer' });
  });
});

describe('the file', () => {
  test('holds neither secret nor passphrase, and the same secret never looks the same', async () => {
    const vault = await newVault();
    await vault.set('a/b/1', 'the secret itself');
    await vault.set('a/b/2', 'the secret itself');
    const text = await readFile(path, 'utf8');
    for (const hidden of ['the secret itself', passphrase]) {
      expect(text).not.toContain(hidden);
      expect(text).not.toContain(Buffer.from(hidden).toString('base64').slice(0, 12));
    }
    const { entries } = await content();
    expect(entries['a/b/1']!.text).not.toBe(entries['a/b/2']!.text);
  });

  test.skipIf(process.platform === 'win32')('belongs to its owner alone', async () => {
    await newVault();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('names an account like a property of every object without confusion', async () => {
    const vault = await newVault();
    expect(await vault.get('toString')).toBeUndefined();
    expect(await vault.delete('constructor')).toBe(false);
  });

  test('is made at the full cost unless told otherwise, each with its own salt', async () => {
    expect(newKdf()).toMatchObject({ name: 'scrypt', N: defaultCost, r: 8, p: 1 });
    expect(defaultCost).toBeGreaterThanOrEqual(2 ** 17);
    expect(newKdf().salt).not.toBe(newKdf().salt);
    expect(await deriveKey(passphrase, newKdf())).toHaveLength(32);
  });
});
