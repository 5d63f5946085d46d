import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildHost, partNames, type PartName } from './host-bundle.ts';

const run = promisify(execFile);
const modules = resolve(import.meta.dirname, '../node_modules');
/** Marks the place in a Node binary; the same in all of them (https://nodejs.org/api/single-executable-applications.html). */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * `npm run sea`: keyring-host as one executable for this platform and processor, in `out/sea/<platform>-<arch>/`, with
 * the keychain addon beside it. The Node that runs this script is the one inside. Answers the executable's path.
 */
export async function buildSea(outdir: string, names: readonly PartName[] = partNames): Promise<string> {
  const folder = join(outdir, `${process.platform}-${process.arch}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const work = join(outdir, 'work');
  await buildHost(work, names);
  const blob = await prepareBlob(work, names);
  const executable = join(folder, process.platform === 'win32' ? 'keyring-host.exe' : 'keyring-host');
  await copyFile(process.execPath, executable);
  await chmod(executable, 0o755);
  await inject(executable, blob);
  await placeAddon(folder);
  await rm(work, { recursive: true, force: true });
  return executable;
}

async function prepareBlob(work: string, names: readonly PartName[]): Promise<string> {
  const config = join(work, 'sea.json');
  const output = join(work, 'sea.blob');
  const files = names.flatMap((name) => [`${name}.cjs`, `${name}.cache`]);
  const settings = {
    main: join(work, 'host.cjs'),
    output,
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    // NODE_OPTIONS would let any program run its own code under our name before the keychain.
    execArgvExtension: 'none',
    assets: Object.fromEntries(files.map((file) => [file, join(work, 'parts', file)])),
  };
  await writeFile(config, JSON.stringify(settings));
  await run(process.execPath, ['--experimental-sea-config', config]);
  return output;
}

/**
 * macOS refuses to run a binary whose signature no longer fits, so it goes before and an ad-hoc one comes after;
 * electron-builder replaces that by the real one. On Windows Node's own signature becomes invalid, which does not
 * hinder it from running; electron-builder signs it with the other executables.
 */
async function inject(executable: string, blob: string): Promise<void> {
  const mac = process.platform === 'darwin';
  if (mac) await run('codesign', ['--remove-signature', executable]);
  const segment = mac ? ['--macho-segment-name', 'NODE_SEA'] : [];
  const postject = join(modules, 'postject', 'dist', 'cli.js');
  await run(process.execPath, [postject, executable, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse, ...segment]);
  if (mac) await run('codesign', ['--sign', '-', executable]);
}

/** `node_modules/keytar` and its binding for this platform, where createRequire(process.execPath) finds them. */
async function placeAddon(folder: string): Promise<void> {
  const scope = join(modules, '@napi-rs');
  const installed = existsSync(scope) ? await readdir(scope) : [];
  const bindings = installed.filter((name) => name.startsWith(`keyring-${process.platform}-${process.arch}`));
  if (bindings.length === 0)
    throw new Error(`The keychain addon for ${process.platform}-${process.arch} is not installed; run npm ci first`);
  const target = join(folder, 'node_modules');
  await cp(join(modules, 'keytar'), join(target, 'keytar'), { recursive: true, dereference: true });
  for (const name of bindings)
    await cp(join(scope, name), join(target, '@napi-rs', name), { recursive: true, dereference: true });
}

if (import.meta.main) console.log(await buildSea(resolve(import.meta.dirname, '../out/sea')));
