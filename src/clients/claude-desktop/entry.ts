import type { ServerList } from '../formats/format.ts';
import { strictJson } from '../formats/json.ts';
import { isSame } from '../formats/plain.ts';
import { serverIn } from '../formats/put-server.ts';
import type { ClaudeChange } from './status.ts';

type Entry = { readonly name: string; readonly command: string; readonly args: readonly string[] };

export const serverList: ServerList = { root: ['mcpServers'], kind: 'map' };

/** All that stands under our name: no field for a key. */
const valueOf = ({ command, args }: Entry) => ({ command, args });

/** Whether the file holds exactly this entry. Throws `file-not-parsable`. */
export function entryState(text: string, entry: Entry): 'without-entry' | 'current' | 'outdated' {
  const found = serverIn(strictJson, text, serverList, entry.name);
  if (found === undefined) return 'without-entry';
  return isSame(found.value, valueOf(entry)) ? 'current' : 'outdated';
}

export const editEntry = (text: string, change: ClaudeChange, entry: Entry): string =>
  change === 'write'
    ? strictJson.putServer(text, serverList, entry.name, valueOf(entry))
    : strictJson.takeServer(text, serverList, entry.name);
