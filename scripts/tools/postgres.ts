import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aptInstall, whyNoApt } from './apt.ts';
import { isExecutable, which } from './run.ts';

/** The folder with `initdb` and `postgres`; `note` says in one line what was installed. */
export type PostgresFound = { readonly folder: string; readonly note?: string };
export type PostgresMissing = { readonly missing: string };

/** Finds PostgreSQL's server programs, or installs them where we may. */
export async function ensurePostgres(
  say: (line: string) => void = console.log,
): Promise<PostgresFound | PostgresMissing> {
  const there = findPostgres();
  if (there !== undefined) return { folder: there };
  const cannot = whyNoApt();
  if (cannot === undefined) say('No PostgreSQL here; getting it for the tests, once...');
  const failed = cannot ?? (await aptInstall(['postgresql']));
  const folder = findPostgres();
  if (folder !== undefined) return { folder, note: 'Installed PostgreSQL with apt-get.' };
  return { missing: `no PostgreSQL server, and none could be installed (${failed ?? 'not found'})` };
}

/** Debian keeps them off PATH, in a folder of their version. */
export function findPostgres(): string | undefined {
  const onPath = which('initdb');
  const versions = versionsIn('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`);
  const usual = ['/usr/local/pgsql/bin', '/opt/homebrew/opt/postgresql/bin', '/usr/local/opt/postgresql/bin'];
  const folders = [...(onPath === undefined ? [] : [dirname(onPath)]), ...versions, ...usual];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name))));
}

function versionsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}
