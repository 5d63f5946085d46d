import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Bounds, PreferencesStore } from './preferences.ts';
import { pageUrl } from './protocol.ts';

type WindowParts = {
  readonly preloadFile: string;
  readonly iconFile: string;
  readonly devTools: boolean;
  readonly preferences: PreferencesStore;
  /** Where in the window to begin: `#/keys`; empty for the start. */
  readonly place: string;
  /** Whether closing only hides; asked each time. */
  readonly hidesOnClose: () => boolean;
};

const usualSize = { width: 1120, height: 760 };
const smallest = { minWidth: 720, minHeight: 520 };
const reloadAgainAfterMs = 10_000;

export function openWindow(parts: WindowParts): BrowserWindow {
  const { preloadFile, iconFile, devTools, preferences } = parts;
  const { bounds, maximized } = preferences.get();
  const window = new BrowserWindow({
    ...usualSize,
    ...smallest,
    ...(bounds !== undefined && isOnScreen(bounds) ? bounds : {}),
    title: 'MCP Keyring',
    icon: iconFile,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#242424' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // It would fetch its dictionaries from the net.
      spellcheck: false,
      devTools,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', (event) => {
    preferences.set({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    if (!parts.hidesOnClose()) return;
    event.preventDefault();
    window.hide();
  });
  reloadAfterCrash(window);
  void window.loadURL(`${pageUrl}${parts.place}`);
  return window;
}

function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Leads the page that is open to another place; with another fragment only, it is not loaded again. */
export function showPlace(window: BrowserWindow, place: string): void {
  if (place !== '') void window.loadURL(`${pageUrl}${place}`);
  showWindow(window);
}

/** A page that dies comes back once; one that dies again at once stays away, so that nothing spins. */
function reloadAfterCrash(window: BrowserWindow): void {
  let last = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = Date.now();
    if (reason === 'clean-exit' || now - last < reloadAgainAfterMs) return;
    last = now;
    window.webContents.reload();
  });
}

/** A screen may be gone since; at least a corner to hold has to be visible. */
function isOnScreen({ x, y, width }: Bounds): boolean {
  const grip = 100;
  return screen.getAllDisplays().some(({ workArea }) => {
    const right = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    return right >= grip && y >= workArea.y && y < workArea.y + workArea.height - grip;
  });
}
