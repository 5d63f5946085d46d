import type { ClientId, ClientRecord, StdioEntry } from './client.ts';
import type { FoundServer, Plain, ServerList } from './formats/format.ts';
import { isMap } from './formats/plain.ts';
import { serverIn } from './formats/put-server.ts';
import type { ClientChange } from './client-status.ts';

/** What our entry is called, everywhere. */
export const entryName = 'mcp-keyring';

/** The entry for one client: it says which one it is for. */
export const ownEntryOf = ({ command, args }: StdioEntry, client: ClientId): StdioEntry => ({
  command,
  args: [...args, '--client', client],
});

type Found = { readonly list: ServerList; readonly server: FoundServer };

export type OwnEntryState = { readonly state: 'without-entry' | 'current' | 'outdated'; readonly switchedOff?: true };

/** Whether a client's file holds this entry. What the user added to it besides is theirs. Throws `file-not-parsable`. */
export function ownEntryState(record: ClientRecord, text: string, entry: StdioEntry): OwnEntryState {
  const found = ownEntryIn(record, text);
  if (found === undefined) return { state: 'without-entry' };
  const { value } = found.server;
  const state = starts(record.understand(value), entry) ? 'current' : 'outdated';
  return { state, ...(isSwitchedOff(value) && { switchedOff: true }) };
}

/** The text with the entry in it, or without it, and every other byte as it was. Throws `file-not-parsable`. */
export function changeOwnEntry(record: ClientRecord, text: string, change: ClientChange, entry: StdioEntry): string {
  return change === 'write' ? put(record, text, entry) : take(record, text);
}

function put(record: ClientRecord, text: string, entry: StdioEntry): string {
  const found = ownEntryIn(record, text);
  if (found !== undefined && starts(record.understand(found.server.value), entry)) return text;
  const list = found?.list ?? listInUse(record, text);
  const spelt = record.spell(entry, entryName);
  const value = found !== undefined && isMap(found.server.value) ? { ...found.server.value, ...spelt } : spelt;
  return record.format.putServer(text, list, entryName, value);
}

/** From wherever it is: a file that went through several versions may have it twice. */
const take = (record: ClientRecord, text: string): string =>
  listsOf(record).reduce((left, list) => record.format.takeServer(left, list, entryName), text);

function ownEntryIn({ format, ...record }: ClientRecord, text: string): Found | undefined {
  for (const list of listsOf(record)) {
    const server = serverIn(format, text, list, entryName);
    if (server !== undefined) return { list, server };
  }
  return undefined;
}

const listsOf = ({ list, otherLists = [] }: Pick<ClientRecord, 'list' | 'otherLists'>): readonly ServerList[] => [
  list,
  ...otherLists,
];

/** The usual list, unless another one is where this file has its servers. */
function listInUse(record: ClientRecord, text: string): ServerList {
  const holds = (list: ServerList): boolean =>
    record.format.servers(text, list).some(({ value }) => record.understand(value) !== undefined || isRemote(value));
  return (record.otherLists ?? []).find(holds) ?? record.list;
}

const isRemote = (value: Plain): boolean => isMap(value) && typeof value['url'] === 'string';

const starts = (found: StdioEntry | undefined, { command, args }: StdioEntry): boolean =>
  found?.command === command && found.args.length === args.length && found.args.every((arg, at) => arg === args[at]);

/** By the words that clients have for it. */
const isSwitchedOff = (value: Plain): boolean =>
  isMap(value) && (value['disabled'] === true || value['enabled'] === false);
