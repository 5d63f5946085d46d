import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'writers-'));
  path = join(folder, 'client', 'config.json');
  await mkdir(join(folder, 'client'));
});
afterEach(() => rm(folder, { recursive: true }));

const run = (program: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, program), ...args]);
const writer = (name: string, rounds: number) => run('writer.ts', path, join(folder, 'data'), name, String(rounds));
const read = async () => JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
const names = ['one', 'two', 'three', 'four'];

const patience = { timeout: 60_000 };

it('loses nothing when several MCP Keyrings write into one file at once', patience, async () => {
  const before = { z: 1, mcpServers: { other: { command: 'x' } }, count: 0 };
  await writeFile(path, JSON.stringify(before, null, 2));
  await Promise.all(names.map((name) => writer(name, 5)));
  const servers = Object.fromEntries(names.map((name) => [name, { command: name, args: ['5'] }]));
  expect(await read()).toEqual({ ...before, mcpServers: { other: { command: 'x' }, ...servers } });
  expect(await readdir(join(folder, 'client'))).toEqual(['config.json']);
  expect(await readdir(join(folder, 'data', 'locks'))).toEqual([]);
});

it('loses nothing of a program that writes the same file without knowing of us', patience, async () => {
  await writeFile(path, `${JSON.stringify({ count: 0, mcpServers: { other: { command: 'x' } } }, null, 2)}\n`);
  const foreign = run('foreign-writer.ts', path, '25');
  await Promise.all([foreign, ...names.slice(0, 2).map((name) => writer(name, 5))]);
  // What it overwrote of ours is put back afterwards, as the guard does.
  await Promise.all(names.slice(0, 2).map((name) => writer(name, 1)));
  expect(await read()).toMatchObject({ count: 25, mcpServers: { other: { command: 'x' }, one: {}, two: {} } });
  expect(await readdir(join(folder, 'client'))).toEqual(['config.json']);
});
