import { spawnSync } from 'node:child_process';

/** Format, lint, types, dead code: all of them run, so that one fault does not hide the next. */
const steps: readonly (readonly [name: string, ...command: string[]])[] = [
  ['format', 'prettier/bin/prettier.cjs', '--check', '.'],
  ['lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the window', 'typescript/bin/tsc', '-p', 'renderer/tsconfig.json'],
  ['types of its tests', 'typescript/bin/tsc', '-p', 'test/unit/renderer/tsconfig.json'],
  ['dead code', 'knip/bin/knip.js'],
];

const failed = steps.filter(([name, script, ...args]) => {
  console.log(`${name} ...`);
  const { status } = spawnSync(process.execPath, [`node_modules/${script ?? ''}`, ...args], { stdio: 'inherit' });
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`Not good: ${failed.map(([name]) => name).join(', ')}.`);
  process.exit(1);
}
console.log('Format, lint, types and dead code are good.');
