import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import type { Ability, AbilityId } from '../../../src/providers/abilities.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { Project } from '../../../src/providers/vocabulary.ts';
import { compareKeys } from '../../../src/rotation/comparison.ts';

type Key = { can?: Partial<Record<AbilityId, boolean>>; sees?: readonly string[]; more?: boolean };

const may = (can: NonNullable<Key['can']>): Ability[] =>
  Object.entries(can).map(([id, allowed]) => ({ id: id as AbilityId, allowed }));
const toProject = (name: string): Project => ({ id: name.toLowerCase(), name });

function clientOf({ can = {}, sees = [], more = false }: Key, edits: Partial<ProviderClient> = {}): ProviderClient {
  const nextCursor = more ? { nextCursor: 'more' } : {};
  return {
    whoAmI: () => Promise.resolve({ id: 'mia', name: 'Mia' }),
    abilities: () => Promise.resolve(may(can)),
    listProjects: () => Promise.resolve({ items: sees.map(toProject), ...nextCursor }),
    searchItems: () => Promise.resolve({ items: [] }),
    getItem: (id) => Promise.resolve({ id, title: id }),
    ...edits,
  };
}

const differencesOf = async (old: Key, fresh: Key) => (await compareKeys(clientOf(old), clientOf(fresh))).differences;
const fail = (code: 'bad-credentials' | 'forbidden' | 'cancelled') => () =>
  Promise.reject(new AppError(code, 'It failed.', 'Try again.'));

describe('two keys side by side', () => {
  it('are found alike when they may and see the same', async () => {
    const key = { can: { read: true, delete: false }, sees: ['Website', 'App'] };
    expect(await compareKeys(clientOf(key), clientOf(key))).toEqual({ differences: [], oldKeyWorks: true });
  });

  it('differ in what they may do, losses before gains', async () => {
    const old = { read: true, create: true, delete: false };
    const fresh = { read: true, create: false, delete: true };
    expect(await differencesOf({ can: old }, { can: fresh })).toEqual([
      'The new key may not create items; the old one may.',
      'The new key may delete items; the old one may not.',
    ]);
  });

  it('do not differ in what only one of them can be asked about', async () => {
    expect(await differencesOf({ can: { read: true, administer: true } }, { can: { read: true } })).toEqual([]);
  });

  it('differ in the projects they see, by name', async () => {
    expect(await differencesOf({ sees: ['Website', 'App', 'Ops'] }, { sees: ['App', 'Finance'] })).toEqual([
      'The new key does not see 2 projects that the old one sees: Website, Ops.',
      'The new key sees 1 project that the old one does not see: Finance.',
    ]);
  });

  it('name the first few of many projects', async () => {
    const sees = Array.from({ length: 8 }, (_, index) => `P${index}`);
    const [loss] = await differencesOf({ sees }, { sees: [] });
    expect(loss).toBe('The new key does not see 8 projects that the old one sees: P0, P1, P2, P3, P4 and 3 more.');
  });

  it('do not differ in projects that may be further down a list that goes on', async () => {
    const old = { sees: ['A', 'B', 'C', 'D'], more: true };
    expect(await differencesOf(old, { sees: ['A', 'C'], more: true })).toEqual([
      'The new key does not see 1 project that the old one sees: B.',
    ]);
  });
});

describe('a comparison that cannot be made', () => {
  const key = { can: { create: true }, sees: ['Website'] };

  it('says that the old key does not work any more, and nothing else', async () => {
    const revoked = clientOf(key, { whoAmI: fail('bad-credentials') });
    const unknown = { differences: [], oldKeyWorks: false };
    expect(await compareKeys(revoked, clientOf({}))).toEqual(unknown);
    expect(await compareKeys(undefined, clientOf({}))).toEqual(unknown);
  });

  it('leaves out what the system does not tell', async () => {
    const silent = { abilities: fail('forbidden'), listProjects: fail('forbidden') };
    expect(await compareKeys(clientOf(key), clientOf(key, silent))).toEqual({ differences: [], oldKeyWorks: true });
  });

  it('ends when the user cancels it', async () => {
    const cancelled = clientOf(key, { abilities: fail('cancelled') });
    await expect(compareKeys(clientOf(key), cancelled)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
