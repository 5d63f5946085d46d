import { build as esbuild } from 'esbuild';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build as vite } from 'vite';
import { buildHost } from './host-bundle.ts';
import { nodeBundle } from './node-bundle.ts';

await rm('out', { recursive: true, force: true });
await Promise.all([
  buildHost(resolve('out')),
  esbuild({
    ...nodeBundle,
    entryPoints: { main: 'src/electron/main.ts', preload: 'src/electron/preload.ts' },
    outdir: 'out/electron',
    outExtension: { '.js': '.cjs' },
  }),
  vite({ configFile: 'renderer/vite.config.ts', logLevel: 'warn' }),
]);
