import { assertClaudeQuit } from '../clients/claude-desktop/running.ts';
import type { StdioEntry } from '../clients/client.ts';
import type { Backups } from '../clients/files/backups.ts';
import type { ChangeFile, Changed } from '../clients/files/change-file.ts';
import type { Disk } from '../clients/files/disk.ts';
import { startedServers, withStart } from '../clients/server-entry.ts';
import { AppError } from '../lib/app-error.ts';
import type { RunningProcess } from '../lib/processes.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import { findEntry, lookThrough, type FoundEntry } from './client-entries.ts';
import { laidOut, layoutOf } from './entry-layout.ts';
import type { EntryMove, EntryOverview, EntryPlace, EntryWritten, ProfileUse } from './entry-place.ts';
import { freeProfileName, type Profile } from './profile.ts';
import type { Profiles } from './profiles.ts';
import { scrubbed } from './scrubbed.ts';
import { wrapEntry, wrappedIn, type RunHost } from './wrap.ts';

export type EntryMoveParts = {
  readonly surroundings: Surroundings;
  readonly disk: Disk;
  readonly profiles: Profiles;
  readonly changeFile: ChangeFile;
  readonly backups: Pick<Backups, 'list' | 'read' | 'rewrite'>;
  readonly host: RunHost;
  /** Called after an entry changed. */
  readonly changed: () => void;
  readonly processes: () => Promise<readonly RunningProcess[]>;
};

/** Keys on their way between the files of clients and the keychain. They never take another one. */
export function createEntryMoves(parts: EntryMoveParts) {
  return {
    overview: (): Promise<EntryOverview> => lookThrough(parts),
    moveEntry: (move: EntryMove) => moveEntry(move, parts).finally(parts.changed),
    putBack: (place: EntryPlace) => putBack(place, parts).finally(parts.changed),
    /** Refused while an entry still starts through it, with the places named. */
    async removeProfile(id: string): Promise<void> {
      const { name } = await parts.profiles.find(id);
      const uses = (await lookThrough(parts)).uses.filter((use) => use.profileId === id);
      if (uses.length > 0) throw stillUsed(name, uses);
      await parts.profiles.remove(id);
    },
  };
}
export type EntryMoves = ReturnType<typeof createEntryMoves>;

/** The keys into the keychain, then the entry, then a look at what is there; a failure takes the keys out again. */
async function moveEntry({ variables, ...place }: EntryMove, parts: EntryMoveParts): Promise<EntryWritten> {
  await assertNotRunning(place, parts);
  const found = await findEntry(place, parts);
  const keys = keysIn(found, variables);
  const { profile, isNew } = await profileWith(found.server.name, keys, parts.profiles);
  const wrapped = wrapEntry(found.server.entry, profile.id, variables, parts.host);
  try {
    const written = await rewrite(found, wrapped, place, parts);
    await parts.profiles.keepLayout(place, layoutOf(found.record.format, found.file.text, written.text));
    await scrubBackups(found, keys, parts);
    return { ...written.told, profileId: profile.id };
  } catch (error) {
    if (isNew && !(await startsThrough(place, profile.id, parts))) await parts.profiles.remove(profile.id);
    throw error;
  }
}

/** The other way round: from the keychain into the client's file, and nowhere else. */
async function putBack(place: EntryPlace, parts: EntryMoveParts): Promise<EntryWritten> {
  await assertNotRunning(place, parts);
  const found = await findEntry(place, parts);
  const wrapped = wrappedIn(found.server.entry);
  if (wrapped === undefined) throw notWrapped(place.server);
  const { profileId, entry } = wrapped;
  const keys = await parts.profiles.read(profileId);
  // In front as a rule, and the one that counts, as when it is started.
  const plain: StdioEntry = { ...entry, env: { ...keys, ...entry.env, ...keys } };
  const layout = await parts.profiles.layoutOf(place);
  const { record, file } = found;
  const isRight = (text: string): boolean => readsAs(plain, entryIn(found, text));
  const layOut = (rewritten: string): string =>
    laidOut({ format: record.format, moved: file.text, rewritten, layout, isRight });
  const written = await rewrite(found, plain, place, parts, layOut);
  await parts.profiles.keepLayout(place, undefined);
  return { ...written.told, profileId };
}

type Rewritten = { readonly text: string; readonly told: Omit<EntryWritten, 'profileId'> };

/** Writes the entry, reads it again and compares what the client will start. */
async function rewrite(
  { record, file, server }: FoundEntry,
  entry: StdioEntry,
  place: EntryPlace,
  { changeFile, surroundings, disk }: EntryMoveParts,
  layOut: (text: string) => string = (text) => text,
): Promise<Rewritten> {
  const text = layOut(withStart(record, file.text, server, entry));
  assertReadsAs(entry, entryIn({ record, server }, text), place);
  const { backupPath }: Changed = await changeFile({
    path: place.path,
    fingerprint: file.fingerprint,
    edit: () => text,
  });
  assertReadsAs(entry, (await findEntry(place, { surroundings, disk })).server.entry, place);
  return {
    text,
    told: { path: place.path, reload: record.reload, ...(backupPath !== undefined && { backupPath }) },
  };
}

function keysIn(
  { server: { name, entry } }: FoundEntry,
  variables: readonly string[],
): Readonly<Record<string, string>> {
  if (wrappedIn(entry) !== undefined) throw alreadyWrapped(name);
  const keys = variables.map((variable) => [variable, entry.env?.[variable] ?? ''] as const);
  const [missing] = keys.find(([, key]) => key === '') ?? [];
  if (missing !== undefined) throw notThere(name, missing);
  return Object.fromEntries(keys);
}

/** One that has these very keys already is used again: the same server in another client. */
async function profileWith(server: string, keys: Readonly<Record<string, string>>, profiles: Profiles) {
  const there = await profiles.list();
  for (const profile of there) {
    if (await hasKeys(profile, keys, profiles)) return { profile, isNew: false };
  }
  const name = freeProfileName(server, there);
  return { profile: await profiles.create({ name, variables: keys }), isNew: true };
}

async function hasKeys(profile: Profile, keys: Readonly<Record<string, string>>, profiles: Profiles): Promise<boolean> {
  const names = Object.keys(keys);
  if (profile.variables.length !== names.length) return false;
  if (!profile.variables.every(({ name }) => names.includes(name))) return false;
  // Keys that cannot be read now are not the same for certain.
  const read = await profiles.read(profile.id).catch((): Readonly<Record<string, string>> => ({}));
  return names.every((name) => read[name] === keys[name]);
}

/** Our own copies of this file, the one just made included: they held the keys as plainly as the file. */
async function scrubBackups({ record }: FoundEntry, keys: Readonly<Record<string, string>>, parts: EntryMoveParts) {
  for (const { id } of await parts.backups.list()) {
    const bytes = await parts.backups.read(id);
    const text = bytes.toString('utf8');
    if (!Object.values(keys).some((key) => text.includes(key) || text.includes(asInJson(key)))) continue;
    try {
      const clean = scrubbed(record.format, text, keys);
      if (clean !== text) await parts.backups.rewrite(id, Buffer.from(clean));
    } catch (error) {
      // A copy in another format, or one that nobody could read: the hunt for plain-text keys tells of it.
      if (!(error instanceof AppError)) throw error;
    }
  }
}

const asInJson = (key: string): string => JSON.stringify(key).slice(1, -1);

async function startsThrough(place: EntryPlace, profileId: string, parts: EntryMoveParts): Promise<boolean> {
  const found = await findEntry(place, parts).catch(() => undefined);
  return found !== undefined && wrappedIn(found.server.entry)?.profileId === profileId;
}

async function assertNotRunning({ client }: EntryPlace, { surroundings, processes }: EntryMoveParts): Promise<void> {
  if (client === 'claude-desktop') assertClaudeQuit(surroundings.platform, await processes());
}

/** Undefined also for a text that cannot be read. */
function entryIn({ record, server }: Pick<FoundEntry, 'record' | 'server'>, text: string): StdioEntry | undefined {
  try {
    return startedServers(record, text).find(({ name }) => name === server.name)?.entry;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return undefined;
  }
}

function readsAs(wanted: StdioEntry, found: StdioEntry | undefined): boolean {
  const asText = (entry: StdioEntry | undefined): string =>
    JSON.stringify([entry?.command, entry?.args, Object.entries(entry?.env ?? {}).sort()]);
  return asText(wanted) === asText(found);
}

function assertReadsAs(wanted: StdioEntry, found: StdioEntry | undefined, { server }: EntryPlace): void {
  if (readsAs(wanted, found)) return;
  throw new AppError(
    'file-changed-meanwhile',
    `The entry of “${server}” does not read as it should after the change.`,
    'Look at the list again. If it happens again, change the entry by hand.',
  );
}

function stillUsed(name: string, uses: readonly ProfileUse[]): AppError {
  const places = uses.map(({ server, clientName, path }) => `“${server}” in ${clientName} (${path})`).join(', ');
  return new AppError(
    'invalid-input',
    `“${name}” is still used by ${places}.`,
    'Put these entries back or take them out first: without the profile their servers do not start.',
  );
}

const alreadyWrapped = (server: string): AppError =>
  new AppError(
    'invalid-input',
    `“${server}” already gets its keys from a profile.`,
    'Add the variable to the profile.',
  );

const notThere = (server: string, variable: string): AppError =>
  new AppError(
    'file-changed-meanwhile',
    `“${server}” has no key in ${variable} any more.`,
    'Look at the list again and choose anew.',
  );

const notWrapped = (server: string): AppError =>
  new AppError(
    'file-changed-meanwhile',
    `“${server}” does not get its keys from a profile any more.`,
    'Look at the list again.',
  );
