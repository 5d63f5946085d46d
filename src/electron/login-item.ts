import type { App } from 'electron';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** Says that nobody is waiting for a window. */
const hiddenArgument = '--hidden';

type LoginItemParts = {
  readonly app: Pick<App, 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execPath: string;
  readonly home: string;
  /** Its settings are not the user's. */
  readonly demo: boolean;
};

/** Makes the system start us in the tray when the user logs in, or not any more. A development copy and the demo leave it as it is. */
export async function setStartAtLogin(wanted: boolean, parts: LoginItemParts): Promise<void> {
  const { app, platform, demo } = parts;
  if (!app.isPackaged || demo) return;
  if (platform === 'linux') {
    await setAutostart(wanted, parts);
    return;
  }
  // Windows compares the arguments, too; macOS has none and says by itself that it opened us.
  const args = platform === 'win32' ? [hiddenArgument] : [];
  if (app.getLoginItemSettings({ args }).openAtLogin === wanted) return;
  app.setLoginItemSettings({ openAtLogin: wanted, args });
}

/** Whether the system opened us at login, so that no window is wanted. */
export function startedAtLogin(app: Pick<App, 'getLoginItemSettings'>, argv: readonly string[], platform: string) {
  return argv.includes(hiddenArgument) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

/** https://specifications.freedesktop.org/autostart-spec/latest/ (Electron has no call for it on Linux). */
async function setAutostart(wanted: boolean, { env, execPath, home }: LoginItemParts): Promise<void> {
  const set = env['XDG_CONFIG_HOME'] ?? '';
  const folder = join(isAbsolute(set) ? set : join(home, '.config'), 'autostart');
  const file = join(folder, 'mcp-keyring.desktop');
  if (!wanted) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(folder, { recursive: true });
  // An AppImage runs from a mount that is gone at the next login; this is the file itself.
  const program = env['APPIMAGE'] ?? execPath;
  await writeFile(file, autostartEntry(program));
}

const autostartEntry = (program: string): string => `[Desktop Entry]
Type=Application
Name=MCP Keyring
Exec=${quoted(program)} ${hiddenArgument}
Icon=mcp-keyring
X-GNOME-Autostart-enabled=true
`;

/** As the Exec key wants it: within quotes, the four special characters escaped, the percent sign doubled, and once more for the file. */
function quoted(program: string): string {
  const argument = program.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${argument.replaceAll('\\', '\\\\')}"`;
}
