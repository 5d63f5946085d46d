import type { Surroundings } from '../settings/data-folder.ts';
import type { Disk } from './files/disk.ts';
import type { ConfigFormat, Plain, PlainMap, ServerList } from './formats/format.ts';

/** The MCP clients that are known. Also what `--client` names in an entry's arguments. */
export const clientIds = [
  'claude-desktop',
  'claude-code',
  'cursor',
  'vscode',
  'vscode-insiders',
  'windsurf',
  'zed',
  'cline',
  'gemini-cli',
  'codex',
  'lm-studio',
  'goose',
  'continue',
  'kiro',
  'opencode',
  'junie',
  'copilot-cli',
  'antigravity',
  'amp',
  'crush',
  'warp',
] as const;
export type ClientId = (typeof clientIds)[number];

/** A server that a client starts itself. `env` never holds a key of ours. */
export type StdioEntry = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** A file in which a client may keep its servers. */
export type ClientPlace = {
  readonly path: string;
  /** Exists where the client is installed: only then is the file made, and never this folder. */
  readonly folder: string;
  /** Set where a client has several: what tells this one from the others. */
  readonly label?: string;
};

type FoundClient = {
  readonly installed: boolean;
  /** Those whose folder is there, in the order in which the client reads them: an entry goes into the first. */
  readonly places: readonly ClientPlace[];
};

/** A program of the client's own that adds and takes entries, so that it and we never write at once. */
type ClientCommand = {
  readonly program: string;
  readonly add: (name: string, entry: PlainMap) => readonly string[];
  readonly remove: (name: string) => readonly string[];
};

/** All that is known of a client. Data and pure functions only; how each fact is known stands in its file. */
export type ClientRecord = {
  readonly id: ClientId;
  readonly name: string;
  /** Where its own documentation of MCP servers is. */
  readonly documentation: string;
  readonly format: ConfigFormat;
  readonly list: ServerList;
  /** Where other versions of the client keep their servers in the same file: read, and used where something stands there. */
  readonly otherLists?: readonly ServerList[];
  /** Told by folders and programs alone. */
  readonly find: (surroundings: Surroundings, disk: Disk) => Promise<FoundClient>;
  /** An entry as this client spells it under this name. */
  readonly spell: (entry: StdioEntry, name: string) => PlainMap;
  /** The other way round; undefined for a remote server and for what the client would refuse. */
  readonly understand: (value: Plain) => StdioEntry | undefined;
  /** Preferred to changing the file, where the program is there. */
  readonly command?: ClientCommand;
  /** Opens the client, which asks its user whether to add the entry. The entry is as the client spells it. */
  readonly link?: (name: string, entry: PlainMap) => string;
  /** What the user does for the client to notice a change: one sentence. */
  readonly reload: string;
  /** What the user should know because it is not certain: one sentence. */
  readonly uncertain?: string;
};
