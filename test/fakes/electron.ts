import { EventEmitter } from 'node:events';

/** What a handler was given and whether it held the event back. */
export class FakeEvent {
  prevented = false;
  readonly url: string;
  constructor(url = '') {
    this.url = url;
  }
  preventDefault(): void {
    this.prevented = true;
  }
}

type Bounds = { x: number; y: number; width: number; height: number };
type Handler = (...args: never[]) => unknown;

export class FakeWebContents extends EventEmitter {
  readonly sent: unknown[][] = [];
  reloads = 0;
  url = '';
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return false;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
  reload(): void {
    this.reloads += 1;
  }
}

/** Stands in for the `electron` module: remembers what the shell asks of it, and lets a test be the user and the system. */
export function fakeElectron(options: {
  readonly folder: string;
  readonly packaged?: boolean;
  readonly alone?: boolean;
  /** macOS opened us because the user logged in. */
  readonly openedAtLogin?: boolean;
}) {
  const asked: string[] = [];
  const windows: FakeWindow[] = [];
  const trays: FakeTray[] = [];
  const handlers: Record<string, Handler> = {};
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('devicePermission'),
    webRequest: { onBeforeRequest: keep('request') },
  });
  function keep(name: string) {
    return (handler: Handler) => {
      handlers[name] = handler;
    };
  }

  class FakeApp extends EventEmitter {
    readonly isPackaged = options.packaged ?? false;
    readonly paths: Record<string, string> = { appData: options.folder, userData: options.folder };
    exited = false;
    enableSandbox(): void {
      asked.push('sandbox');
    }
    setAppUserModelId(id: string): void {
      asked.push(`id ${id}`);
    }
    getAppPath(): string {
      return options.folder;
    }
    getPath(name: string): string {
      return this.paths[name] ?? '';
    }
    setPath(name: string, path: string): void {
      this.paths[name] = path;
    }
    badge = 0;
    readonly login = { openAtLogin: false, wasOpenedAtLogin: options.openedAtLogin ?? false, args: [] as string[] };
    setBadgeCount(count: number): boolean {
      this.badge = count;
      return true;
    }
    getLoginItemSettings() {
      return this.login;
    }
    setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void {
      asked.push(`start at login: ${String(settings.openAtLogin)}`);
      Object.assign(this.login, settings);
    }
    getVersion(): string {
      return '0.0.0';
    }
    requestSingleInstanceLock(): boolean {
      asked.push('lock');
      return options.alone ?? true;
    }
    whenReady(): Promise<void> {
      asked.push('ready');
      return Promise.resolve();
    }
    /** As Electron does it: before-quit, the windows, will-quit, and the end unless someone held it back. */
    quit(): void {
      asked.push('quit');
      this.emit('before-quit', new FakeEvent());
      for (const window of [...windows]) window.close();
      const event = new FakeEvent();
      this.emit('will-quit', event);
      this.exited = !event.prevented;
    }
    exit(): void {
      this.exited = true;
    }
  }
  const app = new FakeApp();

  class FakeWindow extends EventEmitter {
    readonly webContents = new FakeWebContents();
    readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
    overlay: unknown = null;
    bounds: Bounds = { x: 1, y: 2, width: 900, height: 700 };
    visible = false;
    maximized = false;
    constructor(options: FakeWindow['options']) {
      super();
      this.options = options;
      windows.push(this);
      app.emit('web-contents-created', new FakeEvent(), this.webContents);
    }
    loadURL(url: string): Promise<void> {
      this.webContents.url = url;
      this.emit('ready-to-show');
      return Promise.resolve();
    }
    setOverlayIcon(image: unknown): void {
      this.overlay = image;
    }
    show(): void {
      this.visible = true;
    }
    hide(): void {
      this.visible = false;
    }
    focus(): void {
      asked.push('focus');
    }
    maximize(): void {
      this.maximized = true;
    }
    isMaximized(): boolean {
      return this.maximized;
    }
    isMinimized(): boolean {
      return false;
    }
    getNormalBounds(): Bounds {
      return this.bounds;
    }
    close(): void {
      const event = new FakeEvent();
      this.emit('close', event);
      if (event.prevented) return;
      windows.splice(windows.indexOf(this), 1);
      this.emit('closed');
      if (windows.length === 0) app.emit('window-all-closed');
    }
  }

  class FakeTray extends EventEmitter {
    toolTip = '';
    menu: MenuItem[] = [];
    gone = false;
    title = '';
    image: string;
    constructor(image: string) {
      super();
      this.image = image;
      trays.push(this);
    }
    setToolTip(text: string): void {
      this.toolTip = text;
    }
    setImage(image: string): void {
      this.image = image;
    }
    setTitle(title: string): void {
      this.title = title;
    }
    setContextMenu(menu: MenuItem[]): void {
      this.menu = menu;
    }
    destroy(): void {
      this.gone = true;
    }
  }

  class FakeNotification extends EventEmitter {
    static isSupported(): boolean {
      return true;
    }
    readonly options: { readonly title: string; readonly body: string };
    constructor(options: FakeNotification['options']) {
      super();
      this.options = options;
    }
    show(): void {
      notifications.push(this);
    }
  }
  const notifications: FakeNotification[] = [];
  const powerMonitor = new EventEmitter();

  const state = { menu: [] as MenuItem[], opened: [] as string[], schemes: [] as unknown[] };
  const module = {
    app,
    BrowserWindow: FakeWindow,
    Tray: FakeTray,
    Notification: FakeNotification,
    powerMonitor,
    Menu: {
      buildFromTemplate: (template: MenuItem[]) => template,
      setApplicationMenu: (menu: MenuItem[]) => {
        state.menu = menu;
      },
    },
    ipcMain: Object.assign(new EventEmitter(), {
      handle: (channel: string, handler: Handler) => {
        handlers[channel] = handler;
      },
    }),
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown[]) => {
        asked.push('scheme');
        state.schemes = schemes;
      },
      handle: (scheme: string, handler: Handler) => {
        handlers[`${scheme}://`] = handler;
      },
    },
    session: { defaultSession: session },
    shell: {
      openExternal: (url: string) => {
        state.opened.push(url);
        return Promise.resolve();
      },
    },
    nativeTheme: { shouldUseDarkColors: false },
    nativeImage: { createFromPath: (path: string) => path },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    dialog: {
      showErrorBox: (title: string, text: string) => {
        asked.push(`${title}: ${text}`);
      },
    },
  };
  return { module, app, windows, trays, notifications, powerMonitor, handlers, session, asked, state };
}

export type MenuItem = {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly checked?: boolean;
  readonly enabled?: boolean;
  readonly submenu?: readonly MenuItem[];
  readonly click?: (item: { readonly checked: boolean }) => void;
};

export type FakeElectron = ReturnType<typeof fakeElectron>;
