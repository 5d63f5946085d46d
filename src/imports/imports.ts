import type { NewConnection } from '../connections/inputs.ts';
import { pathOf } from '../secrets/file-reference.ts';
import { hintOf } from '../secrets/redaction.ts';
import { withTilde } from '../lib/home-path.ts';
import { hostOf, sameAs } from './duplicates.ts';
import type { Found, FoundConnection } from './found.ts';
import { createHeld, type HeldCandidate } from './held.ts';
import { importOne, toBeAdded } from './import-one.ts';
import { withFreeNames } from './names.ts';
import type { ImportsParts } from './parts.ts';
import type { Candidate, ImportChoice, ImportOutcome, ImportPreview, ImportSource } from './preview.ts';
import { findInClients } from './sources/clients.ts';
import { findInEnvFile } from './sources/env-file.ts';
import { findInPostgres } from './sources/postgres.ts';
import { findForTargetprocess } from './sources/targetprocess.ts';

/** Taking over the connections of other tools. Their files and databases stay as they are. */
export interface Imports {
  look(source: ImportSource): Promise<ImportPreview>;
  /** Each by itself: what fails does not keep the others from being imported, and can be tried again. */
  run(importId: string, choices: readonly ImportChoice[]): Promise<ImportOutcome[]>;
  /** As it would be added, with its key: for a diagnosis inside the host. AppError `invalid-input` where it is not complete. */
  draftOf(importId: string, choice: ImportChoice): NewConnection;
  forget(importId: string): void;
  close(): void;
}

export function createImports(parts: ImportsParts): Imports {
  const held = createHeld(parts.clock);
  return {
    async look(source) {
      const found = await find(source, parts);
      for (const { secret } of found.connections) parts.secrets.learn(secret);
      const candidates = new Map(merged(found.connections, parts).map((each) => [parts.newId(), each] as const));
      const importId = parts.newId();
      held.keep(importId, candidates);
      return { importId, candidates: await shown(candidates, parts), left: [...found.left] };
    },
    async run(importId, choices) {
      const candidates = held.of(importId);
      const one = async (choice: ImportChoice): Promise<ImportOutcome> => {
        const outcome = await importOne(candidates.get(choice.id), choice, parts);
        if (outcome.ok) candidates.delete(choice.id);
        parts.imported({ importId, outcome: { id: choice.id, outcome } });
        return { id: choice.id, outcome };
      };
      return Promise.all(choices.map(one));
    },
    draftOf: (importId, choice) => toBeAdded(held.of(importId).get(choice.id), choice, parts),
    forget: (importId) => {
      held.forget(importId);
    },
    close: () => {
      held.forgetAll();
    },
  };
}

function find(source: ImportSource, parts: ImportsParts): Promise<Found> {
  const { surroundings, secrets, clientFiles, dockerSecrets } = parts;
  const full = (path: string): string => pathOf(path, surroundings);
  const readValueFile = async (path: string): Promise<string> => {
    const reference = await secrets.resolve({ kind: 'file', path });
    return secrets.reader.readAnew('', reference);
  };
  const shared = { readValueFile, shown: (path: string) => withTilde(path, surroundings.home) };
  switch (source.kind) {
    case 'env-file':
      return findInEnvFile(full(source.path), shared);
    case 'postgres':
      return findInPostgres(source.connectionString, {
        readTable: parts.readTable,
        learn: (secret) => {
          secrets.learn(secret);
        },
      });
    case 'targetprocess':
      return findForTargetprocess(source.path ? full(source.path) : undefined, {
        ...shared,
        surroundings,
        dockerSecrets,
      });
    case 'clients':
      return findInClients({ ...shared, clientFiles });
  }
}

/** The same key for the same account at the same place is one connection, however often it stands somewhere. */
function merged(found: readonly FoundConnection[], { providers }: ImportsParts): readonly HeldCandidate[] {
  const byKey = new Map<string, HeldCandidate>();
  for (const each of found) {
    const host = hostOf(each.provider, each.address, providers) ?? each.address;
    const key = JSON.stringify([each.provider, host, each.account?.toLowerCase(), each.secret]);
    const before = byKey.get(key);
    if (before === undefined) byKey.set(key, { ...each, places: [each.where] });
    else byKey.set(key, withPlace(before, each));
  }
  return [...byKey.values()];
}

function withPlace(before: HeldCandidate, also: FoundConnection): HeldCandidate {
  return {
    ...before,
    places: [...new Set([...before.places, also.where])],
    inUse: before.inUse || also.inUse,
    workspaceId: before.workspaceId ?? also.workspaceId,
    keyFile: also.keyFile === undefined ? undefined : before.keyFile,
  };
}

async function shown(
  candidates: ReadonlyMap<string, HeldCandidate>,
  { file, providers, secrets: { reader }, descriptors }: ImportsParts,
): Promise<Candidate[]> {
  const { connections } = await file.read();
  const taken = connections.map(({ name }) => name);
  const all = [...candidates].map(async ([id, found]): Promise<Candidate> => {
    const same = await sameAs(found, connections, { providers, reader });
    const { provider, name, account = '', workspaceId, method, secret, places, inUse, keyFile } = found;
    const fixed = descriptors.find((each) => each.id === provider)?.fixedAddress;
    return {
      ...{ id, provider, name, account, method, inUse },
      address: fixed ?? found.address ?? '',
      needsAccount: method === 'api-token' || method === 'password',
      hint: hintOf(secret),
      where: [...places],
      ...(workspaceId === undefined ? {} : { workspaceId }),
      ...(keyFile === undefined ? {} : { keyFile }),
      ...(same === undefined ? {} : { same }),
    };
  });
  return withFreeNames(await Promise.all(all), taken);
}
