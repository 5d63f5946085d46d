import type { ProviderId } from '../providers/provider.ts';
import { chooseMethod, type KnownSecret } from './auth-method.ts';
import { findValues, type Found } from './found-values.ts';
import type { Around, NamedValue, RecognisedConnection } from './recognition.ts';
import { systemNames, type Field, type SecretKind } from './systems.ts';

/**
 * The connections that a set of values describes: a server's environment, arguments and headers together, or the lines
 * of an `.env` file. Only what has a key is one.
 */
export function recogniseConnections(
  values: readonly NamedValue[],
  around: Around = {},
): readonly RecognisedConnection[] {
  const found = findValues(values, around);
  const numbers = [...new Set(found.map(({ number }) => number))];
  return numbers
    .flatMap((number) => systemsIn(found, number, around).map((provider) => connectionOf(provider, found, number)))
    .flatMap((connection) => (connection === undefined ? [] : [withNames(connection, values)]));
}

/** A shorter password may be the name of its account as well. */
const shortest = 8;

const order: readonly ProviderId[] = ['jira', 'confluence', 'openproject', 'clickup', 'targetprocess'];

/** Where values belong to Atlassian alone, what stands around says which of its products is meant; else both. */
function systemsIn(found: readonly Found[], number: string, { text = '', url = '' }: Around): readonly ProviderId[] {
  const named = new Set(found.filter((each) => each.number === number).map(({ system }) => system));
  if (!named.has('atlassian') || named.has('jira') || named.has('confluence'))
    return order.filter((each) => named.has(each));
  const [jira, confluence] = [/jira/i.test(text + url), /confluence/i.test(text + url)];
  return order.filter(
    (each) =>
      named.has(each) || (each === 'jira' && (jira || !confluence)) || (each === 'confluence' && (confluence || !jira)),
  );
}

function connectionOf(provider: ProviderId, found: readonly Found[], number: string) {
  const own = found.filter((each) => each.system === provider && each.number === number);
  const shared = isAtlassian(provider) ? found.filter((each) => each.system === 'atlassian') : [];
  const first = (field: Field): Found | undefined => [...own, ...shared].find((each) => each.field === field);
  const told = addressOf(provider, withoutLogin(first('address')?.value));
  const login = first('account')?.value;
  const ownSecrets = secretsIn(own);
  const secrets = ownSecrets.length > 0 ? ownSecrets : secretsIn(shared);
  const choice = chooseMethod(provider, { address: told, account: login, secrets });
  if (choice === undefined) return undefined;
  const { method, chosen } = choice;
  const needsAccount = method === 'api-token' || method === 'password';
  const { secret } = chosen;
  const [address, account, workspaceId] = [told, login, first('workspace')?.value].map((fact) =>
    secret.length >= shortest && fact?.includes(secret) === true ? undefined : fact,
  );
  return {
    provider,
    method,
    secret,
    secretName: chosen.found.name,
    ...(address === undefined ? {} : { address }),
    ...(account === undefined || !needsAccount ? {} : { account }),
    ...(workspaceId === undefined ? {} : { workspaceId }),
    suggestedName: suggestedName(provider, address),
  };
}

const isAtlassian = (provider: ProviderId): boolean => provider === 'jira' || provider === 'confluence';

function secretsIn(found: readonly Found[]): readonly KnownSecret<Found>[] {
  const kinds: readonly SecretKind[] = ['token', 'personal-token', 'service-token', 'password'];
  return found.flatMap((each) =>
    kinds.filter((kind) => kind === each.field).map((kind) => ({ kind, secret: each.value, found: each })),
  );
}

/** Facts are shown, and a key may stand in an address: `https://ada:key@jira.example.com`, `…?access_token=key`. */
const withoutLogin = (address: string | undefined): string | undefined =>
  address?.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1');

/** `ATLASSIAN_SITE_NAME=example` means example.atlassian.net. */
function addressOf(provider: ProviderId, value: string | undefined): string | undefined {
  if (value === undefined || !isAtlassian(provider)) return value;
  return /^[a-z0-9-]+$/i.test(value) && value !== 'localhost' ? `${value}.atlassian.net` : value;
}

function suggestedName(provider: ProviderId, address: string | undefined): string {
  const [, host] = /^(?:[a-z]+:\/\/)?([^\s/?#]+)/i.exec(address ?? '') ?? [];
  return host === undefined ? systemNames[provider] : `${systemNames[provider]} (${host.slice(0, 60)})`;
}

/** The same secret often stands under two names. */
function withNames<T extends { secret: string; secretName: string }>(
  { secretName, ...connection }: T,
  values: readonly NamedValue[],
) {
  const same = values.filter(({ value }) => value.trim() === connection.secret).map(({ name }) => name);
  return { ...connection, secretNames: [...new Set([secretName, ...same])] };
}
