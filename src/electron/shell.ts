import { app, powerMonitor, type BrowserWindow, type WebContents } from 'electron';
import { join } from 'node:path';
import type { CallAnswer, CallRequest, EventMessage } from '../api/wire.ts';
import { systemClock } from '../lib/system-clock.ts';
import { showBadge } from './badge.ts';
import { HostProcess, type HostState } from './host-process.ts';
import { countReminders, wantsStartAtLogin } from './host-questions.ts';
import { HostStatus } from './host-status.ts';
import { setStartAtLogin } from './login-item.ts';
import { Notices } from './notices.ts';
import type { PreferencesStore } from './preferences.ts';
import { relayEvent } from './relay.ts';
import { createTray, type KeyringTray } from './tray.ts';
import { openWindow, showPlace } from './window.ts';

type ShellParts = {
  readonly spawnHost: ConstructorParameters<typeof HostProcess>[0]['spawn'];
  readonly preferences: PreferencesStore;
  readonly preloadFile: string;
  readonly iconsFolder: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly devTools: boolean;
  readonly demo: boolean;
};

/** What is on the screen: window, tray, badge and notifications, all fed by the host's events. */
export class Shell {
  readonly #parts: ShellParts;
  readonly #status: HostStatus;
  readonly #host: HostProcess;
  readonly #notices: Notices;
  #window: BrowserWindow | undefined;
  #tray: KeyringTray | undefined;
  #quitting = false;
  #count = 0;

  constructor(parts: ShellParts) {
    this.#parts = parts;
    this.#status = new HostStatus(() => {
      this.#showFacts();
    });
    this.#notices = new Notices((place) => {
      this.open(place);
    });
    this.#host = new HostProcess({
      spawn: parts.spawnHost,
      clock: systemClock,
      onEvent: (message) => {
        this.#follow(message);
      },
      onState: (state) => {
        this.#hostIs(state);
      },
    });
  }

  get contents(): WebContents | undefined {
    return this.#window?.webContents;
  }

  call(request: CallRequest): Promise<CallAnswer> {
    return this.#host.call(request);
  }

  start(): void {
    app.on('before-quit', () => (this.#quitting = true));
    // What was due while the computer slept is looked at now.
    const wake = (): void => void this.call({ name: 'health.wake', input: {} });
    powerMonitor.on('resume', wake);
    powerMonitor.on('unlock-screen', wake);
    this.#host.start();
  }

  stop(): Promise<void> {
    return this.#host.stop();
  }

  /** Opens the window or brings it to the front, at a place in it: `#/keys`; empty for where it is. */
  open(place = ''): void {
    if (this.#window !== undefined) {
      showPlace(this.#window, place);
      return;
    }
    const { preloadFile, iconsFolder, devTools, preferences } = this.#parts;
    this.#window = openWindow({
      preloadFile,
      iconFile: join(iconsFolder, 'icon.png'),
      devTools,
      preferences,
      place,
      hidesOnClose: () => this.#tray !== undefined && !this.#quitting,
    });
    this.#window.once('closed', () => (this.#window = undefined));
    this.#showFacts();
  }

  setTray(keep: boolean): void {
    this.#tray?.remove();
    this.#tray = keep ? this.#createTray() : undefined;
    this.#showFacts();
  }

  #createTray(): KeyringTray {
    const { iconsFolder, platform } = this.#parts;
    return createTray({
      iconsFolder: join(iconsFolder, 'tray'),
      platform,
      open: () => {
        this.open();
      },
      openKeys: () => {
        this.open('#/keys');
      },
      quit: () => {
        app.quit();
      },
    });
  }

  #follow(message: EventMessage): void {
    this.#status.note(message);
    this.#notices.note(message);
    if (message.event === 'reminders.changed') void this.#recount();
    if (message.event === 'preferences.changed') void this.#applyStartAtLogin();
    relayEvent(this.contents, message);
  }

  #hostIs(state: HostState): void {
    for (const message of this.#status.change(state)) relayEvent(this.contents, message);
    if (state === 'up') void Promise.all([this.#recount(), this.#applyStartAtLogin()]);
  }

  #showFacts(): void {
    const { platform, iconsFolder } = this.#parts;
    this.#tray?.show({ status: this.#status.line, count: this.#count });
    showBadge(this.#count, this.#window, { app, platform, iconsFolder: join(iconsFolder, 'tray') });
  }

  async #recount(): Promise<void> {
    this.#count = (await countReminders((request) => this.call(request))) ?? this.#count;
    this.#showFacts();
  }

  async #applyStartAtLogin(): Promise<void> {
    const wanted = await wantsStartAtLogin((request) => this.call(request));
    if (wanted === undefined) return;
    const { platform, env, demo } = this.#parts;
    const parts = { app, platform, env, demo, execPath: process.execPath, home: app.getPath('home') };
    // A folder that cannot be written or a system that says no: the app works all the same.
    await setStartAtLogin(wanted, parts).catch(() => undefined);
  }
}
