import type { Surroundings } from '../../../settings/data-folder.ts';

type Environment = Readonly<Record<string, string>>;

/** All that Claude hands on of its own environment: the list of the MCP SDK that it starts servers with. */
const handedOn: Readonly<Record<Surroundings['platform'], readonly string[]>> = {
  darwin: ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'],
  linux: ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'],
  win32: [
    ...['APPDATA', 'HOMEDRIVE', 'HOMEPATH', 'LOCALAPPDATA', 'PATH', 'PROCESSOR_ARCHITECTURE', 'SYSTEMDRIVE'],
    ...['SYSTEMROOT', 'TEMP', 'USERNAME', 'USERPROFILE', 'PROGRAMFILES'],
  ],
};

/** What a Claude from an MSIX package spoils besides (anthropics/claude-code#62574). */
const spoiltByMsix: Environment = { PATHEXT: '.CPL', WINDIR: '' };

/**
 * The environments of the two servers that are started at once. On Windows the second is the poorer one of an MSIX
 * package, so that both kinds of Claude are looked at.
 */
export function claudeEnvironments({ platform, env }: Surroundings, own: Environment): readonly Environment[] {
  const plain = { ...pick(env, handedOn[platform], platform), ...own };
  return [plain, platform === 'win32' ? { ...plain, ...spoiltByMsix } : plain];
}

/** Claude is no program of a terminal: it is in the root folder on macOS and Linux. */
export const claudeFolder = (platform: Surroundings['platform']): string | undefined =>
  platform === 'win32' ? undefined : '/';

/** Windows writes `Path` and means `PATH`. */
function pick(env: Surroundings['env'], names: readonly string[], platform: Surroundings['platform']): Environment {
  const isWanted = (name: string) => names.includes(platform === 'win32' ? name.toUpperCase() : name);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      // As the SDK does: what begins so is an exported shell function.
      value === undefined || value.startsWith('()') || !isWanted(name) ? [] : [[name, value]],
    ),
  );
}
