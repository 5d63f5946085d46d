import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAttachmentFolder, noFolder } from '../../../src/attachments/attachment-folder.ts';
import { safeFileName } from '../../../src/attachments/safe-name.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let outside: string;
let folder: string;
const open = (chosen: string | undefined = folder) => createAttachmentFolder(() => Promise.resolve(chosen));

beforeEach(async () => {
  outside = await realpath(await mkdtemp(join(tmpdir(), 'attachments-')));
  folder = join(outside, 'chosen');
  await mkdir(folder);
});

describe('saving an attachment', () => {
  it('puts it into the folder under its name', async () => {
    const { path } = await open().save('minutes.txt', bytes('hello'));
    expect(path).toBe(join(folder, 'minutes.txt'));
    expect(await readFile(path, 'utf8')).toBe('hello');
  });

  it('never writes over a file that is there', async () => {
    await open().save('a.tar.gz', bytes('one'));
    const { path } = await open().save('a.tar.gz', bytes('two'));
    expect(path).toBe(join(folder, 'a.tar (2).gz'));
    expect(await readFile(join(folder, 'a.tar.gz'), 'utf8')).toBe('one');
  });

  it('does not follow a link that lies in its way', async () => {
    await symlink(join(outside, 'victim.txt'), join(folder, 'a.txt'));
    const { path } = await open().save('a.txt', bytes('x'));
    expect(path).toBe(join(folder, 'a (2).txt'));
    expect(await readdir(outside)).toEqual(['chosen']);
  });

  it.each(['../escape.txt', '..\\escape.txt', '/etc/escape.txt', 'C:\\escape.txt', 'a/../../escape.txt'])(
    'keeps %s inside',
    async (name) => {
      const { path } = await open().save(name, bytes('x'));
      expect(path).toBe(join(folder, 'escape.txt'));
      expect(await readdir(outside)).toEqual(['chosen']);
    },
  );

  it.each([
    ['', 'attachment'],
    ['..', 'attachment'],
    ['.bashrc', 'bashrc'],
    ['con.txt', '_con.txt'],
    ['a<b>:"c|?*.txt', 'a_b___c___.txt'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['line\nbreak.txt', 'linebreak.txt'],
    ['trailing. . ', 'trailing'],
  ])('calls %j %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });

  it('makes a safe name of whatever a system calls a file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeFileName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(150);
        expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]/u);
        expect(name).not.toMatch(/^\.|[. ]$/);
      }),
    );
  });
});

describe('taking a file from the folder', () => {
  it('gives its bytes and what they are, whatever the name says', async () => {
    await writeFile(join(folder, 'chart.txt'), png);
    const file = await open().read('chart.txt', 1000);
    expect(file).toMatchObject({ name: 'chart.txt', type: 'image/png' });
    expect(Buffer.from(file.bytes)).toEqual(png);
  });

  it.each([
    ['notes.md', '# hello', 'text/markdown'],
    ['notes', 'Grüße', 'text/plain'],
    ['blob', '\u0001\u0002\u0000', 'application/octet-stream'],
  ])('tells %s by its content', async (name, content, type) => {
    await writeFile(join(folder, name), content);
    expect(await open().read(name, 1000)).toMatchObject({ type });
  });

  it('also takes one from a folder below, or by its whole path', async () => {
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'sub', 'a.txt'), 'x');
    expect((await open().read('sub/a.txt', 10)).name).toBe('a.txt');
    expect((await open().read(join(folder, 'sub', 'a.txt'), 10)).name).toBe('a.txt');
  });

  it('refuses every way out of it, and does not say what is there', async () => {
    await writeFile(join(outside, 'secret.txt'), 'key');
    await writeFile(join(outside, 'chosen-not.txt'), 'key');
    await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    await symlink(outside, join(folder, 'up'));
    const ways = [
      '../secret.txt',
      join(outside, 'secret.txt'),
      'link.txt',
      'up/secret.txt',
      '../chosen-not.txt',
      '.',
      '..',
    ];
    for (const way of [...ways, 'missing.txt'])
      await expect(open().read(way, 1000)).rejects.toMatchObject({
        code: 'invalid-input',
        message: `There is no file “${way}” in the folder for attachments.`,
      });
  });

  it('refuses a folder in place of a file, and a file that is too large', async () => {
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'large.bin'), Buffer.alloc(2 * 1_048_576));
    await expect(open().read('sub', 1000)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(open().read('large.bin', 1_048_576)).rejects.toThrow('larger than 1 MB');
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe that nobody writes to', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(open().read('pipe', 1000)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('the folder', () => {
  it('must have been chosen', async () => {
    await expect(noFolder.save('a', bytes('x'))).rejects.toMatchObject({ code: 'folder-unavailable' });
    const none = createAttachmentFolder(() => Promise.resolve(undefined));
    await expect(none.read('a', 1)).rejects.toMatchObject({ code: 'folder-unavailable' });
  });

  it('must be a folder that is there, named in full, and not a whole disk', async () => {
    await writeFile(join(outside, 'file'), 'x');
    for (const path of [join(outside, 'gone'), join(outside, 'file'), 'relative', '/'])
      await expect(open(path).save('a', bytes('x'))).rejects.toMatchObject({ code: 'folder-unavailable' });
  });
});
