import { pathOn } from '../../lib/system-path.ts';
import type { Surroundings } from '../../settings/data-folder.ts';

/** The folders that programs keep their settings in, by the rules of the system asked about and not of the one we run on. */
export type BaseFolders = {
  readonly platform: Surroundings['platform'];
  readonly join: (...parts: readonly string[]) => string;
  readonly home: string;
  /** Application Support, %APPDATA%, or XDG_CONFIG_HOME. */
  readonly settings: string;
  /** XDG_CONFIG_HOME or ~/.config, on every system: for programs that know nothing else. */
  readonly config: string;
  /** %LOCALAPPDATA%; the same as `settings` elsewhere. */
  readonly local: string;
  /** A folder named by an environment variable, if it is an absolute path. */
  readonly named: (variable: string) => string | undefined;
};

export function baseFolders({ platform, home, env }: Surroundings): BaseFolders {
  const path = pathOn(platform);
  const join = (...parts: readonly string[]): string => path.join(...parts);
  const named = (variable: string): string | undefined => {
    const value = env[variable];
    return value !== undefined && path.isAbsolute(value) ? value : undefined;
  };
  const config = named('XDG_CONFIG_HOME') ?? join(home, '.config');
  const shared = { platform, join, home, config, named };
  switch (platform) {
    case 'darwin': {
      const settings = join(home, 'Library', 'Application Support');
      return { ...shared, settings, local: settings };
    }
    case 'win32': {
      const settings = named('APPDATA') ?? join(home, 'AppData', 'Roaming');
      return { ...shared, settings, local: named('LOCALAPPDATA') ?? join(home, 'AppData', 'Local') };
    }
    case 'linux':
      return { ...shared, settings: config, local: config };
  }
}
