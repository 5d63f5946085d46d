import type { BuildOptions } from 'esbuild';

/** How everything that runs on Node is bundled; only what must stay a file is left out: the addon, and Electron itself. */
export const nodeBundle: BuildOptions = {
  bundle: true,
  platform: 'node',
  // CommonJS starts about 15 ms sooner than ESM, and a single executable takes nothing else.
  format: 'cjs',
  target: 'node24',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  // jsonc-parser's CommonJS build loads its files in a way no bundler follows.
  mainFields: ['module', 'main'],
  external: ['electron', 'keytar'],
  logLevel: 'warning',
};
