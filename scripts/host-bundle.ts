import { build, type BuildOptions, type Plugin } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { partWrapper } from '../src/host/load-part.ts';
import { nodeBundle } from './node-bundle.ts';

const host = resolve(import.meta.dirname, '../src/host');

/** Loaded when their mode is chosen, so that the others start without reading them (docs/decisions/0005). */
export const partNames = ['mcp-session', 'serve', 'web', 'doctor', 'hunt', 'run', 'extension'] as const;
export type PartName = (typeof partNames)[number];

/**
 * Builds keyring-host into `outdir`: `host.cjs`, small, which answers an MCP client's opening by itself, and
 * `parts/<name>.cjs` with its code cache, made by the Node that runs this script. Tests build only what they run.
 */
export async function buildHost(outdir: string, names: readonly PartName[] = partNames): Promise<void> {
  const parts = join(outdir, 'parts');
  await rm(parts, { recursive: true, force: true });
  await mkdir(parts, { recursive: true });
  await Promise.all(names.map((name) => buildPart(name, parts)));
  const recorded = await recordParts(parts, names);
  await build({
    ...nodeBundle,
    entryPoints: { host: join(host, 'main.ts') },
    outdir,
    outExtension: { '.js': '.cjs' },
    plugins: [partsAreLoaded],
    define: { RECORDED_OPENING: JSON.stringify(recorded) },
  });
}

async function buildPart(name: string, outdir: string): Promise<void> {
  const options: BuildOptions = {
    ...nodeBundle,
    entryPoints: { [name]: join(host, `${name}.ts`) },
    outdir,
    outExtension: { '.js': '.cjs' },
    plugins: [leanLibraries],
    charset: 'ascii',
    banner: { js: partWrapper[0] },
    footer: { js: partWrapper[1] },
    // A script run by vm has no import() of its own.
    supported: { 'dynamic-import': false },
  };
  await build(options);
}

/** In a process of its own: V8 refuses a cache made under other flags, and test runners set some. */
async function recordParts(folder: string, names: readonly string[]): Promise<string> {
  const script = join(import.meta.dirname, 'record-parts.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder, ...names], {
    maxBuffer: 16 * 1024 * 1024,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  await writeFile(join(folder, 'opening.json'), stdout);
  return stdout;
}

/** Turns `import('./serve.ts')` into loading a part. */
const partsAreLoaded: Plugin = {
  name: 'parts-are-loaded',
  setup(bundler) {
    const filter = new RegExp(`^\\./(${partNames.join('|')})\\.ts$`);
    bundler.onResolve({ filter }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.slice(2, -3), namespace: 'part' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
      contents: `module.exports = require('./load-part.ts').loadPart(${JSON.stringify(path)});`,
      resolveDir: host,
    }));
  },
};

/** Leaves out what is never used and costs time to load. */
const leanLibraries: Plugin = {
  name: 'lean-libraries',
  setup(bundler) {
    // The server's validator for what it asks the user, which it never does: the small one instead of ajv.
    bundler.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: 'shims',
      namespace: 'lean',
    }));
    bundler.onLoad({ filter: /^shims$/, namespace: 'lean' }, () => ({
      contents: `
        export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from '@modelcontextprotocol/server/validators/cf-worker';
        export { default as process } from 'node:process';`,
      resolveDir: host,
    }));
    // zod's error texts in some fifty languages; ours are English.
    bundler.onResolve({ filter: /\/locales\/index\.js$/ }, async ({ path, importer, resolveDir, kind }) => {
      if (!importer.includes('zod')) return undefined;
      return bundler.resolve(path.replace('index.js', 'en.js'), { resolveDir, kind, importer });
    });
  },
};
