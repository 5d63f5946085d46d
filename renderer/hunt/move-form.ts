import { methodOf } from '../connections/add-form-values.ts';
import type { Provider } from '../connections/types.ts';
import type { MovePlan, MoveRequest, PlaceChange, Proposal } from './types.ts';

type ConnectionValues = {
  /** False: the user wants no connection of this system. */
  use: boolean;
  provider: Proposal['provider'];
  name: string;
  address: string;
  method: NonNullable<Proposal['method']>;
  account: string;
  workspaceId: string;
};

type PlaceValues = { readonly findId: string; change: PlaceChange | undefined; ticked: boolean };

export type MoveValues = {
  connections: ConnectionValues[];
  /** Ids of connections that have the key and are marked. */
  existing: string[];
  keepForServers: boolean;
  profileName: string;
  places: PlaceValues[];
};

export function initialValues(plan: MovePlan, providers: readonly Provider[], taken: readonly string[]): MoveValues {
  const sameAccount = plan.existing.filter(({ sameKey }) => !sameKey).map(({ provider }) => provider);
  return {
    connections: plan.proposals.map((proposal) => connectionValues(proposal, providers, taken, sameAccount)),
    existing: plan.existing.filter(({ sameKey }) => sameKey).map(({ id }) => id),
    keepForServers: plan.proposals.length === 0 && plan.existing.length === 0 && plan.profile !== undefined,
    profileName: plan.profile?.name ?? '',
    places: plan.places.map(({ find, choices, suggested }) => ({
      findId: find.id,
      change: suggested ?? choices[0],
      ticked: suggested !== undefined,
    })),
  };
}

function connectionValues(
  proposal: Proposal,
  providers: readonly Provider[],
  taken: readonly string[],
  sameAccount: readonly string[],
): ConnectionValues {
  const provider = providerOf(providers, proposal.provider);
  return {
    use: !sameAccount.includes(proposal.provider),
    provider: proposal.provider,
    name: freeName(proposal.name === '' ? provider.name : proposal.name, taken),
    address: provider.fixedAddress ?? proposal.address ?? '',
    method: methodOf(provider, proposal.method).id,
    account: proposal.account ?? '',
    workspaceId: proposal.workspaceId ?? '',
  };
}

export function providerOf(providers: readonly Provider[], id: Provider['id']): Provider {
  const found = providers.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no system ${id}`);
  return found;
}

function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((each) => each.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name} ${count}`;
    if (!used.has(free.toLowerCase())) return free;
  }
}

export const chosenChanges = ({ places }: MoveValues) =>
  places.flatMap(({ findId, change, ticked }) => (ticked && change !== undefined ? [{ findId, change }] : []));

/** Whether servers are started through MCP Keyring afterwards: they need a profile. */
export const startsServers = (values: MoveValues): boolean =>
  chosenChanges(values).some(({ change }) => change === 'run');

const needsProfile = (values: MoveValues): boolean => values.keepForServers || startsServers(values);

/** Whether the key is anywhere afterwards but in the encrypted copies. */
export const isKept = (values: MoveValues): boolean =>
  needsProfile(values) || values.existing.length > 0 || values.connections.some(({ use }) => use);

export function requestOf(
  groupId: string,
  values: MoveValues,
  providers: readonly Provider[],
): Omit<MoveRequest, 'fingerprints'> {
  return {
    groupId,
    changes: chosenChanges(values),
    ...(needsProfile(values) && { profileName: values.profileName }),
    existing: values.existing,
    connections: values.connections.filter(({ use }) => use).map((each) => connectionOf(each, providers)),
  };
}

function connectionOf(values: ConnectionValues, providers: readonly Provider[]): MoveRequest['connections'][number] {
  const { provider, name, address, method, account, workspaceId } = values;
  const { accountLabel } = methodOf(providerOf(providers, provider), method);
  return {
    ...{ provider, name, address, method },
    ...(accountLabel !== undefined && { account }),
    ...(workspaceId.trim() !== '' && { workspaceId }),
  };
}

/** What is still missing, by the path of its field. */
export function missingIn(values: MoveValues, providers: readonly Provider[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [index, connection] of values.connections.entries()) {
    if (!connection.use) continue;
    const { accountLabel } = methodOf(providerOf(providers, connection.provider), connection.method);
    if (connection.name.trim() === '') errors[`connections.${index}.name`] = 'Give the connection a name.';
    if (connection.address.trim() === '') errors[`connections.${index}.address`] = 'Enter the address.';
    if (accountLabel !== undefined && connection.account.trim() === '')
      errors[`connections.${index}.account`] = `Enter the ${accountLabel.toLowerCase()}.`;
  }
  if (needsProfile(values) && values.profileName.trim() === '') errors['profileName'] = 'Enter a name.';
  return errors;
}
