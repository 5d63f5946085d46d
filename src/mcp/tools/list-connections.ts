import { z } from 'zod';
import { clip } from '../../lib/clip.ts';
import type { Connection } from '../../connections/connection.ts';
import type { Problem } from '../../lib/app-error.ts';
import type { Access, Policy } from '../../policy/policy.ts';
import type { ProviderId } from '../../providers/provider.ts';
import { joined, maxAnswerChars, oneLine, systemName } from '../answer.ts';
import { keyDatesOf, keyWords, type KeyCalendar, type KeyDates } from '../key-dates.ts';
import type { Tool, ToolOutcome } from '../tool.ts';

const input = z.strictObject({});

type ConnectionInfo = {
  name: string;
  id: string;
  system: ProviderId;
  address: string;
  account: string;
  health: 'ok' | 'failing' | 'not-tested';
  testedAt?: string;
  problem?: Problem;
  paused: boolean;
  access: Access;
  /** What Claude may not do though `access` allows it, in words. */
  limits?: string[];
} & KeyDates;

const output = z.object({
  connections: z
    .array(z.looseObject({ name: z.string(), system: z.string(), access: z.string() }))
    .describe(
      'name, id (if a name stands twice), system, address, account, health, problem, paused, access, limits, keyAgeDays, keyExpiresInDays, keyDueInDays, keyDueBecause',
    ),
  left_out: z.int().optional(),
});

export const listConnections: Tool<typeof input, typeof output> = {
  name: 'list_connections',
  title: 'List connections',
  description:
    'Start here: what the user has set up, by the names other tools take, and whether each may only be read (read-only), asks before changes (ask) or may be changed (read-write). Asks no remote system.',
  input,
  output,
  kind: 'read',
  openWorld: false,
  async run(_input, { access, clock, keyCalendar }) {
    const now = clock.now();
    const [all, calendar] = await Promise.all([access.list(), keyCalendar()]);
    const connections = all.map((connection) => describe(connection, now, calendar));
    if (connections.length === 0)
      return { text: 'No connections yet. The user adds one in the MCP Keyring window.', structured: { connections } };
    return fitting(connections);
  },
};

/** Where there are very many, what is least needed goes first: the reasons, then the last connections. */
function fitting(all: readonly ConnectionInfo[]): ToolOutcome<{ connections: ConnectionInfo[]; left_out?: number }> {
  const brief = all.map((info) => withoutDetails(info));
  const whole = answer(all, all);
  if (isShort(whole)) return whole;
  let shown = brief.length;
  for (;;) {
    const cut = answer(brief.slice(0, shown), all);
    if (isShort(cut) || shown === 0) return cut;
    shown -= Math.ceil(shown / 10);
  }
}

function answer(shown: readonly ConnectionInfo[], all: readonly ConnectionInfo[]) {
  const left = all.length - shown.length;
  const more = left === 0 ? [] : [`${String(left)} more; the user can tell you their names.`];
  return {
    text: [...shown.map((info) => line(info, all)), ...more].join('\n'),
    structured: { connections: [...shown], ...(left > 0 && { left_out: left }) },
  };
}

function isShort({ text, structured }: { text: string; structured: object }): boolean {
  return Math.max(text.length, JSON.stringify(structured).length) <= maxAnswerChars;
}

function withoutDetails({ name, id, system, address, account, health, paused, access, ...rest }: ConnectionInfo) {
  const { keyExpiresInDays } = rest;
  return {
    name,
    id,
    system,
    address,
    account,
    health,
    paused,
    access,
    ...(keyExpiresInDays !== undefined && { keyExpiresInDays }),
  };
}

function describe(connection: Connection, now: Date, calendar: KeyCalendar): ConnectionInfo {
  const { lastTest, policy } = connection;
  const outcome = lastTest?.outcome;
  return {
    name: connection.name,
    id: connection.id,
    system: connection.provider,
    address: connection.endpoint.baseUrl,
    account: connection.owner.name,
    access: policy.access,
    ...limitsOf(policy),
    health: outcome === undefined ? 'not-tested' : outcome.ok ? 'ok' : 'failing',
    ...(lastTest !== undefined && { testedAt: lastTest.at }),
    ...(outcome?.ok === false && { problem: outcome.problem }),
    paused: !connection.active,
    ...keyDatesOf(connection, now, calendar),
  };
}

const mostNames = 10;

/** What narrows `access`, so that a call that would be refused is not even tried. */
function limitsOf({ access, allowDelete, projects, groupsOff }: Policy): { limits?: string[] } {
  const limits = [
    ...(access !== 'read-only' && !allowDelete ? ['no deleting'] : []),
    ...(projects === undefined ? [] : [`only ${projectNames(projects.map(({ name }) => oneLine(name)))}`]),
    ...groupsOff.map((group) => `no ${group}`),
  ];
  return limits.length === 0 ? {} : { limits };
}

function projectNames(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => clip(name, 80));
  return joined([...shown, names.length > mostNames ? `${String(names.length - mostNames)} more` : undefined], ', ');
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
    info.access,
    ...(info.limits ?? []),
    state,
    info.testedAt && `tested ${info.testedAt.slice(0, 16)}Z`,
    ...keyWords(info),
  ]);
  return info.problem === undefined ? head : `${head}\n  ${info.problem.message} ${info.problem.next}`;
}
