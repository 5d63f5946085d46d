import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { appParts } from '../fakes/app-parts.ts';

it('starts and ends with a damaged list of connections, says so in the window, and leaves the file alone', async () => {
  const home = await mkdtemp(join(tmpdir(), 'app-'));
  const parts = appParts(home);
  const { files } = parts;
  await mkdir(files.folder);
  await writeFile(files.connections, '{ "version": 1, "connections": [');
  const app = createApp(parts);
  await app.start();
  expect(await app.router.answer({ name: 'connections.list', input: {} })).toMatchObject({
    error: { code: 'data-file-damaged' },
  });
  await app.close();
  expect(await readFile(files.connections, 'utf8')).toBe('{ "version": 1, "connections": [');
});
