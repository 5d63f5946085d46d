import { packExtension } from '@anthropic-ai/mcpb';
import { chmod, constants, copyFile, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../lib/app-error.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import { extensionManifest, iconFile, programFile, type ManifestTool } from './manifest.ts';

/** What the bundle starts: the whole program with its keychain addon, or in development a script that starts it. */
export type BundledProgram =
  | { readonly kind: 'executable'; readonly file: string; readonly modules: string }
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[] };

type BundleParts = {
  readonly program: BundledProgram;
  readonly platform: Surroundings['platform'];
  readonly version: string;
  readonly args: readonly string[];
  readonly tools: readonly ManifestTool[] | undefined;
  readonly icon: string | undefined;
  /** Where the bundle goes, in one step. */
  readonly to: string;
};

/** Makes the `.mcpb` file. Keeps the process busy for seconds, and mcpb prints to the console: run it in one of its own. */
export async function makeBundle({ to, ...parts }: BundleParts): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const work = await mkdtemp(join(dirname(to), '.making-'));
  try {
    const content = join(work, 'content');
    await fill(content, parts);
    const packed = join(work, 'packed.mcpb');
    // Checks the manifest against its schema, and that the icon is there.
    if (!(await packExtension({ extensionPath: content, outputPath: packed, silent: true }))) throw refused();
    await chmod(packed, 0o600);
    await rename(packed, to);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fill(folder: string, { program, icon, ...about }: Omit<BundleParts, 'to'>): Promise<void> {
  const target = join(folder, programFile(about.platform));
  await mkdir(dirname(target), { recursive: true });
  if (program.kind === 'executable') {
    // A copy that shares its blocks where the file system can do that: the program is large.
    await copyFile(program.file, target, constants.COPYFILE_FICLONE);
    await cp(program.modules, join(dirname(target), 'node_modules'), { recursive: true, dereference: true });
  } else await writeFile(target, launcher(program));
  await chmod(target, 0o755);
  if (icon !== undefined) await copyFile(icon, join(folder, iconFile));
  const manifest = extensionManifest({ ...about, hasIcon: icon !== undefined });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, undefined, 2));
}

const launcher = ({ command, args }: { readonly command: string; readonly args: readonly string[] }): string =>
  `#!/bin/sh\nexec ${[command, ...args].map(quoted).join(' ')} "$@"\n`;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const refused = (): AppError =>
  new AppError('internal', 'The extension is not as Claude wants it.', 'Report this with the lines above it.');
