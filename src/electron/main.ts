import { app, dialog, ipcMain, protocol, session, shell } from 'electron';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findHost, type HostProgram } from './host-program.ts';
import { lockDownContents, lockDownSession } from './lockdown.ts';
import { startedAtLogin } from './login-item.ts';
import { setMenu } from './menu.ts';
import { openPreferences } from './preferences.ts';
import { registerScheme, servePages } from './protocol.ts';
import { relayCalls } from './relay.ts';
import { Shell } from './shell.ts';
import { windowFolder } from './window-folder.ts';

/** Thin on purpose: it opens the window and hands its calls to the host. It holds no secret and decides nothing. */
const { env, platform, argv } = process;
const devTools = !app.isPackaged;
const demo = argv.includes('--demo');
const iconsFolder = app.isPackaged ? join(process.resourcesPath, 'icons') : join(app.getAppPath(), 'build');

app.enableSandbox();
app.setAppUserModelId('org.mcp-keyring.desktop');
registerScheme(protocol);
lockDownContents(app, (url) => shell.openExternal(url));
// Before anything looks at it: the lock below stands in this folder, too.
app.setPath('userData', windowFolder({ appData: app.getPath('appData'), home: env['MCP_KEYRING_HOME'], demo }));

if (app.requestSingleInstanceLock()) void app.whenReady().then(run).catch(giveUp);
else app.quit();

async function run(): Promise<void> {
  const appPath = app.getAppPath();
  const { resourcesPath } = process;
  const keptFolder = app.getPath('userData');
  const program = await findHost({ packaged: app.isPackaged, appPath, resourcesPath, platform, env, keptFolder });
  lockDownSession(session.defaultSession, { devTools });
  servePages(protocol, join(appPath, 'out', 'renderer'));
  openShell(program, appPath);
}

/** Without this the app would sit in the dock with neither window nor message. */
function giveUp(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('MCP Keyring cannot start', `${reason}\n\nMake room on the disk or install MCP Keyring again.`);
  app.exit(1);
}

function openShell(program: HostProgram, appPath: string): void {
  const preferences = openPreferences();
  const preloadFile = join(appPath, 'out', 'electron', 'preload.cjs');
  const shellParts = { preferences, preloadFile, iconsFolder, platform, env, devTools, demo };
  const keyring = new Shell({ ...shellParts, spawnHost: () => spawnHost(program) });
  relayCalls(ipcMain, { window: () => keyring.contents, call: (request) => keyring.call(request) });

  const hidden = startedAtLogin(app, argv, platform);
  const { keepInTray } = preferences.get();
  const setKeepInTray = (keep: boolean): void => {
    keyring.setTray(keep);
    preferences.set({ keepInTray: keep });
  };
  setMenu({ platform, devTools, keepInTray, setKeepInTray });
  // Started at login nobody asked for a window: the tray is then the way to it.
  if (keepInTray || hidden) keyring.setTray(true);
  const open = (): void => {
    keyring.open();
  };
  app.on('second-instance', open);
  app.on('activate', open);
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  keyring.start();
  quitAfter(() => keyring.stop());
  if (!hidden) open();
}

function spawnHost({ command, args }: HostProgram) {
  const options = demo ? ['--demo'] : [];
  const child = spawn(command, [...args, 'serve', ...options], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  });
  // Its log is a file; what it prints all the same is for the terminal of a developer.
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    if (app.isPackaged) from?.resume();
    else from?.pipe(to, { end: false });
  return child;
}

/** Holds the end of the app back until the host has ended, too. */
function quitAfter(stop: () => Promise<void>): void {
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    const quit = (): void => {
      stopped = true;
      app.quit();
    };
    // A host that cannot be stopped must not keep the app open.
    void stop().then(quit, quit);
  });
}
