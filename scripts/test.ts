import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './tools/browser.ts';
import { findElectron } from './tools/electron.ts';
import { openKeyringSession, whyKeyringFails, type KeyringSession } from './tools/keyring-session.ts';
import { ensureKeyring } from './tools/keyring.ts';
import { ensurePostgres } from './tools/postgres.ts';
import { stream } from './tools/stream.ts';
import {
  failure,
  lastLineOf,
  playwright,
  readResults,
  skip,
  sum,
  vitest,
  type Runner,
  type Tally,
} from './tools/test-results.ts';

/**
 * `npm test [-- --unit] [-- <filter for vitest>]`: builds, gets a browser and a keychain where there are none, runs
 * every test, and ends with what was skipped, why, and `N passed, N failed[, N skipped]`.
 */
const args = process.argv.slice(2);
const filter = args.filter((arg) => arg !== '--unit');
const endToEnd = !args.includes('--unit') && filter.length === 0;
const folder = await mkdtemp(join(tmpdir(), 'mcp-keyring-results-'));

const keyring = await prepareKeyring();
try {
  const tally = sum([
    ...keyring.tallies,
    ...(await preparePostgres()),
    ...(await build()),
    ...(await runVitest()),
    ...(await runEndToEnd()),
    ...(await runInElectron()),
  ]);
  report(tally);
  process.exitCode = tally.failed > 0 ? 1 : 0;
} finally {
  await keyring.session?.close();
  await rm(folder, { recursive: true, force: true });
}

async function build(): Promise<Tally[]> {
  console.log('Building...');
  const { exitCode } = await stream({ command: process.execPath, args: ['scripts/build.ts'], env: process.env });
  return exitCode === 0 ? [] : [failure('the build failed')];
}

async function prepareKeyring(): Promise<{ session?: KeyringSession; tallies: Tally[] }> {
  const found = await ensureKeyring();
  if ('missing' in found) return { tallies: [absent(`keychain tests: ${found.missing}`)] };
  if (found.note) console.log(found.note);
  const session = await openKeyringSession(found);
  const why = await whyKeyringFails(session);
  if (why === undefined) return { session, tallies: [] };
  await session.close();
  return { tallies: [absent(`keychain tests: ${why}`)] };
}

/** The import is tested against a real one. */
async function preparePostgres(): Promise<Tally[]> {
  const found = await ensurePostgres();
  if ('missing' in found) return [absent(`tests with PostgreSQL: ${found.missing}`)];
  if (found.note) console.log(found.note);
  return [];
}

async function runVitest(): Promise<Tally[]> {
  const results = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  return runIn(vitest, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filter], results, {});
}

async function runEndToEnd(): Promise<Tally[]> {
  if (!endToEnd) return [];
  const browser = await ensureBrowser();
  if ('missing' in browser) return [absent(`end-to-end tests: ${browser.missing}`)];
  if (browser.note) console.log(browser.note);
  const results = join(folder, 'playwright.json');
  const argv = ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json'];
  return runIn(playwright, ['node_modules/playwright/cli.js', ...argv], results, {
    MCP_KEYRING_BROWSER: browser.executablePath,
    PLAYWRIGHT_JSON_OUTPUT_FILE: results,
  });
}

/** Needs a download and a display, which not every machine has, CI's included: without them it is skipped everywhere. */
async function runInElectron(): Promise<Tally[]> {
  if (!endToEnd) return [];
  const electron = findElectron();
  if ('missing' in electron) return [skip(`the app in Electron: ${electron.missing}`)];
  const results = join(folder, 'electron.json');
  const argv = ['test', '-c', 'test/electron', '--reporter=list,json'];
  return runIn(playwright, ['node_modules/playwright/cli.js', ...argv], results, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: results,
  });
}

/** Runs one runner with Node, inside the keyring's session where there is one. */
async function runIn(runner: Runner, argv: string[], results: string, env: NodeJS.ProcessEnv): Promise<Tally[]> {
  const command = [process.execPath, ...argv];
  const plain = { command: process.execPath, args: argv, env: process.env };
  const started = keyring.session?.wrap(command) ?? plain;
  const { exitCode, output } = await stream({ ...started, env: { ...started.env, ...env } });
  const said = [...output.matchAll(/^skipped: (.+)$/gim)].map(([, why]) => `skipped: ${why ?? ''}`);
  return [await readResults(runner, results, exitCode), { passed: 0, failed: 0, skipped: 0, notes: said }];
}

/** In CI nothing may be missing. */
function absent(what: string): Tally {
  return process.env['CI'] === 'true' ? failure(`missing in CI: ${what}`) : skip(what);
}

function report(tally: Tally): void {
  console.log('');
  if (!endToEnd) console.log('The end-to-end tests were not asked for.');
  for (const note of new Set(tally.notes)) console.log(note);
  console.log(lastLineOf(tally));
}
