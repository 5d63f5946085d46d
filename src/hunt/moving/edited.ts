import type { ClientId, StdioEntry } from '../../clients/client.ts';
import { changeOwnEntry } from '../../clients/own-entry.ts';
import { startedServerAt, withStart } from '../../clients/server-entry.ts';
import { wrapEntry, wrappedIn, type RunHost } from '../../profiles/wrap.ts';
import type { Spot, SpotServer } from '../detect/spot.ts';
import type { Inspected } from '../inspected.ts';
import type { PlaceChange } from '../move.ts';
import { cutFromConfig, cutFromLines } from './cut.ts';

export type ChosenSpot = { readonly spot: Spot; readonly change: PlaceChange };

export type EditParts = {
  /** Our own entry for a client. */
  readonly ownEntry: (client: ClientId) => StdioEntry;
  readonly runHost: RunHost;
  /** The profile through which servers get the key. In a preview, before it is made, the one it will be. */
  readonly profileId: string | undefined;
  /** "taken out of this file by MCP Keyring on 2026-11-28": true wherever the user keeps the key. */
  readonly note: string;
};

/** The file's text after the changes. Throws `file-not-parsable` rather than to guess. */
export function edited(file: Inspected, chosen: readonly ChosenSpot[], parts: EditParts): string {
  const spotsOf = (change: PlaceChange) => chosen.filter((each) => each.change === change).map(({ spot }) => spot);
  const { text, target } = file;
  const { reading, client } = target;
  if (reading.kind === 'lines') return cutFromLines(text, spotsOf('empty'), parts.note);
  const cut = cutFromConfig(text, reading.format, spotsOf('empty'));
  const run = byServer(spotsOf('run')).reduce((current, spots) => started(current, file, spots, parts), cut);
  // From the back: where servers stand in a list, those before keep their number.
  return byServer([...spotsOf('replace'), ...spotsOf('remove')])
    .toReversed()
    .reduce((current, [spot]) => {
      const server = spot?.server;
      if (server === undefined || client === undefined) return current;
      const list = { root: server.root, kind: typeof server.path.at(-1) === 'number' ? 'list' : 'map' } as const;
      const gone = reading.format.takeServer(current, list, server.name);
      if (!chosen.some((each) => each.change === 'replace' && isOf(each.spot, server))) return gone;
      return changeOwnEntry(client, gone, 'write', parts.ownEntry(client.id));
    }, run);
}

/** A server that is already started through `run` only loses the variable: its profile gets it. */
function started(text: string, { target }: Inspected, spots: readonly Spot[], parts: EditParts): string {
  const [first] = spots;
  const { client } = target;
  if (first?.server === undefined || client === undefined) return text;
  const before = startedServerAt(client, text, first.server);
  if (before === undefined) return text;
  const names = spots.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const after =
    wrappedIn(before.entry) === undefined
      ? wrapEntry(before.entry, parts.profileId ?? '', names, parts.runHost)
      : withoutVariables(before.entry, names);
  return withStart(client, text, before, after);
}

function withoutVariables({ env = {}, ...entry }: StdioEntry, names: readonly string[]): StdioEntry {
  const rest = Object.entries(env).filter(([name]) => !names.includes(name));
  return rest.length === 0 ? entry : { ...entry, env: Object.fromEntries(rest) };
}

function byServer(spots: readonly Spot[]): readonly (readonly Spot[])[] {
  const groups = Map.groupBy(spots, ({ server }) => JSON.stringify(server?.path));
  return [...groups.values()];
}

const isOf = (spot: Spot, server: SpotServer): boolean =>
  JSON.stringify(spot.server?.path) === JSON.stringify(server.path);
