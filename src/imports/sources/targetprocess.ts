import { readdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { pathOn } from '../../lib/system-path.ts';
import type { NamedValue } from '../../recognition/recognition.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import { together, type Found } from '../found.ts';
import { connectionsIn, type ReadValueFile } from '../from-values.ts';
import { absent, isFolder, readTextFile } from '../text-file.ts';
import { envValues } from './env-file.ts';

export type TargetprocessParts = {
  readonly surroundings: Surroundings;
  readonly readValueFile: ReadValueFile;
  readonly shown: (path: string) => string;
  /** `/run/secrets`, where Docker puts them. */
  readonly dockerSecrets: string;
};

const around = { text: 'targetprocess' };
const inUse = (): boolean => true;

/** Where Targetprocess MCP looks, in its own order; with a path only there: a file, or the folder of the server. */
export async function findForTargetprocess(path: string | undefined, parts: TargetprocessParts): Promise<Found> {
  if (path !== undefined && !(await isFolder(path))) return inFile(path, parts, true);
  const { platform, home } = parts.surroundings;
  const system = pathOn(platform);
  const join = (...parts: string[]): string => system.join(...parts);
  const files =
    path === undefined
      ? [join(home, '.targetprocess.json'), join(home, '.config', 'targetprocess', 'config.json')]
      : [join(path, 'targetprocess.json'), join(path, 'config', 'targetprocess.json'), join(path, '.env')];
  const inFiles = await Promise.all(files.map((file) => inFile(file, parts, false)));
  return together(path === undefined ? [await inEnvironment(parts), ...inFiles] : inFiles);
}

async function inFile(path: string, parts: TargetprocessParts, mustBeThere: boolean): Promise<Found> {
  const text = await readTextFile(path);
  if (text === undefined && mustBeThere) throw absent(parts.shown(path));
  const isJson = text?.trimStart().startsWith('{') === true || path.endsWith('.json');
  const values = text === undefined ? [] : isJson ? jsonValues(text, parts.shown(path)) : envValues(text);
  return connectionsIn({ values, around, where: parts.shown(path), inUse }, parts.readValueFile);
}

/** `apiKey` and `credentials` are of today, `accessToken` and `token` of older versions and other tools. */
const settings = z.object({
  domain: z.string().optional(),
  url: z.string().optional(),
  apiKey: z.string().optional(),
  accessToken: z.string().optional(),
  token: z.string().optional(),
  credentials: z.object({ username: z.string().optional(), password: z.string().optional() }).optional(),
});

function jsonValues(text: string, shown: string): readonly NamedValue[] {
  const { domain, url, apiKey, accessToken, token, credentials } = readSettings(text, shown);
  const named = {
    TP_DOMAIN: domain ?? url,
    TP_API_KEY: apiKey ?? accessToken ?? token,
    TP_USERNAME: credentials?.username,
    TP_PASSWORD: credentials?.password,
  };
  return Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function readSettings(text: string, shown: string): z.output<typeof settings> {
  try {
    return settings.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    // Neither error is kept: both may quote the file, and with it the key.
    const what = `“${shown}” is not written as Targetprocess MCP writes it.`;
    throw new AppError('file-not-parsable', what, 'Choose its targetprocess.json, or add the connection by hand.');
  }
}

/** The variables of the session and Docker's secrets belong together: the address often stands in the one, the key in the other. */
async function inEnvironment({ surroundings, readValueFile, dockerSecrets }: TargetprocessParts): Promise<Found> {
  const names = await readdir(dockerSecrets).catch(() => []);
  const secrets = names
    .filter((name) => /^(tp|targetprocess)_/i.test(name))
    .map((name) => ({ name: `${name.toUpperCase()}_FILE`, value: posix.join(dockerSecrets, name) }));
  const variables = Object.entries(surroundings.env)
    .filter(([name]) => /^(TP|TARGETPROCESS)_/.test(name))
    .flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const where = secrets.length > 0 ? `the secrets in ${dockerSecrets}` : 'the environment variables of this session';
  return connectionsIn({ values: [...variables, ...secrets], around, where, inUse }, readValueFile);
}
