import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { buildSea } from './sea.ts';

/** `npm run package [-- --dir]`: the installers for this system and processor, in dist/. `--dir` stops before packing them. */
const args = process.argv.slice(2);

await import('./build.ts');
await buildSea(resolve('out/sea'));
const builder = ['node_modules/electron-builder/cli.js', `--${process.arch}`, '--publish', 'never', ...args];
const { status } = spawnSync(process.execPath, builder, { stdio: 'inherit' });
process.exitCode = status ?? 1;
