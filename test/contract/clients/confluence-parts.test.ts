import { describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';
import type { PageCalls } from '../../../src/providers/pages.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { Prepared, Written } from '../../../src/providers/writes.ts';

const setting = useProviders();
const both = flavours.filter(({ provider }) => provider === 'confluence');

/** The second page of the first space has macros, comments and a file; the third is locked. */
const furnished = '229385';
const locked = '229392';

type Opened = ProviderClient & { pages: Required<PageCalls>; attachments: NonNullable<ProviderClient['attachments']> };

async function open(flavour: (typeof both)[number]): Promise<Opened> {
  return (await setting.open(flavour)) as Opened;
}

const done = async (prepared: Promise<Prepared>): Promise<Written> => (await prepared).apply();

describe.each(both)('comments of $site', (flavour) => {
  const isCloud = flavour.deployment === 'cloud';

  it('are shown with who, what they answer, and where they stand', async () => {
    const { pages } = await open(flavour);
    const { comments } = await pages.getPage(furnished, { include: ['comments'] });
    const [root, reply, beside] = comments!;
    expect(root).toMatchObject({ author: 'Jonas Weber', text: 'Is this still right?' });
    expect(reply).toMatchObject({ author: 'Mia Larsen', text: 'Yes, since **last week**.', replyTo: root!.id });
    expect(beside).toMatchObject({ quote: 'What matters', resolved: true });
  });

  it('are added, answered, changed and removed', async () => {
    const { pages } = await open(flavour);
    const { comments } = await pages.getPage(furnished, { include: ['comments'] });
    const added = await done(pages.prepareComment({ kind: 'add', on: furnished, text: 'Is it _done_?' }));
    const besides = comments!.find(({ quote }) => quote !== undefined)!;
    const reply = await done(pages.prepareComment({ kind: 'add', on: furnished, text: 'Yes.', replyTo: besides.id }));
    const edit = await pages.prepareComment({
      kind: 'edit',
      on: furnished,
      comment: added.id,
      text: 'Is it **over**?',
    });
    expect(edit.changes).toEqual([{ field: 'comment', before: 'Is it _done_?', after: 'Is it **over**?' }]);
    expect((await edit.apply()).changes).toEqual(edit.changes);
    const { comments: now } = await pages.getPage(furnished, { include: ['comments'] });
    expect(now).toContainEqual(
      expect.objectContaining({ id: added.id, text: 'Is it **over**?', author: 'Mia Larsen' }),
    );
    expect(now).toContainEqual(expect.objectContaining({ id: reply.id, text: 'Yes.', replyTo: besides.id }));
    for (const comment of [added.id, reply.id])
      await done(pages.prepareComment({ kind: 'delete', on: furnished, comment }));
    expect((await pages.getPage(furnished, { include: ['comments'] })).comments).toHaveLength(comments!.length);
  });

  it('stand beside words where the system allows it', async () => {
    const { pages } = await open(flavour);
    const comment = { kind: 'add', on: furnished, text: 'Who?', quote: 'Who does what' } as const;
    if (!isCloud) {
      expect(await failureOf(pages.prepareComment(comment))).toMatchObject({ code: 'unsupported' });
      return;
    }
    const { id } = await done(pages.prepareComment(comment));
    const { comments } = await pages.getPage(furnished, { include: ['comments'] });
    expect(comments).toContainEqual(expect.objectContaining({ id, quote: 'Who does what', resolved: false }));
    const absent = { ...comment, quote: 'words nobody wrote' };
    expect((await failureOf(pages.prepareComment(absent))).message).toContain('field quote');
  });

  it('of one page are not reached through another', async () => {
    const { pages } = await open(flavour);
    const { comments } = await pages.getPage(furnished, { include: ['comments'] });
    for (const { id } of comments!) {
      const stranger = { kind: 'delete', on: locked, comment: id } as const;
      expect(await failureOf(pages.prepareComment(stranger))).toMatchObject({ code: 'not-found' });
    }
    const path = { kind: 'delete', on: furnished, comment: `../content/${furnished}` } as const;
    expect(await failureOf(pages.prepareComment(path))).toMatchObject({ code: 'not-found' });
  });
});

describe.each(both)('files of $site', (flavour) => {
  const page = { kind: 'page', id: furnished } as const;
  const text = (content: string) => ({
    name: 'Plan & notes.txt',
    type: 'text/plain',
    bytes: new TextEncoder().encode(content),
  });

  it('are listed and downloaded, and no key goes to the file store', async () => {
    const { attachments } = await open(flavour);
    const files = await attachments.listAttachments(page);
    expect(files).toContainEqual(
      expect.objectContaining({ name: 'plan.png', type: 'image/png', author: 'Jonas Weber' }),
    );
    const { bytes, attachment } = await attachments.download({ kind: 'item', id: furnished }, 'plan.png', 10_000);
    expect([...bytes.slice(1, 4)].map((code) => String.fromCodePoint(code)).join('')).toBe('PNG');
    expect(attachment.size).toBe(bytes.length);
    expect(await failureOf(attachments.download(page, 'plan.png', 10))).toMatchObject({ code: 'invalid-input' });
    expect(setting.sim.files.requests.every(({ credentialsSent }) => !credentialsSent)).toBe(true);
  });

  it('are uploaded, replaced by newer ones and removed', async () => {
    const { attachments } = await open(flavour);
    const first = await attachments.prepareUpload(page, text('one'));
    expect(first.kind).toBe('create');
    const { id } = await first.apply();
    const second = await attachments.prepareUpload(page, text('two'));
    expect(second).toMatchObject({ kind: 'update', changes: [{ before: 'version 1, 3 bytes' }] });
    expect((await second.apply()).id).toBe(id);
    const { bytes } = await attachments.download(page, 'Plan & notes.txt', 100);
    expect(new TextDecoder().decode(bytes)).toBe('two');
    await done(attachments.prepareDelete!(page, id));
    expect(await failureOf(attachments.download(page, id, 100))).toMatchObject({ code: 'not-found' });
    expect(await failureOf(attachments.download({ ...page, id: locked }, 'plan.png', 100))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe.each(both)('people and spaces of $site', (flavour) => {
  it('are listed, all of them or by name', async () => {
    const client = await open(flavour);
    const all = await client.listPeople!({ limit: 50 });
    expect(all.items.map(({ name }) => name)).toContain('Priya Raman');
    const { items } = await client.listPeople!({ text: 'jonas', limit: 5, project: 'x' });
    expect(items.map(({ name }) => name)).toEqual(['Jonas Weber']);
    const first = await client.listPeople!({ limit: 5 });
    const second = await client.listPeople!({ limit: 5, cursor: first.nextCursor });
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  it('are described by labels and home page, and found by name', async () => {
    const client = await open(flavour);
    const [space] = (await client.listProjects({ limit: 1 })).items;
    const described = await client.describeProject!({ project: space!.name });
    expect(described).toMatchObject({ project: space, types: [] });
    expect(described.labels).toContain('news');
    expect(described.notes?.join(' ')).toMatch(/Home page: .+ \(id \d+\)/);
    expect(await failureOf(client.describeProject!({ project: 'No such place' }))).toMatchObject({
      code: 'invalid-input',
    });
  });

  it('tell a page as an item, with what hangs on it', async () => {
    const client = await open(flavour);
    const item = await client.getItem(furnished, {
      include: ['comments', 'history', 'children', 'attachments', 'time'],
    });
    expect(item.comments?.length).toBeGreaterThan(2);
    expect(item.history?.length).toBeGreaterThan(0);
    expect(item.attachments).toContainEqual(expect.objectContaining({ name: 'plan.png' }));
    expect(item.children?.length).toBeGreaterThan(0);
    expect(item.time).toBeUndefined();
    expect(await failureOf(client.searchItems({ sprint: 'current', limit: 5 }))).toMatchObject({
      code: 'unsupported',
    });
    expect((await client.searchItems({ type: 'blog post', label: 'news', limit: 9 })).items[0]?.type).toBe('blogpost');
  });
});
