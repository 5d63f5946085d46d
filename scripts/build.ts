import { build as esbuild, type BuildOptions } from 'esbuild';
import { rm } from 'node:fs/promises';
import { build as vite } from 'vite';

/** Everything is bundled except what must stay a file: the keychain addon and what Electron itself provides. */
const common: BuildOptions = {
  bundle: true,
  platform: 'node',
  // CommonJS starts about 15 ms sooner than ESM, and a single executable takes nothing else.
  format: 'cjs',
  target: 'node24',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  external: ['electron', 'keytar'],
  logLevel: 'warning',
};

await rm('out', { recursive: true, force: true });
await Promise.all([
  esbuild({ ...common, entryPoints: { host: 'src/host/main.ts' }, outdir: 'out', outExtension: { '.js': '.cjs' } }),
  esbuild({
    ...common,
    entryPoints: { main: 'src/electron/main.ts', preload: 'src/electron/preload.ts' },
    outdir: 'out/electron',
    outExtension: { '.js': '.cjs' },
  }),
  vite({ configFile: 'renderer/vite.config.ts', logLevel: 'warn' }),
]);
