import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { hintOf } from '../secrets/redaction.ts';
import { isReference, type SecretReference } from '../secrets/secret-reference.ts';
import type { SecretHome, SecretStore } from '../secrets/secret-store.ts';
import { readEnvironment, type SecretReading } from './environment.ts';
import { sameEntry, type EntryPlace } from './entry-place.ts';
import type { EntryLayout } from './entry-layout.ts';
import {
  assertProfileNameFree,
  findProfile,
  withProfile,
  type ProfileFile,
  type ProfileFileContent as Content,
} from './profile-file.ts';
import { accountOf, deleteLeftovers, keysOf, saveWithKeys, type NewKey } from './profile-keys.ts';
import { newProfileId, type Profile, type ProfileVariable } from './profile.ts';
import { refusalOf } from './variable-name.ts';

/** What changing profiles needs from outside. */
export type ProfileParts = {
  readonly file: ProfileFile;
  readonly secrets: {
    homeForNew(): Promise<SecretHome>;
    store(home: SecretHome): SecretStore;
    readonly reader: SecretReading;
    resolve(reference: SecretReference): Promise<SecretReference>;
  };
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called after the file changed. */
  readonly changed: () => void;
};

/** A key to be kept by us, or where it is read from. */
export type VariableSource = string | SecretReference;
export type NewProfile = { readonly name: string; readonly variables: Readonly<Record<string, VariableSource>> };

/** The keys of other servers. Whatever fails, the file and the secrets still belong together. */
export function createProfiles(parts: ProfileParts) {
  const told = async (id: string, saving: Promise<{ profiles: readonly Profile[] }>): Promise<Profile> => {
    const { profiles } = await saving;
    parts.changed();
    return findProfile({ profiles: [...profiles] }, id);
  };
  return {
    list: async (): Promise<readonly Profile[]> => (await parts.file.read()).profiles,
    find: async (id: string): Promise<Profile> => findProfile(await parts.file.read(), id),
    async create(input: NewProfile): Promise<Profile> {
      const made = await create(input, parts);
      parts.changed();
      return made;
    },
    /** Adds a variable or replaces its key; servers get it when they are started the next time. */
    setVariable: (id: string, name: string, source: VariableSource) => told(id, setVariable(id, name, source, parts)),
    removeVariable: (id: string, name: string) =>
      told(
        id,
        withoutKeys(parts, id, (current) => ({ ...current, variables: others(current, name) })),
      ),
    rename: (id: string, name: string) =>
      told(
        id,
        parts.file.update((content) => {
          assertProfileNameFree(content, name, id);
          return withProfile(content, id, (current) => ({ ...current, name }));
        }),
      ),
    async remove(id: string): Promise<void> {
      await parts.file.update((content) => {
        const gone = keysOf(findProfile(content, id));
        const profiles = content.profiles.filter((each) => each.id !== id);
        return { ...content, profiles, leftovers: [...content.leftovers, ...gone] };
      });
      await deleteLeftovers(parts);
      parts.changed();
    },
    /** What its servers get. For putting keys back into a client's file; never for the window. */
    read: (id: string): Promise<Readonly<Record<string, string>>> =>
      readEnvironment(id, { file: parts.file, secrets: parts.secrets.reader }),
    layoutOf: async (place: EntryPlace): Promise<EntryLayout | undefined> =>
      (await parts.file.read()).layouts.find((each) => sameEntry(each, place))?.layout,
    /** How an entry looked before it was moved; undefined when that does not matter any more. */
    async keepLayout(place: EntryPlace, layout: EntryLayout | undefined): Promise<void> {
      await parts.file.update((content) => {
        const others = content.layouts.filter((each) => !sameEntry(each, place));
        return { ...content, layouts: layout === undefined ? others : [...others, { ...place, layout }] };
      });
    },
    /** Deletes the keys that an earlier run left behind. */
    purgeLeftovers: () => deleteLeftovers(parts),
  };
}
export type Profiles = ReturnType<typeof createProfiles>;

type Prepared = { readonly variable: Omit<ProfileVariable, 'version'>; readonly secret?: string };

async function create({ name, variables }: NewProfile, parts: ProfileParts): Promise<Profile> {
  const prepared = await Promise.all(
    Object.entries(variables).map(([variable, source]) => prepare(variable, source, parts)),
  );
  const content = await parts.file.read();
  assertProfileNameFree(content, name);
  const id = newProfileId(
    name,
    content.profiles.map((each) => each.id),
  );
  const made: Profile = {
    id,
    name,
    variables: prepared.map(({ variable }, index) => ({ ...variable, version: index + 1 })),
    lastVersion: prepared.length,
    createdAt: parts.clock.now().toISOString(),
  };
  const keys = prepared.flatMap(({ secret }, index) => keyOf(id, made.variables[index], secret));
  await saveWithKeys(
    keys,
    (current) => {
      assertProfileNameFree(current, name);
      if (current.profiles.some((each) => each.id === id)) throw changedMeanwhile();
      return { ...current, profiles: [...current.profiles, made] };
    },
    parts,
  );
  return made;
}

async function setVariable(id: string, name: string, source: VariableSource, parts: ProfileParts) {
  const { variable, secret } = await prepare(name, source, parts);
  const before = findProfile(await parts.file.read(), id);
  const version = before.lastVersion + 1;
  const next = { ...variable, version };
  const saved = await saveWithKeys(
    keyOf(id, next, secret),
    (content) => {
      const current = findProfile(content, id);
      if (current.lastVersion !== before.lastVersion) throw changedMeanwhile();
      return withoutUnused(
        withProfile(content, id, () => ({ ...current, variables: placed(current, next), lastVersion: version })),
        current,
      );
    },
    parts,
  );
  await deleteLeftovers(parts);
  return saved;
}

async function withoutKeys(parts: ProfileParts, id: string, change: (current: Profile) => Profile) {
  const saved = await parts.file.update((content) =>
    withoutUnused(withProfile(content, id, change), findProfile(content, id)),
  );
  await deleteLeftovers(parts);
  return saved;
}

/** The keys that the profile had before and has no more become leftovers. */
function withoutUnused(content: Content, before: Profile): Content {
  const used = new Set(keysOf(findProfile(content, before.id)).map(({ account }) => account));
  return { ...content, leftovers: [...content.leftovers, ...keysOf(before).filter((key) => !used.has(key.account))] };
}

/** In its old place, so that a list does not jump about. */
const placed = ({ variables }: Profile, next: ProfileVariable): ProfileVariable[] =>
  variables.some(({ name }) => name === next.name)
    ? variables.map((each) => (each.name === next.name ? next : each))
    : [...variables, next];

const others = ({ variables }: Profile, name: string): ProfileVariable[] =>
  variables.filter((each) => each.name !== name);

async function prepare(name: string, source: VariableSource, parts: ProfileParts): Promise<Prepared> {
  const refusal = refusalOf(name);
  if (refusal !== undefined) throw new AppError('invalid-input', refusal, 'Choose another variable.');
  const createdAt = parts.clock.now().toISOString();
  if (typeof source !== 'string') {
    const home = await parts.secrets.resolve(source);
    return { variable: { name, home, hint: hintOf(await parts.secrets.reader.read('', home)), createdAt } };
  }
  assertFitsVariable(name, source);
  const home = await parts.secrets.homeForNew();
  return { variable: { name, home, hint: hintOf(source), createdAt }, secret: source };
}

/** What no environment can hold; Linux takes at most 128 KB in one variable. */
function assertFitsVariable(name: string, secret: string): void {
  if (secret !== '' && secret.length <= 32_768 && !secret.includes('\0')) return;
  throw new AppError(
    'invalid-input',
    secret === '' ? `There is no key for ${name}.` : `What was entered for ${name} does not fit into a variable.`,
    'Enter the key, and nothing else.',
  );
}

function keyOf(id: string, variable: ProfileVariable | undefined, secret: string | undefined): NewKey[] {
  if (variable === undefined || secret === undefined || isReference(variable.home)) return [];
  return [{ key: { home: variable.home, account: accountOf(id, variable) }, secret }];
}

const changedMeanwhile = (): AppError =>
  new AppError(
    'busy',
    'This profile was changed in another window in the meantime.',
    'Look at it again and repeat it.',
  );
