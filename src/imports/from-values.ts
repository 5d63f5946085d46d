import { AppError } from '../lib/app-error.ts';
import type { ProviderId } from '../providers/provider.ts';
import { findValues, isKnownName } from '../recognition/found-values.ts';
import type { Around, NamedValue, RecognisedConnection } from '../recognition/recognition.ts';
import { recogniseConnections } from '../recognition/recognise.ts';
import { systemNames } from '../recognition/systems.ts';
import type { Found, FoundConnection } from './found.ts';
import type { Left } from './preview.ts';

/** Reads a file that holds nothing but one value, a Docker secret for example. AppError where it cannot. */
export type ReadValueFile = (path: string) => Promise<string>;

/** Values that belong together: a server's, a file's, a row's. */
export type ValueSet = {
  readonly values: readonly NamedValue[];
  readonly around: Around;
  /** For people: where they stand. */
  readonly where: string;
  readonly inUse: (provider: ProviderId) => boolean;
  /** Instead of the name made of system and address. */
  readonly name?: string | undefined;
};

export async function connectionsIn(set: ValueSet, readValueFile: ReadValueFile): Promise<Found> {
  const { values, keyFiles, left } = await withFiles(set, readValueFile);
  const recognised = recogniseConnections(values, set.around);
  const connections = recognised.map((each) => foundConnection(each, set, keyFiles));
  return { connections, left: [...left, ...(left.length > 0 ? [] : withoutKey(values, recognised, set))] };
}

function foundConnection(
  recognised: RecognisedConnection,
  { where, inUse, name }: ValueSet,
  keyFiles: ReadonlyMap<string, string>,
): FoundConnection {
  const { provider, address, account, workspaceId, method, secret, secretNames, suggestedName } = recognised;
  const files = secretNames.map((each) => keyFiles.get(each));
  return {
    ...{ provider, address, account, workspaceId, method, secret, where },
    name: name ?? suggestedName,
    inUse: inUse(provider),
    // One plain place is enough for the key to be exposed.
    keyFile: files.every((each) => each !== undefined) ? files[0] : undefined,
  };
}

type Completed = {
  readonly values: readonly NamedValue[];
  /** By the name of the value that was read from it. */
  readonly keyFiles: ReadonlyMap<string, string>;
  readonly left: readonly Left[];
};

/** `JIRA_API_TOKEN_FILE=/run/secrets/jira` stands for `JIRA_API_TOKEN` with what the file holds. */
async function withFiles({ values, where }: ValueSet, readValueFile: ReadValueFile): Promise<Completed> {
  const read: NamedValue[] = [];
  const keyFiles = new Map<string, string>();
  const left: Left[] = [];
  for (const { name, value } of values) {
    const base = /^(.+)[_-]file$/i.exec(name)?.[1];
    if (base === undefined || !isKnownName(base)) continue;
    try {
      read.push({ name: base, value: await readValueFile(value) });
      keyFiles.set(base, value.trim());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // What is no path may be the key itself: it is not repeated.
      left.push({ where, why: `${name} names a file. ${isPath(value) ? error.message : 'It is not a full path.'}` });
    }
  }
  return { values: [...values, ...read], keyFiles, left };
}

const isPath = (value: string): boolean => /^([/\\]|~[/\\]|[A-Za-z]:[/\\])/.test(value.trim());

/** Systems that are named, but whose key is somewhere else or still to be filled in. */
function withoutKey(
  values: readonly NamedValue[],
  recognised: readonly RecognisedConnection[],
  { where, around }: ValueSet,
): readonly Left[] {
  const named = new Set(findValues(values, around).map(({ system }) => system));
  const known = new Set<string>(recognised.map(({ provider }) => provider));
  return Object.entries(systemNames)
    .filter(([id]) => named.has(id as ProviderId) && !known.has(id))
    .map(([, name]) => ({ where, why: `It names ${name}, but holds no key for it.` }));
}
