import { posix, win32 } from 'node:path';

export type Surroundings = {
  readonly platform: 'darwin' | 'win32' | 'linux';
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * Where our files live. Not under AppData on Windows: Claude's MSIX package redirects AppData for the processes it
 * starts, so that an `mcp` process would see other files than the app.
 */
export function dataFolder({ platform, home, env }: Surroundings): string {
  if (env['MCP_KEYRING_HOME']) return env['MCP_KEYRING_HOME'];
  switch (platform) {
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'mcp-keyring');
    case 'win32':
      return win32.join(env['USERPROFILE'] ?? home, '.mcp-keyring');
    case 'linux':
      return posix.join(configHome(home, env), 'mcp-keyring');
  }
}

/** A relative or empty path counts as not set (https://specifications.freedesktop.org/basedir-spec/latest/). */
function configHome(home: string, env: Surroundings['env']): string {
  const set = env['XDG_CONFIG_HOME'] ?? '';
  return posix.isAbsolute(set) ? set : posix.join(home, '.config');
}

/** The files in the data folder. */
export function dataFiles(folder: string) {
  const path = folder.includes('\\') ? win32 : posix;
  const join = (...parts: string[]): string => path.join(...parts);
  return {
    folder,
    connections: join(folder, 'connections.json'),
    settings: join(folder, 'settings.json'),
    vault: join(folder, 'vault.json'),
    clientAccess: join(folder, 'client-access.json'),
    rotationHistory: join(folder, 'rotation-history.json'),
    reminders: join(folder, 'reminders.json'),
    profiles: join(folder, 'profiles.json'),
    activity: join(folder, 'activity'),
    log: join(folder, 'logs', 'host.log'),
    claudeGuard: join(folder, 'claude-guard.json'),
    backups: join(folder, 'backups'),
    /** Held while a file of another program is changed. */
    locks: join(folder, 'locks'),
    /** Extensions for Claude that were made. */
    exports: join(folder, 'exports'),
    hunt: join(folder, 'hunt'),
    huntHistory: join(folder, 'hunt-history.json'),
    huntPlaces: join(folder, 'hunt-places.json'),
  };
}
export type DataFiles = ReturnType<typeof dataFiles>;
