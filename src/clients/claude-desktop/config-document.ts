import type { Node } from 'jsonc-parser';
import { membersOf, type Member } from './members.ts';
import { notParsable, parseStrictJson } from '../formats/strict-json.ts';

export const serversKey = 'mcpServers';
const byteOrderMark = '\uFEFF';

/** Claude's configuration as text with the places that matter to us. `root` is absent in an empty file. */
export type ConfigDocument = {
  /** The byte order mark, or nothing. Places count from behind it. */
  readonly mark: string;
  readonly body: string;
  readonly root: Node | undefined;
  readonly servers: Member | undefined;
  readonly entry: Member | undefined;
};

/** Throws `file-not-parsable` for everything that could be edited only by guessing. */
export function readDocument(text: string, name: string): ConfigDocument {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const body = text.slice(mark.length);
  const root = parseStrictJson(body);
  if (root === undefined) return { mark, body, root, servers: undefined, entry: undefined };
  if (root.type !== 'object') throw notParsable('The file does not hold a JSON object.');
  const servers = onlyMember(root, serversKey);
  if (servers !== undefined && servers.value.type !== 'object')
    throw notParsable(`"${serversKey}" in the file is not an object, so no server can be added to it.`);
  return { mark, body, root, servers, entry: servers === undefined ? undefined : onlyMember(servers.value, name) };
}

function onlyMember(object: Node, key: string): Member | undefined {
  const found = membersOf(object).filter((member) => member.key === key);
  if (found.length > 1) throw notParsable(`"${key}" is in the file ${found.length} times; only one can count.`);
  return found[0];
}
