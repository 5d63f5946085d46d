import { isPlaceholder, longestValue } from './placeholder.ts';
import type { Around, NamedValue } from './recognition.ts';
import { systems, type Field, type SystemId } from './systems.ts';
import { encodedTokenOf, tokenShapeOf } from './token-shapes.ts';

/** A value whose meaning is known. */
export type Found = {
  readonly system: SystemId;
  /** `JIRA_URL_2` belongs to `JIRA_API_TOKEN_2`; empty where the name has no number. */
  readonly number: string;
  readonly field: Field;
  readonly value: string;
  /** As it was written. */
  readonly name: string;
};

export function findValues(values: readonly NamedValue[], around: Around): readonly Found[] {
  return values
    .map(({ name, value }) => ({ name, value: value.trim() }))
    .filter(({ name, value }) => name.length + value.length <= longestValue && !isPlaceholder(value))
    .flatMap((each) => (isAuthorization(each.name) ? inAuthorization(each, around) : byName(each)));
}

/** Whether a value of this name would be understood. */
export const isKnownName = (name: string): boolean => byName({ name, value: 'any' }).length > 0;

const patterns = systems.flatMap(({ id, prefix, fields }) =>
  fields.map(([field, names]) => ({
    id,
    field,
    pattern: new RegExp(`^(?:X_|MCP_|X_ATLASSIAN_)?${prefix}(?:_(\\d+))?_(?:${names})(?:_(\\d+))?$`),
  })),
);

function byName({ name, value }: NamedValue): readonly Found[] {
  const plain = plainName(name);
  for (const { id: system, field, pattern } of patterns) {
    const match = pattern.exec(plain);
    if (match !== null) return [{ system, field, number: match[1] ?? match[2] ?? '', value, name }];
  }
  return [];
}

/** `X-Jira-Token`, `jira-token` and `jiraToken` are all `JIRA_TOKEN`. */
const plainName = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');

const isAuthorization = (name: string): boolean => /^(proxy-)?authorization$/i.test(name);

/** `Bearer …`, `Basic …`, `Token …`, or the key alone, as ClickUp wants it. */
function inAuthorization({ name, value }: NamedValue, around: Around): readonly Found[] {
  const [, scheme = '', rest = value] = /^(bearer|basic|token)\s+(\S+)$/i.exec(value) ?? [];
  const login = scheme.toLowerCase() === 'basic' ? /^([^:]+):(.+)$/s.exec(decoded(rest)) : null;
  const [account, secret] = login === null ? [undefined, rest] : [login[1], login[2] ?? ''];
  if (isPlaceholder(secret)) return [];
  const system = systemOf(secret, account, around);
  if (system === undefined) return [];
  const field = login === null && system !== 'clickup' && system !== 'openproject' ? bearerField(system) : 'token';
  const key: Found = { system, number: '', field, value: secret, name };
  const own: Found[] =
    account === undefined || account === 'apikey' ? [] : [{ ...key, field: 'account', value: account }];
  return [key, ...own, ...addressOf(system, around, name)];
}

const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
const bearerField = (system: SystemId): Field => (system === 'targetprocess' ? 'token' : 'personal-token');

function systemOf(secret: string, account: string | undefined, around: Around): SystemId | undefined {
  const family = tokenShapeOf(secret)?.family;
  if (family === 'clickup' || family === 'openproject') return family;
  if (family === 'atlassian-cloud') return 'atlassian';
  if (account === 'apikey') return 'openproject';
  const text = `${around.text ?? ''} ${around.url ?? ''}`.toLowerCase();
  // The vendors' own servers in the cloud take tokens of a sign-in in the browser, which are no keys for us.
  if (/\bmcp\.(atlassian|clickup)\.com\b/.test(text)) return undefined;
  if (encodedTokenOf(secret) === 'data-center' || /jira|confluence|atlassian/.test(text)) return 'atlassian';
  if (text.includes('openproject')) return 'openproject';
  return text.includes('targetprocess') ? 'targetprocess' : undefined;
}

/** OpenProject's own MCP server is at the address of OpenProject itself. */
function addressOf(system: SystemId, { url }: Around, name: string): readonly Found[] {
  if (system !== 'openproject' || url === undefined || !/\/mcp\/?$/.test(url)) return [];
  return [{ system, number: '', field: 'address', value: url.replace(/\/mcp\/?$/, ''), name }];
}
