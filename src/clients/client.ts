import type { Surroundings } from '../settings/data-folder.ts';
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

/** All that is known of a client. Data and pure functions only; how each fact is known stands in its file. */
export type ClientRecord = {
  readonly id: ClientId;
  readonly name: string;
  /** Where its own documentation of MCP servers is. */
  readonly documentation: string;
  readonly format: ConfigFormat;
  readonly list: ServerList;
  /** In the order in which the client reads them: an entry goes into the first whose folder is there. */
  readonly places: (surroundings: Surroundings) => readonly ClientPlace[];
  /** An entry as this client spells it. */
  readonly spell: (entry: StdioEntry) => PlainMap;
  /** The other way round; undefined for a remote server and for what the client would refuse. */
  readonly understand: (value: Plain) => StdioEntry | undefined;
  /** What the user does for the client to notice a change: one sentence. */
  readonly reload: string;
};
