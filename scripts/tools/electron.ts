import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export type Electron = { readonly executablePath: string } | { readonly missing: string };

const folder = 'node_modules/electron';
const downloadLimitMs = 5 * 60_000;

/** Electron's binary, downloaded if need be (npm brings only its types); or why the window opens in the browser instead. */
export function ensureElectron(): Electron {
  if (!hasDisplay()) return { missing: noDisplay };
  if (installed() === undefined) download();
  const executablePath = installed();
  return executablePath === undefined ? { missing: 'Electron could not be downloaded' } : { executablePath };
}

/** Electron's binary if it is here already, for the tests: they download none. */
export function findElectron(): Electron {
  const executablePath = installed();
  if (executablePath === undefined) return { missing: 'Electron’s binary is not here (npm start downloads it)' };
  return hasDisplay() ? { executablePath } : { missing: noDisplay };
}

const noDisplay = 'there is no display';

function hasDisplay(): boolean {
  const { platform, env } = process;
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

function installed(): string | undefined {
  if (!existsSync(`${folder}/path.txt`)) return undefined;
  const path = `${folder}/dist/${readFileSync(`${folder}/path.txt`, 'utf8').trim()}`;
  return existsSync(path) ? path : undefined;
}

function download(): void {
  console.log('Downloading Electron ...');
  spawnSync(process.execPath, [`${folder}/install.js`], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: downloadLimitMs,
  });
}
