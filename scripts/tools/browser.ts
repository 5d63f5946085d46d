import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { aptInstall, whyNoApt } from './apt.ts';
import { isExecutable, lastLine, run, which } from './run.ts';

/** `note` says in one line what was installed; absent when the browser was there already. */
export type BrowserFound = { readonly executablePath: string; readonly note?: string };
export type BrowserMissing = { readonly missing: string };

const onPath = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
  'brave',
];

const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'];
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  'Chromium\\Application\\chrome.exe',
];

/** A Chromium-family browser that is on the machine already. */
async function findBrowser(): Promise<string | undefined> {
  const candidates = [...onPath.map((name) => which(name)), ...usualPlaces(), chromium.executablePath()];
  for (const path of candidates) if (path !== undefined && (await starts(path))) return path;
  return undefined;
}

/** Finds a Chromium-family browser or gets one: Playwright's own, or Debian's where we may install packages. */
export async function ensureBrowser(say: (line: string) => void = console.log): Promise<BrowserFound | BrowserMissing> {
  const there = await findBrowser();
  if (there !== undefined) return { executablePath: there };
  say('No Chromium-family browser here; getting one for the tests, once...');
  const fromPlaywright = await installFromPlaywright();
  const afterwards = fromPlaywright === undefined ? await findBrowser() : undefined;
  if (afterwards !== undefined) return { executablePath: afterwards, note: "Installed Playwright's Chromium." };
  const fromApt = whyNoApt() ?? (await aptInstall(['chromium', 'fonts-liberation']));
  const installed = fromApt === undefined ? await findBrowser() : undefined;
  if (installed !== undefined) return { executablePath: installed, note: 'Installed Chromium with apt-get.' };
  const reasons = `playwright install: ${fromPlaywright ?? 'does not start'}; apt-get: ${fromApt ?? 'does not start'}`;
  return { missing: `no Chromium-family browser, and none could be installed (${reasons})` };
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') return macApps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (process.platform !== 'win32') return ['/snap/bin/chromium'];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
  return roots.flatMap((root) => (root ? windowsPrograms.map((program) => join(root, program)) : []));
}

/** A file alone proves little: a launcher may lack its snap, a download its libraries. */
async function starts(path: string): Promise<boolean> {
  // Chrome on Windows opens a window when asked for its version.
  if (process.platform === 'win32') return existsSync(path);
  return isExecutable(path) && (await run(path, ['--version'], { timeoutMs: 15_000 })).ok;
}

async function installFromPlaywright(): Promise<string | undefined> {
  const cli = fileURLToPath(new URL('../../node_modules/playwright/cli.js', import.meta.url));
  const done = await run(process.execPath, [cli, 'install', 'chromium'], {
    timeoutMs: 10 * 60_000,
    // Without internet Playwright tries mirrors for minutes; a download that has begun may take its time.
    mustPrint: { pattern: /\d+% of/, withinMs: 20_000 },
  });
  return done.ok ? undefined : lastLine(done.output);
}
