import { build, type Metafile } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

/** What the bundler really pulls in: it sees transitive imports, which lint rules do not. */
async function bundle(entry: string): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    packages: 'external',
    metafile: true,
    loader: { '.css': 'empty' },
    outdir: 'out',
    write: false,
    logLevel: 'silent',
  });
  return metafile;
}

let host: Metafile;
let main: Metafile;
let preload: Metafile;
let window: Metafile;
beforeAll(async () => {
  [host, main, preload, window] = (await Promise.all(
    ['src/host/main.ts', 'src/electron/main.ts', 'src/electron/preload.ts', 'renderer/main.tsx'].map(bundle),
  )) as [Metafile, Metafile, Metafile, Metafile];
});

const files = ({ inputs }: Metafile): string[] => Object.keys(inputs);
const importsOf = ({ inputs }: Metafile, folder: string) =>
  Object.entries(inputs)
    .filter(([file]) => file.startsWith(`src/${folder}/`))
    .flatMap(([file, { imports }]) => imports.map(({ path }) => ({ file, path })));

describe('the structure', () => {
  it('keeps Electron and the window out of the host', () => {
    expect(files(host).filter((file) => /^(src\/electron|renderer)\//.test(file))).toEqual([]);
    const packages = Object.values(host.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(packages.filter((path) => /^(electron|electron-store|react)/.test(path))).toEqual([]);
  });

  it('keeps everything that decides out of the Electron shell', () => {
    const subjects = files(main).filter((file) => /^src\/(?!electron\/)/.test(file));
    expect(
      subjects.filter((file) => !/^src\/(api\/(wire|client|contract|calls)|lib)\b/.test(file) && !isSchema(file)),
    ).toEqual([]);
  });

  it('gives the preload script nothing but the wire', () => {
    expect(files(preload).filter((file) => !/^src\/(electron|api|lib)\//.test(file) && !isSchema(file))).toEqual([]);
  });

  it('gives the window nothing that only Node has', () => {
    const imports = Object.entries(window.inputs).flatMap(([file, { imports: own }]) =>
      own.map(({ path }) => ({ file, path })),
    );
    expect(imports.filter(({ path }) => isBuiltin(path))).toEqual([]);
  });

  it('keeps the systems apart from each other and from the secrets', () => {
    for (const { file, path } of importsOf(host, 'providers')) {
      expect(path, file).not.toMatch(/^src\/secrets\//);
      const [own, other] = [file, path].map(
        (each) => /^src\/providers\/(jira|confluence|openproject|clickup|targetprocess)\//.exec(each)?.[1],
      );
      if (own !== undefined && other !== undefined) expect(other, file).toBe(own);
    }
  });

  it('never lets the code that writes into Claude’s file reach a secret', () => {
    for (const { file, path } of importsOf(host, 'clients'))
      expect(path, file).not.toMatch(/^src\/(secrets|providers)\//);
  });

  it('has no files that need each other, on whatever way round', () => {
    for (const bundled of [host, main, window]) expect(circlesIn(bundled)).toEqual([]);
  });

  it('reads the environment and the platform only in the shells', () => {
    const inside = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/^(host|electron)[\\/]/.test(file))
      .filter((file) => /process\.(env|platform)\b/.test(readFileSync(join('src', file), 'utf8')));
    expect(inside).toEqual([]);
  });
});

/** Of each circle of imports one way round. Imports of types alone are not in the bundle and do no harm. */
function circlesIn({ inputs }: Metafile): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (done.has(file)) return;
    done.add(file);
    for (const { path } of inputs[file]?.imports ?? []) follow(path, [...way, file]);
  };
  for (const file of Object.keys(inputs)) follow(file, []);
  return circles;
}

/** Files that only declare shapes; the contract is made of them. */
function isSchema(file: string): boolean {
  return contractSchemas.has(file);
}

const contractSchemas = new Set([
  'src/activity/activity-entry.ts',
  'src/clients/claude-desktop/status.ts',
  'src/connections/connection.ts',
  'src/connections/credential.ts',
  'src/diagnosis/report.ts',
  'src/imports/preview.ts',
  'src/keys/key-overview.ts',
  'src/keys/rotation-policy.ts',
  'src/reminders/reminder.ts',
  'src/rotation/rotation.ts',
  'src/secrets/secret-reference.ts',
  'src/connections/inputs.ts',
  'src/mcp/server-status.ts',
  'src/providers/provider.ts',
  'src/providers/vocabulary.ts',
  'src/secrets/secret-store.ts',
  'src/settings/preferences.ts',
]);
