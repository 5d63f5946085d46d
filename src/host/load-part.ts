import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getRawAsset, isSea } from 'node:sea';
import { Script } from 'node:vm';

/** Where a part's text, its code cache and the modules it requires come from. */
type PartFiles = { readonly file: string; readonly read: (name: string) => Buffer };

/**
 * Loads one part of the program: `parts/<name>.cjs` beside this file, or an asset of the single executable. The build
 * puts a code cache beside each, so that V8 need not compile; a cache of another Node is ignored by V8 itself.
 * The build replaces `import('./serve.ts')` and the like by this; run from source, those are plain imports.
 * @public The build's own text calls it.
 */
export function loadPart(name: string): unknown {
  const { file, read } = isSea() ? embedded(name) : beside(name);
  // The build writes plain ASCII, which takes one byte a character.
  const script = new Script(read(`${name}.cjs`).toString('latin1'), {
    filename: file,
    cachedData: readCache(() => read(`${name}.cache`)),
  });
  return run(script, file);
}

/** Around each part, like Node's own. Written by the build, so that no process holds the text twice to put it there. */
export const partWrapper = ['(function (exports, require, module, __filename, __dirname) {', '})'] as const;

export function run(script: Script, file: string): unknown {
  const module = { exports: {} };
  const main = script.runInThisContext() as (...scope: unknown[]) => void;
  main(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function beside(name: string): PartFiles {
  const folder = join(__dirname, 'parts');
  return { file: join(folder, `${name}.cjs`), read: (file) => readFileSync(join(folder, file)) };
}

function embedded(name: string): PartFiles {
  return { file: join(dirname(process.execPath), `${name}.cjs`), read: (file) => Buffer.from(getRawAsset(file)) };
}

/** Without a cache the part is compiled, which is slower and nothing else. */
function readCache(read: () => Buffer): Buffer | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
