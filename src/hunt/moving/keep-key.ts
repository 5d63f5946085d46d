import { startedServerAt } from '../../clients/server-entry.ts';
import { holdsKey } from '../../connections/current-key.ts';
import { AppError } from '../../lib/app-error.ts';
import { freeProfileName, newProfileId, type Profile } from '../../profiles/profile.ts';
import { wrappedIn } from '../../profiles/wrap.ts';
import { hintOf } from '../../secrets/redaction.ts';
import type { MoveRequest } from '../move.ts';
import type { MovingParts } from './parts.ts';
import { variablesOf } from './plan.ts';
import type { FileChanges, KeyInFiles } from './planned.ts';

type Named = { readonly id: string; readonly name: string };

/**
 * Makes the connections, each tested before it is kept, and names those that have the key already. A connection that an
 * earlier, interrupted attempt made is not made again.
 */
export async function keepInConnections(
  { secret }: KeyInFiles,
  { connections: wanted, existing }: Pick<MoveRequest, 'connections' | 'existing'>,
  { connections, reader }: MovingParts,
): Promise<readonly Named[]> {
  const there = await connections.list();
  const kept: Named[] = [];
  for (const id of existing) {
    const connection = there.find((each) => each.id === id);
    if (connection === undefined || !(await holdsKey(connection, secret, reader))) throw otherKey();
    kept.push({ id, name: connection.name });
  }
  for (const draft of wanted) {
    const { id, name } = await connections.add({ ...draft, secret });
    kept.push({ id, name });
  }
  return kept;
}

/** The profile through which other servers get the key; one that has it under the same names is used again. */
export async function keepInProfile(
  key: KeyInFiles,
  changes: readonly FileChanges[],
  profileName: string | undefined,
  { profiles }: MovingParts,
): Promise<Named | undefined> {
  for (const { profileId, name } of variablesToRun(changes).inProfiles)
    await profiles.setVariable(profileId, name, key.secret);
  const planned = await profileToBe(key, changes, profileName, profiles);
  if (planned === undefined) return undefined;
  if (planned.exists) return { id: planned.id, name: planned.name };
  const variables = Object.fromEntries(planned.variables.map((name) => [name, key.secret]));
  const { id, name } = await profiles.create({ name: planned.name, variables });
  return { id, name };
}

/** The profile that will hold the key, before anything is made; undefined where none is needed. */
export async function profileToBe(
  key: KeyInFiles,
  changes: readonly FileChanges[],
  profileName: string | undefined,
  profiles: Pick<MovingParts['profiles'], 'list' | 'read'>,
) {
  const { own } = variablesToRun(changes);
  const variables = own.length > 0 ? own : profileName === undefined ? [] : [...new Set(variablesOf(key.places))];
  if (variables.length === 0) return undefined;
  const there = await profiles.list();
  const known = await profileWith(variables, key.secret, there, profiles);
  if (known !== undefined) return { id: known.id, name: known.name, variables, exists: true };
  const name = freeProfileName(profileName ?? variables[0] ?? '', there);
  const taken = there.map(({ id }) => id);
  return { id: newProfileId(name, taken), name, variables, exists: false };
}

/** A server that is started through a profile already gets one variable more in it. */
function variablesToRun(changes: readonly FileChanges[]) {
  const own = new Set<string>();
  const inProfiles: { profileId: string; name: string }[] = [];
  for (const { file, chosen } of changes) {
    for (const { spot, change } of chosen) {
      const { client } = file.target;
      if (change !== 'run' || spot.server === undefined || spot.name === undefined || client === undefined) continue;
      const entry = startedServerAt(client, file.text, spot.server)?.entry;
      const wrapped = entry === undefined ? undefined : wrappedIn(entry);
      if (wrapped === undefined) own.add(spot.name);
      else inProfiles.push({ profileId: wrapped.profileId, name: spot.name });
    }
  }
  return { own: [...own], inProfiles };
}

async function profileWith(
  names: readonly string[],
  secret: string,
  profiles: readonly Profile[],
  { read }: Pick<MovingParts['profiles'], 'read'>,
): Promise<Profile | undefined> {
  const hint = hintOf(secret);
  for (const profile of profiles) {
    const has = (name: string): boolean => profile.variables.some((each) => each.name === name && each.hint === hint);
    if (!names.every(has)) continue;
    const keys = await read(profile.id).catch((): Readonly<Record<string, string>> => ({}));
    if (names.every((name) => keys[name] === secret)) return profile;
  }
  return undefined;
}

const otherKey = (): AppError =>
  new AppError(
    'file-changed-meanwhile',
    'The connection has another key by now.',
    'Look through the files again and choose anew.',
  );
