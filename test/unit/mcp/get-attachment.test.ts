import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createAttachmentFolder, noFolder } from '../../../src/attachments/attachment-folder.ts';
import type { AttachmentCalls } from '../../../src/providers/attachments.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';

const unasked = (): Promise<never> => Promise.reject(new Error('The test did not expect this call'));
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.alloc(1000),
]);
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj', 'latin1');

async function holding(
  name: string,
  bytes: Uint8Array,
  { type, folder = true }: { type?: string; folder?: boolean } = {},
) {
  const asked: unknown[] = [];
  const attachments: AttachmentCalls = {
    listAttachments: unasked,
    prepareUpload: unasked,
    download: (owner, attachment, maxBytes) => {
      asked.push([owner, attachment, maxBytes]);
      return Promise.resolve({ attachment: { id: '9', name, ...(type !== undefined && { type }) }, bytes });
    },
  };
  const place = await mkdtemp(join(tmpdir(), 'keyring-files-'));
  const files = folder ? createAttachmentFolder(() => Promise.resolve(place)) : noFolder;
  const access = new FakeAccess().add(aConnection('Work'), aClient({ attachments })).add(aConnection('None'));
  const { call } = await connect(access, 'modern', { files });
  const get = (more: object = {}) =>
    call('get_attachment', { connection: 'Work', item: 'P-1', attachment: name, ...more });
  return { asked, call, get, place };
}

describe('get_attachment', () => {
  it('shows a picture as a picture, whatever the system says it is', async () => {
    const { asked, get } = await holding('shot.txt', png, { type: 'text/plain' });
    const { text, structured, further } = await get();
    expect(asked).toEqual([[{ kind: 'item', id: 'P-1' }, 'shot.txt', 50 * 1024 * 1024]]);
    expect(text).toBe('# shot.txt · image/png · 1 KB');
    expect(structured).toEqual({ connection: 'Work', name: 'shot.txt', type: 'image/png', size: png.length });
    expect(further).toEqual([{ type: 'image', mimeType: 'image/png', data: png.toString('base64') }]);
  });

  it('saves a picture that is too large to be shown', async () => {
    const { get, place } = await holding('shot.png', Buffer.concat([png, Buffer.alloc(800_000)]));
    const { structured, further } = await get();
    expect(structured).toMatchObject({ path: join(place, 'shot.png'), type: 'image/png' });
    expect(further).toMatchObject([{ type: 'resource_link' }]);
  });

  it('shows text as text, on a page too', async () => {
    const { asked, get } = await holding('notes.md', Buffer.from('# Grüße\n'));
    const { text, structured } = await get({ item: undefined, page: '12' });
    expect(asked).toEqual([[{ kind: 'page', id: '12' }, 'notes.md', expect.any(Number)]]);
    expect(text).toBe('# notes.md · text/markdown · 10 bytes\n\n# Grüße\n');
    expect(structured).toMatchObject({ type: 'text/markdown', text: '# Grüße\n' });
  });

  it('shows the beginning of a long text and saves the whole', async () => {
    const whole = 'line "x"\n'.repeat(20_000);
    const { get, place } = await holding('app.log', Buffer.from(whole));
    const { text, structured } = await get();
    expect(Math.max(text.length, JSON.stringify(structured).length)).toBeLessThanOrEqual(25_000);
    expect(text).toContain(`The whole is saved as ${join(place, 'app.log')}`);
    expect(await readFile(join(place, 'app.log'), 'utf8')).toBe(whole);
  });

  it('shows the beginning of a long text even where nothing can be saved', async () => {
    const { get } = await holding('app.log', Buffer.from('line\n'.repeat(20_000)), { folder: false });
    const { text, isError } = await get();
    expect(isError).toBe(false);
    expect(text).toMatch(
      /The whole was not saved: No folder for attachments was chosen yet\. Choose one in MCP Keyring/,
    );
    expect(text).toContain('line\nline\n');
  });

  it('saves any other file, links to it, and lets no name lead out of the folder', async () => {
    const { get, place } = await holding('../../evil\u202Efdp.pdf', pdf, { type: 'image/png' });
    const { text, structured, further } = await get();
    const { path } = structured as { path: string };
    expect(path.startsWith(join(place, 'evil'))).toBe(true);
    expect(text).toContain(`Saved as ${path}`);
    const [link] = further!;
    expect(link).toMatchObject({ type: 'resource_link', mimeType: 'application/pdf', size: pdf.length });
    expect(fileURLToPath((link as { uri: string }).uri)).toBe(path);
    expect(await readFile(path)).toEqual(pdf);
  });

  it('says what to do when a file has to be saved and there is no folder', async () => {
    const { get } = await holding('a.pdf', pdf, { folder: false });
    expect(await get()).toMatchObject({
      isError: true,
      text: 'No folder for attachments was chosen yet. Choose one in MCP Keyring under Settings, then try again. (folder-unavailable)',
    });
  });

  it.each([{ item: 'P-1', page: '12' }, {}])('refuses %j', async (owner) => {
    const { call, asked } = await holding('a.pdf', pdf);
    const answer = await call('get_attachment', { connection: 'Work', attachment: 'a.pdf', ...owner });
    expect(answer.text).toMatch(/Give item or page, not both/);
    expect(asked).toEqual([]);
  });

  it('says so where a system has no attachments', async () => {
    const { get } = await holding('a.pdf', pdf);
    expect((await get({ connection: 'None' })).text).toMatch(/^Jira has no attachments\./);
  });
});
