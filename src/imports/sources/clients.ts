import type { FoundServer, Plain, PlainMap } from '../../clients/formats/format.ts';
import { AppError } from '../../lib/app-error.ts';
import { argumentValues } from '../../recognition/entry-values.ts';
import type { NamedValue } from '../../recognition/recognition.ts';
import { together, type Found } from '../found.ts';
import { connectionsIn, type ReadValueFile } from '../from-values.ts';
import { readTextFile } from '../text-file.ts';
import { envValues } from './env-file.ts';

/** A client's file with what stands in it; servers are read when they are asked for. */
export type ClientFile = {
  readonly client: string;
  readonly path: string;
  readonly servers: () => readonly FoundServer[];
};
/** The files of all known clients that are there. What cannot be read is told by `servers`. */
export type ClientFiles = () => Promise<readonly ClientFile[]>;

type ClientsParts = {
  readonly clientFiles: ClientFiles;
  readonly readValueFile: ReadValueFile;
  readonly shown: (path: string) => string;
};

/** The entries of other MCP servers, whatever the client and its format. */
export async function findInClients(parts: ClientsParts): Promise<Found> {
  const files = await parts.clientFiles();
  return together(await Promise.all(files.map((file) => inFile(file, parts))));
}

async function inFile(file: ClientFile, parts: ClientsParts): Promise<Found> {
  const where = `${file.client}, ${parts.shown(file.path)}`;
  return orWhy(where, async () => {
    const inServers = file.servers().map((server) => {
      const named = `${where}, server “${server.name}”`;
      return orWhy(named, () => inServer(server, named, parts));
    });
    return together(await Promise.all(inServers));
  });
}

/** What cannot be read does not hide the rest. */
async function orWhy(where: string, look: () => Promise<Found>): Promise<Found> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { connections: [], left: [{ where, why: error.message }] };
  }
}

async function inServer(server: FoundServer, named: string, parts: ClientsParts): Promise<Found> {
  const entry = asMap(server.value);
  const args = [...texts(entry['command']), ...texts(entry['args'])];
  const url = firstText(entry, ['url', 'serverUrl', 'httpUrl', 'uri', 'endpoint']);
  const envFile = envFileOf(entry, args);
  const inEnvFile = envFile === undefined ? undefined : await readTextFile(envFile);
  const set = {
    values: [
      ...(inEnvFile === undefined ? [] : envValues(inEnvFile)),
      // What most call `env` is `environment` for opencode and `envs` for Goose.
      ...['env', 'environment', 'envs'].flatMap((name) => pairs(entry[name])),
      ...argumentValues(args),
      ...headersOf(entry),
    ],
    around: { text: [server.name, ...args].join(' '), url },
    where: envFile === undefined ? named : `${named}, ${parts.shown(envFile)}`,
    inUse: () => entry['disabled'] !== true && entry['enabled'] !== false,
  };
  return connectionsIn(set, parts.readValueFile);
}

/** VS Code may name a file of variables in `envFile`, Docker and mcp-atlassian in `--env-file`. */
function envFileOf(entry: PlainMap, args: readonly string[]): string | undefined {
  const inArguments = argumentValues(args).find(({ name }) => name === 'env-file')?.value;
  const file = firstText(entry, ['envFile', 'env_file']) ?? inArguments;
  // `${workspaceFolder}/.env` and relative paths depend on the project that is open.
  return file !== undefined && /^([/\\]|[A-Za-z]:)/.test(file) ? file : undefined;
}

function headersOf(entry: PlainMap): readonly NamedValue[] {
  const options = asMap(entry['requestOptions'] ?? null);
  return [entry['headers'], entry['http_headers'], entry['httpHeaders'], options['headers']].flatMap(pairs);
}

function pairs(value: Plain | undefined): readonly NamedValue[] {
  return Object.entries(asMap(value ?? null)).flatMap(([name, each]) =>
    typeof each === 'string' ? [{ name, value: each }] : [],
  );
}

const asMap = (value: Plain): PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PlainMap) : {};

function texts(value: Plain | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function firstText(entry: PlainMap, names: readonly string[]): string | undefined {
  return names.map((name) => entry[name]).find((value) => typeof value === 'string');
}
