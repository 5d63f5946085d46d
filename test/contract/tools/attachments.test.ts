import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAttachmentFolder } from '../../../src/attachments/attachment-folder.ts';
import type { AttachmentOwner } from '../../../src/providers/attachments.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { flavours, type Flavour } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';
import { dataOf, foundIn, toolsOver } from './set-up.ts';

const setting = useProviders();
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.alloc(200),
]);
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj', 'latin1');

async function upload(client: ProviderClient, owner: AttachmentOwner, name: string, type: string, bytes: Uint8Array) {
  const prepared = await client.attachments!.prepareUpload(owner, { name, type, bytes });
  return (await prepared.apply()).id;
}

/** Something an attachment can hang on, as the arguments of get_attachment say it. */
async function anOwner({ provider }: Flavour, { call }: Awaited<ReturnType<typeof toolsOver>>) {
  const kind = provider === 'confluence' ? 'page' : 'item';
  const [found] = foundIn(await call(kind === 'page' ? 'search_pages' : 'search_items', { limit: 1 }));
  return { owner: { kind, id: found!.id } as const, args: { connection: 'it', [kind]: found!.id } };
}

describe.each(flavours)('attachments of $site through the tools', (flavour) => {
  it('are shown when they are pictures or text, and saved otherwise', async () => {
    const place = await mkdtemp(join(tmpdir(), 'keyring-files-'));
    const tools = await toolsOver(
      setting,
      flavour,
      createAttachmentFolder(() => Promise.resolve(place)),
    );
    const { owner, args } = await anOwner(flavour, tools);
    const shot = await upload(tools.client, owner, 'shot.png', 'image/png', png);
    await upload(tools.client, owner, 'notes.txt', 'text/plain', Buffer.from('Grüße'));
    await upload(tools.client, owner, 'plan.pdf', 'application/pdf', pdf);

    const picture = await tools.call('get_attachment', { ...args, attachment: shot });
    expect(dataOf(picture)).toMatchObject({ name: 'shot.png', type: 'image/png', size: png.length });
    expect(picture.further).toEqual([{ type: 'image', mimeType: 'image/png', data: png.toString('base64') }]);
    const text = await tools.call('get_attachment', { ...args, attachment: 'notes.txt' });
    expect(dataOf(text)).toMatchObject({ type: 'text/plain', text: 'Grüße' });
    const other = await tools.call('get_attachment', { ...args, attachment: 'plan.pdf' });
    expect(other.further).toMatchObject([{ type: 'resource_link', mimeType: 'application/pdf' }]);
    expect(await readFile(dataOf<{ path: string }>(other).path)).toEqual(pdf);
  });

  it('that do not exist are not found', async () => {
    const tools = await toolsOver(setting, flavour);
    const { args } = await anOwner(flavour, tools);
    const answer = await tools.call('get_attachment', { ...args, attachment: 'nowhere.png' });
    expect(answer.text).toContain('(not-found)');
  });
});
