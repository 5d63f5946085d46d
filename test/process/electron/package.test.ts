import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, describe, expect, it } from 'vitest';

/** Where Electron's switches stand in its binary: a mark, a version, their number, and one byte each. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('1'.repeat(9)),
]);
const here = process.cwd();
const target = `${process.platform}-${process.arch}`;

const write = async (path: string, content: string | Buffer): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
};

/** A project as it is after the build, with stand-ins for what was built and for Electron itself. */
async function project(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'package-'));
  for (const name of ['electron-builder.yml', 'package.json', 'build'])
    await cp(join(here, name), join(folder, name), { recursive: true });
  const built = [
    'electron/main.cjs',
    'electron/preload.cjs',
    'renderer/index.html',
    'renderer/assets/main.js',
    'host.cjs',
  ];
  for (const file of built) await write(join(folder, 'out', file), 'built');
  const host = join(folder, 'out', 'sea', target);
  for (const file of ['keyring-host', 'node_modules/keytar/keytar.js', 'node_modules/@napi-rs/keyring-x/keyring.node'])
    await write(join(host, file), 'host');
  await chmod(join(host, 'keyring-host'), 0o755);
  await write(join(folder, 'node_modules/keytar/package.json'), '{"name":"@napi-rs/keyring","version":"2.1.2"}');
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak', 'resources/x'])
    await write(join(folder, 'electron', file), '');
  await write(join(folder, 'electron', 'electron'), Buffer.concat([Buffer.alloc(64), fuseWire, Buffer.alloc(64)]));
  await chmod(join(folder, 'electron', 'electron'), 0o755);
  return folder;
}

const onLinux = process.platform === 'linux';
if (!onLinux) process.stdout.write('skipped: the packaged app (the stand-in for Electron is a Linux one)\n');

describe.skipIf(!onLinux)('the packaged app', () => {
  let packed: string;
  beforeAll(async () => {
    const folder = await project();
    const builder = join(here, 'node_modules/electron-builder/cli.js');
    const args = ['--linux', `--${process.arch}`, '--dir', '--publish', 'never', '--projectDir', folder];
    await promisify(execFile)(process.execPath, [builder, ...args, `-c.electronDist=${join(folder, 'electron')}`], {
      cwd: folder,
    });
    const [unpacked = ''] = (await readdir(join(folder, 'dist'))).filter((name) => name.endsWith('unpacked'));
    packed = join(folder, 'dist', unpacked);
  }, 180_000);

  const files = async (folder: string): Promise<string[]> =>
    (await readdir(join(packed, 'resources', folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(packed, 'resources', folder).length + 1))
      .sort();

  it('has the host beside it, with the keychain addon', async () => {
    expect(await files('host')).toEqual([
      'keyring-host',
      'node_modules/@napi-rs/keyring-x/keyring.node',
      'node_modules/keytar/keytar.js',
    ]);
  });

  it('has the window’s files for the browser, and the pictures', async () => {
    expect(await files('renderer')).toEqual(['assets/main.js', 'index.html']);
    expect(await files('icons')).toEqual(
      expect.arrayContaining(['icon.png', 'tray/tray.png', 'tray/trayTemplate@2x.png']),
    );
  });

  it('has nothing in its archive but the window', async () => {
    const archive = await readFile(join(packed, 'resources', 'app.asar'));
    // The archive starts with a list of its files, in JSON.
    const header = archive.toString('utf8', 16, 16 + archive.readUInt32LE(12));
    expect(JSON.parse(header)).toMatchObject({
      files: { out: expect.any(Object) as object, 'package.json': expect.any(Object) as object },
    });
    const { files } = JSON.parse(header) as { files: Record<string, { files: object }> };
    expect(Object.keys(files).sort()).toEqual(['out', 'package.json']);
    expect(Object.keys(files['out']!.files).sort()).toEqual(['electron', 'renderer']);
  });

  it('cannot be used as a Node, be debugged, or be given other code', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'mcp-keyring'));
    const [DISABLE, ENABLE] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: DISABLE,
      [FuseV1Options.EnableCookieEncryption]: ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
    });
  });
});
