import { AppError, toProblem } from '../lib/app-error.ts';
import type { RunProgram } from '../lib/run-program.ts';
import { pathOn } from '../lib/system-path.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import { clientOf } from './catalog.ts';
import type { ClientId, ClientRecord, StdioEntry } from './client.ts';
import { findProgram, runClientProgram } from './client-program.ts';
import type { ClientChange, ClientFileStatus, ClientPreview, ClientStatus, ClientWritten } from './client-status.ts';
import type { Backups } from './files/backups.ts';
import type { ChangeFile } from './files/change-file.ts';
import { readConfigFile, type ConfigFile } from './files/config-file.ts';
import { systemDisk } from './files/disk.ts';
import { maskSecrets } from './files/mask.ts';
import { unifiedDiff } from './files/unified-diff.ts';
import { findClient, findClients, type ClientFile, type InstalledClient } from './find-clients.ts';
import { changeOwnEntry, entryName, ownEntryOf, ownEntryState } from './own-entry.ts';

type ClientEntriesParts = {
  readonly surroundings: Surroundings;
  /** How our server is started: an absolute command. The client's name is added. */
  readonly command: { readonly command: string; readonly args: readonly string[] };
  readonly changeFile: ChangeFile;
  readonly backups: Pick<Backups, 'keep'>;
  readonly runProgram: RunProgram;
  readonly changed: () => void;
};

type Request = { readonly client: ClientId; readonly path: string; readonly change: ClientChange };

/** Our entry in the files of all clients. */
export interface ClientEntries {
  list(): Promise<readonly ClientStatus[]>;
  preview(request: Request): Promise<ClientPreview>;
  /** Makes a previewed change: by the client's own program where it has one, else in its file. */
  apply(request: Request & { readonly fingerprint: string }): Promise<ClientWritten>;
  /** For a client that is not known: it names none, so it has the access of others. */
  manualEntry(): { name: string; command: string; args: string[] };
}

export function createClientEntries(parts: ClientEntriesParts): ClientEntries {
  const { surroundings, command } = parts;
  const path = pathOn(surroundings.platform);
  if (!path.isAbsolute(command.command))
    throw new Error(`The command for clients has to be absolute: ${command.command}`);
  return {
    async list() {
      const found = await findClients(surroundings, systemDisk);
      return Promise.all(found.map((client) => statusOf(client, parts)));
    },
    manualEntry: () => ({ name: entryName, command: command.command, args: [...command.args] }),
    async preview(request) {
      const target = await targetOf(request, parts);
      const { text, bytes, fingerprint } = await readConfigFile(request.path);
      const edited = target.edit(text);
      const masked = (each: string): string => maskSecrets(each, target.record.format);
      return {
        path: request.path,
        diff: unifiedDiff(request.path, masked(text), masked(edited)),
        changes: edited !== text,
        exists: bytes !== undefined,
        fingerprint,
        ...(target.program !== undefined && { command: shownCommand(target) }),
      };
    },
    async apply({ fingerprint, ...request }) {
      const target = await targetOf(request, parts);
      try {
        return await makeChange(target, fingerprint, parts);
      } finally {
        parts.changed();
      }
    },
  };
}

async function makeChange(target: Target, fingerprint: string, parts: ClientEntriesParts): Promise<ClientWritten> {
  const before = await readConfigFile(target.path);
  const asShown = before.fingerprint === fingerprint && target.edit(before.text) !== before.text;
  if (target.program === undefined || !asShown) return byFile(target, fingerprint, parts);
  // Where its program did not do it, we do, in the file as it is now.
  return (await byProgram(target, before, parts)) ?? byFile(target, undefined, parts);
}

async function statusOf(
  { record, installed, files }: InstalledClient,
  parts: ClientEntriesParts,
): Promise<ClientStatus> {
  const { id, name, documentation, reload, uncertain, link } = record;
  const entry = ownEntryOf(parts.command, id);
  const program = record.command && (await findProgram(record.command.program, parts.surroundings, systemDisk));
  return {
    ...{ id, name, documentation, installed, reload },
    files: await Promise.all(files.map((file) => fileStatus(record, file, entry))),
    ...(uncertain !== undefined && { uncertain }),
    ...(link !== undefined && { link: link(entryName, record.spell(entry, entryName)) }),
    ...(program !== undefined && { program }),
  };
}

async function fileStatus(record: ClientRecord, file: ClientFile, entry: StdioEntry): Promise<ClientFileStatus> {
  const about = { path: file.path, ...(file.label !== undefined && { label: file.label }) };
  try {
    const { bytes, text } = await readConfigFile(file.path);
    return { ...about, ...(bytes === undefined ? { state: 'missing' } : ownEntryState(record, text, entry)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const state = error.code === 'file-not-parsable' ? 'not-parsable' : 'unreadable';
    return { ...about, state, problem: toProblem(error) };
  }
}

type Target = Request & {
  readonly record: ClientRecord;
  readonly entry: StdioEntry;
  readonly edit: (text: string) => string;
  /** The client's own program, where it has one. */
  readonly program: string | undefined;
};

/** The window names a client and one of its files: nothing else can be reached that way. */
async function targetOf(request: Request, parts: ClientEntriesParts): Promise<Target> {
  const { client, path, change } = request;
  if (client === 'claude-desktop') throw onItsOwnScreen();
  const record = clientOf(client);
  const { files } = await findClient(record, parts.surroundings, systemDisk);
  if (!files.some((file) => file.path === path)) throw notThere(record.name);
  const entry = ownEntryOf(parts.command, client);
  const program = record.command && (await findProgram(record.command.program, parts.surroundings, systemDisk));
  return { ...request, record, entry, program, edit: (text) => changeOwnEntry(record, text, change, entry) };
}

async function byFile(target: Target, fingerprint: string | undefined, { changeFile }: ClientEntriesParts) {
  const { path, edit } = target;
  const { backupPath } = await changeFile({ path, fingerprint, edit });
  return { path, way: 'file' as const, ...(backupPath !== undefined && { backupPath }) };
}

/** Undefined where the file does not hold afterwards what it should, whatever the program says of itself. */
async function byProgram(
  target: Target,
  before: ConfigFile,
  { backups, runProgram, surroundings }: ClientEntriesParts,
): Promise<ClientWritten | undefined> {
  const { program = '', path, edit } = target;
  const backup = before.bytes && (await backups.keep(path, before.bytes));
  for (const args of commandsOf(target, before)) await runClientProgram(runProgram, program, args, surroundings);
  const { text } = await readConfigFile(path);
  if (edit(text) !== text) return undefined;
  return { path, way: 'program', ...(backup !== undefined && { backupPath: backup.path }) };
}

/** It refuses to add what is there already, so an outdated entry is taken out first. */
function commandsOf({ record, entry, change }: Target, { text }: ConfigFile): readonly (readonly string[])[] {
  const { command } = record;
  if (command === undefined) return [];
  const remove = command.remove(entryName);
  if (change === 'remove') return [remove];
  const add = command.add(entryName, record.spell(entry, entryName));
  return ownEntryState(record, text, entry).state === 'without-entry' ? [add] : [remove, add];
}

const quoted = (arg: string): string => (/^[\w./:@=-]+$/.test(arg) ? arg : `'${arg}'`);

function shownCommand({ record, change, entry }: Target): string {
  const { command } = record;
  if (command === undefined) return '';
  const args = change === 'remove' ? command.remove(entryName) : command.add(entryName, record.spell(entry, entryName));
  return [command.program, ...args].map((arg) => quoted(arg)).join(' ');
}

const notThere = (name: string): AppError =>
  new AppError(
    'invalid-input',
    `${name} does not keep its configuration there.`,
    'Reload the page; the client may have been installed, updated or removed.',
  );

const onItsOwnScreen = (): AppError =>
  new AppError(
    'invalid-input',
    'Claude Desktop is not changed here, because it overwrites its file while it runs.',
    'Change its entry under Claude Desktop.',
  );
