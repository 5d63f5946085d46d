import { getNodeValue } from 'jsonc-parser';
import { z } from 'zod';
import { readDocument, serversKey, type ConfigDocument } from './config-document.ts';
import { insertMember, lineIndent, membersOf, removeMember, splice, type Lines, type Member } from './members.ts';

/** All that may stand under our name in Claude's file: no field for a key. */
const clientEntry = z.strictObject({ command: z.string(), args: z.array(z.string()) });
export type ClientEntry = { readonly command: string; readonly args: readonly string[] };

export type EntryState = 'without-entry' | 'current' | 'outdated';

/** Whether the file holds exactly this entry. Throws `file-not-parsable`. */
export function entryState(text: string, name: string, entry: ClientEntry): EntryState {
  const { entry: found } = readDocument(text, name);
  if (found === undefined) return 'without-entry';
  return isEntry(found, entry) ? 'current' : 'outdated';
}

/**
 * The text with our entry in it and every other byte as it was. A text that already holds the entry comes back
 * unchanged. Throws `file-not-parsable`.
 */
export function withEntry(text: string, name: string, entry: ClientEntry): string {
  const { mark, body, root, servers, entry: found } = readDocument(text, name);
  if (root === undefined) return `${withEntry('{}', name, entry)}\n`;
  if (found !== undefined) return isEntry(found, entry) ? text : mark + replaceEntry(body, found, entry);
  const key = JSON.stringify(name);
  if (servers !== undefined)
    return (
      mark + insertMember(body, root, servers.value, (lines) => `${key}:${lines ? ' ' : ''}${spread(entry, lines)}`)
    );
  return mark + insertMember(body, root, root, (lines) => newServers(`${key}: ${oneLine(entry)}`, lines));
}

/**
 * The text without our entry. `withoutEntry(withEntry(text))` is `text`, to the byte, for every text with a JSON object
 * in it and without our entry. An empty text comes back as `{}`: Claude cannot read an empty file. Throws `file-not-parsable`.
 */
export function withoutEntry(text: string, name: string): string {
  const document = readDocument(text, name);
  const { mark, body, servers, entry } = document;
  if (servers === undefined || entry === undefined) return text;
  return mark + removeMember(body, cameWithEntry(document, servers, entry) ? servers : entry);
}

/**
 * Only where `mcpServers` was missing do we write the entry as `{ "command": ... }` on one line. An only entry in that
 * form says that `mcpServers` came with it and goes with it; in every other form an empty `mcpServers` stays.
 */
function cameWithEntry({ body }: ConfigDocument, servers: Member, entry: Member): boolean {
  if (membersOf(servers.value).length !== 1) return false;
  const present = entryIn(entry);
  return present !== undefined && sourceOf(body, entry) === oneLine(present);
}

function replaceEntry(body: string, found: Member, entry: ClientEntry): string {
  const source = sourceOf(body, found);
  const present = entryIn(found);
  if (present !== undefined && source === compact(present)) return replaceValue(body, found, compact(entry));
  const [first, second, ...more] = membersOf(found.value);
  if (present === undefined || first === undefined || second === undefined || more.length > 0)
    return replaceValue(body, found, spread(entry, source.includes('\n') ? linesOf(body, found, source) : undefined));
  // From the back, so that the first member's place still holds.
  return [second, first].reduce((text, member) => replaceField(text, member, present, entry), body);
}

function replaceField(body: string, member: Member, present: ClientEntry, entry: ClientEntry): string {
  if (member.key === 'command') return replaceValue(body, member, JSON.stringify(entry.command));
  return list(present.args) === list(entry.args) ? body : replaceValue(body, member, list(entry.args));
}

const replaceValue = (body: string, { value }: Member, source: string): string =>
  splice(body, value.offset, value.offset + value.length, source);

function linesOf(body: string, found: Member, source: string): Lines {
  const indent = lineIndent(body, found.start);
  const inner = /\n([ \t]*)\S/.exec(source)?.[1] ?? '';
  const unit = inner.startsWith(indent) && inner !== indent ? inner.slice(indent.length) : '  ';
  return { newline: source.includes('\r\n') ? '\r\n' : '\n', indent, unit };
}

const entryIn = ({ value }: Member): ClientEntry | undefined => clientEntry.safeParse(getNodeValue(value)).data;
const isEntry = (found: Member, entry: ClientEntry): boolean => {
  const present = entryIn(found);
  return present !== undefined && compact(present) === compact(entry);
};
const sourceOf = (body: string, { value }: Member): string => body.slice(value.offset, value.offset + value.length);

const list = (args: readonly string[]): string => `[${args.map((arg) => JSON.stringify(arg)).join(', ')}]`;
const compact = ({ command, args }: ClientEntry): string => JSON.stringify({ command, args });
const oneLine = ({ command, args }: ClientEntry): string =>
  `{ "command": ${JSON.stringify(command)}, "args": ${list(args)} }`;

function spread(entry: ClientEntry, lines: Lines | undefined): string {
  if (lines === undefined) return compact(entry);
  const { newline, indent, unit } = lines;
  const fields = [`"command": ${JSON.stringify(entry.command)}`, `"args": ${list(entry.args)}`];
  const inner = fields.map((field) => newline + indent + unit + field).join(',');
  return `{${inner}${newline}${indent}}`;
}

function newServers(member: string, lines: Lines | undefined): string {
  if (lines === undefined) return `"${serversKey}": { ${member} }`;
  const { newline, indent, unit } = lines;
  return `"${serversKey}": {${newline}${indent}${unit}${member}${newline}${indent}}`;
}
