import { z } from 'zod';
import type { Connection } from '../connections/connection.ts';
import type { Access } from './policy.ts';

/** What `--client` names in an entry's arguments. Any name may be given there; those without rules get the rules for others. */
export const clientName = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** The window's own server, for trying tools out: no client, so no rule is for it. */
export const ownClient = 'mcp-keyring-window';

/** What one client may do with a connection, never more than the connection itself allows. `none`: it is not there. */
const connectionAccess = z.enum(['as-connection', 'ask', 'read-only', 'none']);
export type ConnectionRule = z.infer<typeof connectionAccess>;

export const clientRules = z.object({
  /** For connections that are not named, those added later included. */
  byDefault: connectionAccess.default('as-connection'),
  /** By id. */
  connections: z.record(z.uuid(), connectionAccess).default({}),
});
export type ClientRules = z.infer<typeof clientRules>;

export const clientAccess = z.object({
  clients: z.record(clientName, clientRules).default({}),
  /** For clients without rules of their own, and for entries that name no client. */
  others: clientRules.default({ byDefault: 'as-connection', connections: {} }),
});
export type ClientAccess = z.infer<typeof clientAccess>;

const noRules: ClientRules = { byDefault: 'as-connection', connections: {} };

export function rulesOf({ clients, others }: ClientAccess, client: string | undefined): ClientRules {
  if (client === undefined) return others;
  if (client === ownClient) return noRules;
  return Object.hasOwn(clients, client) ? (clients[client] ?? others) : others;
}

type Change =
  | { readonly client: string; readonly rules: ClientRules | null }
  | { readonly client: null; readonly rules: ClientRules };

/** With other rules for one client, or for others; a client without rules of its own has those for others. */
export function withRules(access: ClientAccess, change: Change): ClientAccess {
  if (change.client === null) return { ...access, others: change.rules };
  const { client, rules } = change;
  const clients = Object.entries(access.clients).filter(([name]) => name !== client);
  return { ...access, clients: Object.fromEntries(rules === null ? clients : [...clients, [client, rules]]) };
}

/** From the strictest to the freest. */
const order: readonly Access[] = ['read-only', 'ask', 'read-write'];
const stricter = (one: Access, other: Access): Access => (order.indexOf(one) <= order.indexOf(other) ? one : other);

/** The connection as a client with these rules sees it: the stricter of both counts. Undefined where it sees none. */
export function seenBy<C extends Pick<Connection, 'id' | 'policy'>>(
  { byDefault, connections }: ClientRules,
  connection: C,
): C | undefined {
  const rule = (Object.hasOwn(connections, connection.id) ? connections[connection.id] : undefined) ?? byDefault;
  switch (rule) {
    case 'none':
      return undefined;
    case 'as-connection':
      return connection;
    case 'ask':
    case 'read-only': {
      const access = stricter(rule, connection.policy.access);
      return { ...connection, policy: { ...connection.policy, access } };
    }
  }
}
