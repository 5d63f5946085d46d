import type { Connection } from '../connections/types.ts';
import { capitalized } from '../ui/words.ts';
import type { Access, Rule, Rules } from './types.ts';

export const ruleWords: Record<Rule, string> = {
  'as-connection': 'As the connection says',
  ask: 'Ask before changes',
  'read-only': 'Read only',
  none: 'No access',
};

/** From the freest to the strictest. */
export const rules: readonly Rule[] = ['as-connection', 'ask', 'read-only', 'none'];

/** A client's own rules; undefined where those for others count. */
export const ownRules = ({ clients }: Access, client: string): Rules | undefined =>
  Object.hasOwn(clients, client) ? clients[client] : undefined;

export const ruleFor = ({ byDefault, connections }: Rules, id: string): Rule => connections[id] ?? byDefault;

const parts: Record<Rule, (names: string) => string> = {
  'as-connection': (names) => `${names} as the connection says`,
  ask: (names) => `asks before changes in ${names}`,
  'read-only': (names) => `only reads ${names}`,
  none: (names) => `no access to ${names}`,
};

const mostNames = 2;

function joined(names: readonly string[]): string {
  if (names.length > mostNames) return `${names.length} connections`;
  return names.map((name) => `“${name}”`).join(' and ');
}

/** "Read only", "No access to “Home”": what differs from what the connections say themselves. */
export function accessSummary(own: Rules, connections: readonly Connection[]): string {
  const named = connections.map(({ id, name }) => ({ name, rule: ruleFor(own, id) }));
  const present = rules.filter((rule) => named.some((each) => each.rule === rule));
  const [only, ...more] = present;
  if (only === undefined) return ruleWords[own.byDefault];
  if (more.length === 0) return only === 'as-connection' ? 'Not restricted' : ruleWords[only];
  const told = present
    .filter((rule) => rule !== 'as-connection')
    .map((rule) => parts[rule](joined(named.filter((each) => each.rule === rule).map(({ name }) => name))));
  return capitalized(told.join(', '));
}
