import { z } from 'zod';
import type { Connection } from '../../connections/connection.ts';
import { providerId } from '../../providers/provider.ts';
import { joined, reportedProblem, systemName } from '../answer.ts';
import type { Tool } from '../tool.ts';

const input = z.strictObject({});

const connectionInfo = z.object({
  name: z.string(),
  id: z.string().describe('Takes the place of the name where two connections have the same one.'),
  system: providerId,
  address: z.string(),
  account: z.string().describe('Whose key it is.'),
  health: z.enum(['ok', 'failing', 'not-tested']).describe('As of testedAt; check_connection asks anew.'),
  testedAt: z.string().optional(),
  problem: reportedProblem.optional().describe('Why the last test failed and what to do.'),
  paused: z.boolean().describe('Switched off by the user; its tools do not answer.'),
  keyAgeDays: z.int(),
  keyExpiresInDays: z.int().optional().describe('Negative: expired that many days ago.'),
});
type ConnectionInfo = z.infer<typeof connectionInfo>;

const output = z.object({ connections: z.array(connectionInfo) });

export const listConnections: Tool<typeof input, typeof output> = {
  name: 'list_connections',
  title: 'List connections',
  description:
    'The connections the user has set up (Jira, Confluence, OpenProject, ClickUp, Targetprocess): name, system, account, health at the last test, key age. Start here; other tools take a connection by its name. Asks no remote system.',
  input,
  output,
  kind: 'read',
  openWorld: false,
  async run(_input, { access, clock }) {
    const now = clock.now();
    const connections = (await access.list()).map((connection) => describe(connection, now));
    const text =
      connections.length === 0
        ? 'No connections yet. The user adds one in the MCP Keyring window.'
        : connections.map((info) => line(info, connections)).join('\n');
    return { text, structured: { connections } };
  },
};

function describe(connection: Connection, now: Date): ConnectionInfo {
  const { lastTest, credential } = connection;
  const outcome = lastTest?.outcome;
  return {
    name: connection.name,
    id: connection.id,
    system: connection.provider,
    address: connection.endpoint.baseUrl,
    account: connection.owner.name,
    health: outcome === undefined ? 'not-tested' : outcome.ok ? 'ok' : 'failing',
    ...(lastTest !== undefined && { testedAt: lastTest.at }),
    ...(outcome?.ok === false && { problem: outcome.problem }),
    paused: !connection.active,
    keyAgeDays: Math.max(0, daysBetween(new Date(credential.createdAt), now)),
    ...(credential.expiresAt !== undefined && {
      keyExpiresInDays: daysBetween(new Date(now.toISOString().slice(0, 10)), new Date(credential.expiresAt)),
    }),
  };
}

function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 86_400_000);
}

function line(info: ConnectionInfo, all: readonly ConnectionInfo[]): string {
  const twin = all.some(({ id, name }) => id !== info.id && name.toLowerCase() === info.name.toLowerCase());
  const state = info.paused ? 'paused' : info.health === 'not-tested' ? 'not tested' : info.health;
  const head = joined([
    `- ${info.name}`,
    twin ? `id ${info.id}` : undefined,
    systemName(info.system),
    info.address,
    info.account,
    state,
    info.testedAt && `tested ${info.testedAt.slice(0, 16)}Z`,
    `key ${days(info.keyAgeDays)} old`,
    info.keyExpiresInDays === undefined ? undefined : expiry(info.keyExpiresInDays),
  ]);
  return info.problem === undefined ? head : `${head}\n  ${info.problem.message} ${info.problem.next}`;
}

function expiry(inDays: number): string {
  return inDays < 0
    ? `key expired ${days(-inDays)} ago`
    : inDays === 0
      ? 'key expires today'
      : `key expires in ${days(inDays)}`;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
