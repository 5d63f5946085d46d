import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isSea } from 'node:sea';
import { AppError } from '../lib/app-error.ts';
import { dataFiles, dataFolder, type DataFiles, type Surroundings } from '../settings/data-folder.ts';

/** The computer as this process sees it. Read here, in the shell; everything else is told. */
export function hostSurroundings(): Surroundings {
  const { platform, env } = process;
  if (platform !== 'darwin' && platform !== 'win32' && platform !== 'linux') {
    throw new AppError('internal', `MCP Keyring does not run on ${platform}.`, 'Use macOS, Windows or Linux.');
  }
  return { platform, home: homedir(), env };
}

/** Where our files are: `--home`, else MCP_KEYRING_HOME, else the system's usual place. Absolute: Claude starts us elsewhere. */
export function hostFiles(surroundings: Surroundings, home: string | undefined): DataFiles {
  return dataFiles(resolve(home ?? dataFolder(surroundings)));
}

/** This program, as another program has to start it. */
export function hostCommand(): { command: string; args: readonly string[] } {
  return isSea() ? { command: process.execPath, args: [] } : { command: process.execPath, args: [hostFile()] };
}

/** What another program has to say for us to find our files. Claude hands on no variable that names them. */
export function folderArgument({ platform, home }: Surroundings, { folder }: DataFiles): readonly string[] {
  return folder === dataFolder({ platform, home, env: {} }) ? [] : ['--home', folder];
}

/** The app's icon: among the resources when packaged, in `build` beside the bundle's folder in development. */
export function iconPath(): string {
  return isSea()
    ? join(dirname(process.execPath), '..', 'icons', 'icon.png')
    : join(dirname(hostFile()), '..', 'build', 'icon.png');
}

/** The folder with the window's files: beside the bundle in development, beside the host's folder when packaged. */
export function pagesFolder(): string {
  return isSea() ? join(dirname(process.execPath), '..', 'renderer') : join(dirname(hostFile()), 'renderer');
}

function hostFile(): string {
  const [, file] = process.argv;
  if (file === undefined) throw new Error('The host is started with a file');
  return resolve(file);
}
