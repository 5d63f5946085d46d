import type { Connection } from '../../connections/connection.ts';
import { holdsKey, type SecretReader } from '../../connections/current-key.ts';
import { refusalOf } from '../../profiles/variable-name.ts';
import type { RecognisedConnection } from '../../recognition/recognition.ts';
import type { ConnectionProposal, ExistingConnection, MovePlan } from '../move.ts';
import { choicesAt } from './choices.ts';
import { isOurs, type KeyInFiles } from './planned.ts';

export type PlanParts = {
  readonly connections: { list(): Promise<readonly Connection[]> };
  readonly reader: SecretReader;
};

/** What can be done about a key. Tells nothing of the key itself. */
export async function planFor(key: KeyInFiles, parts: PlanParts): Promise<MovePlan> {
  const ours = isOurs(key);
  const recognised = connectionsFor(key);
  const existing = await existingFor(key, recognised, parts);
  const profile = profileFor(key);
  return {
    group: key.group,
    proposals: recognised
      .map(proposalOf)
      .filter(({ provider }) => !existing.some((each) => each.sameKey && each.provider === provider)),
    existing: [...existing],
    ...(profile !== undefined && { profile }),
    places: key.group.finds.flatMap((find) => {
      const place = key.places.find(({ findId }) => findId === find.id);
      return place === undefined ? [] : [{ find, ...copied(choicesAt(place.file, place.spot, ours)) }];
    }),
  };
}

type Choices = ReturnType<typeof choicesAt>;
const copied = ({ choices, ...rest }: Choices) => ({ ...rest, choices: [...choices] });

/** One for each system, the one that says most; where only the shape says whose it is, the user fills in the rest. */
function connectionsFor({ group, places, secret }: KeyInFiles): readonly RecognisedConnection[] {
  const all = places.flatMap(({ spot }) => spot.connections ?? []);
  const best = [...Map.groupBy(all, ({ provider }) => provider).values()].flatMap((same) =>
    same.toSorted((a, b) => facts(b) - facts(a)).slice(0, 1),
  );
  if (best.length > 0 || group.provider === undefined) return best;
  return [
    { provider: group.provider, secret, secretNames: [], method: defaultMethod[group.provider], suggestedName: '' },
  ];
}

const defaultMethod = {
  jira: 'api-token',
  confluence: 'api-token',
  openproject: 'api-key',
  clickup: 'personal-access-token',
  targetprocess: 'access-token',
} as const;

const facts = ({ address, account, workspaceId }: RecognisedConnection): number =>
  [address, account, workspaceId].filter((fact) => fact !== undefined).length;

const proposalOf = (recognised: RecognisedConnection): ConnectionProposal => ({
  provider: recognised.provider,
  name: recognised.suggestedName,
  method: recognised.method,
  ...(recognised.address !== undefined && { address: recognised.address }),
  ...(recognised.account !== undefined && { account: recognised.account }),
  ...(recognised.workspaceId !== undefined && { workspaceId: recognised.workspaceId }),
});

async function existingFor(
  { secret }: KeyInFiles,
  recognised: readonly RecognisedConnection[],
  { connections, reader }: PlanParts,
): Promise<readonly ExistingConnection[]> {
  const found = await Promise.all(
    (await connections.list()).map(async (connection): Promise<readonly ExistingConnection[]> => {
      const { id, name, provider } = connection;
      if (await holdsKey(connection, secret, reader)) return [{ id, name, provider, sameKey: true }];
      const same = recognised.some((each) => isSameAccount(each, connection));
      return same ? [{ id, name, provider, sameKey: false }] : [];
    }),
  );
  return found.flat();
}

function isSameAccount({ provider, address, account }: RecognisedConnection, connection: Connection): boolean {
  if (provider !== connection.provider || address === undefined) return false;
  const own = 'account' in connection.auth ? connection.auth.account : undefined;
  return hostOf(address) === hostOf(connection.endpoint.baseUrl) && account?.toLowerCase() === own?.toLowerCase();
}

function hostOf(address: string): string {
  const full = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
  return URL.canParse(full) ? new URL(full).host.toLowerCase() : address;
}

function profileFor({ group, places }: KeyInFiles): MovePlan['profile'] {
  const variables = [...new Set(variablesOf(places))];
  if (variables.length === 0) return undefined;
  const server = group.finds.find((find) => find.server !== undefined)?.server;
  return { name: server ?? variables[0] ?? group.what, variables };
}

/** Names under which the key can be given to a program. */
export const variablesOf = (places: KeyInFiles['places']): readonly string[] =>
  places.flatMap(({ spot: { name, field } }) =>
    name !== undefined && (field === 'env' || field === 'value') && refusalOf(name) === undefined ? [name] : [],
  );
