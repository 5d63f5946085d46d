import { app, dialog, ipcMain, protocol, session, shell, type BrowserWindow } from 'electron';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '../lib/system-clock.ts';
import { findHost, type HostProgram } from './host-program.ts';
import { HostProcess } from './host-process.ts';
import { HostStatus } from './host-status.ts';
import { lockDownContents, lockDownSession } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { openPreferences } from './preferences.ts';
import { registerScheme, servePages } from './protocol.ts';
import { relayCalls, relayEvent } from './relay.ts';
import { createTray, type KeyringTray } from './tray.ts';
import { windowFolder } from './window-folder.ts';
import { openWindow, showWindow } from './window.ts';

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
  let window: BrowserWindow | undefined;
  let tray: KeyringTray | undefined;
  let quitting = false;

  const status = new HostStatus((line) => tray?.setStatus(line));
  const host = new HostProcess({
    spawn: () => spawnHost(program),
    clock: systemClock,
    onEvent: (message) => {
      status.note(message);
      relayEvent(window?.webContents, message);
    },
    onState: (state) => {
      for (const message of status.change(state)) relayEvent(window?.webContents, message);
    },
  });

  const open = (): void => {
    if (window !== undefined) {
      showWindow(window);
      return;
    }
    window = openWindow({
      preloadFile: join(appPath, 'out', 'electron', 'preload.cjs'),
      iconFile: join(iconsFolder, 'icon.png'),
      devTools,
      preferences,
      hidesOnClose: () => tray !== undefined && !quitting,
    });
    window.once('closed', () => (window = undefined));
  };
  const setTray = (keep: boolean): void => {
    tray?.remove();
    const quit = (): void => {
      app.quit();
    };
    tray = keep ? createTray({ iconsFolder: join(iconsFolder, 'tray'), platform, open, quit }) : undefined;
    tray?.setStatus(status.line);
    preferences.set({ keepInTray: keep });
  };

  relayCalls(ipcMain, { window: () => window?.webContents, call: (request) => host.call(request) });
  const { keepInTray } = preferences.get();
  setMenu({ platform, devTools, keepInTray, setKeepInTray: setTray });
  if (keepInTray) setTray(true);
  app.on('second-instance', open);
  app.on('activate', open);
  app.on('before-quit', () => (quitting = true));
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  quitAfter(() => host.stop());
  host.start();
  open();
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
