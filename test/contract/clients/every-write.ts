import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { ItemChange, ItemDraft, Prepared, Written } from '../../../src/providers/writes.ts';

const done = async (prepared: Promise<Prepared>): Promise<Written> => (await prepared).apply();
const file = (text: string) => ({ name: 'notes.txt', type: 'text/plain', bytes: new TextEncoder().encode(text) });
const everything = [
  ...['comments', 'history', 'links', 'children', 'attachments', 'time', 'development', 'watchers', 'moves'],
] as const;

export type ItemStory = {
  readonly draft: ItemDraft;
  /** Made one after the other, so that each finds something to change. */
  readonly changes: (other: string) => readonly ItemChange[];
};

/** Makes an item, changes all of it, hangs everything on it, reads it, and takes it all away again. */
export async function makeEveryItemWrite(client: ProviderClient, { draft, changes }: ItemStory): Promise<void> {
  const items = client.items!;
  const { id: other } = await done(items.prepareCreate({ ...draft, title: 'Another one' }));
  const { id } = await done(items.prepareCreate(draft));
  for (const change of changes(other)) {
    const { problems } = await done(items.prepareUpdate(id, change));
    if ((problems ?? []).length > 0) throw new Error(problems?.join(' '));
  }
  const comment = await done(items.prepareComment({ kind: 'add', on: id, text: 'All **well**.' }));
  await done(items.prepareComment({ kind: 'add', on: id, text: 'Indeed.', replyTo: comment.id }));
  await done(items.prepareComment({ kind: 'edit', on: id, comment: comment.id, text: 'Nearly.' }));
  const entry = await done(items.prepareTime!({ kind: 'add', item: id, hours: 1.5, comment: 'Thinking' }));
  await done(items.prepareTime!({ kind: 'edit', item: id, entry: entry.id, hours: 2, date: '2026-11-18' }));
  const owner = { kind: 'item', id } as const;
  const uploaded = await done(client.attachments!.prepareUpload(owner, file('Oak first')));
  await client.attachments!.download(owner, uploaded.id, 1000);
  await client.getItem(id, { include: everything as unknown as [] });
  await done(items.prepareTime!({ kind: 'delete', item: id, entry: entry.id }));
  await done(items.prepareDelete(other));
}

/** Makes a page, changes all of it, hangs everything on it, and takes it away again. */
export async function makeEveryPageWrite(client: ProviderClient, spaces: readonly [string, string]): Promise<void> {
  const pages = client.pages!;
  const [space, otherSpace] = spaces;
  const above = await done(pages.prepareSave!({ space, title: 'Above', body: 'x' }));
  const draft = { space, parent: above.id, title: 'Minutes', body: '# A\n\none\n\n# B\n\ntwo', addLabels: ['board'] };
  const { id } = await done(pages.prepareSave!(draft));
  await done(pages.prepareSave!({ id, title: 'Minutes of May', section: 'A', body: 'three', message: 'Agreed' }));
  await done(pages.prepareSave!({ id, addLabels: ['may'], removeLabels: ['board'] }));
  const comment = await done(pages.prepareComment!({ kind: 'add', on: id, text: 'All **well**.' }));
  await done(pages.prepareComment!({ kind: 'add', on: id, text: 'Indeed.', replyTo: comment.id }));
  await done(pages.prepareComment!({ kind: 'add', on: id, text: 'Which?', quote: 'two' })).catch(() => undefined);
  await done(pages.prepareComment!({ kind: 'edit', on: id, comment: comment.id, text: 'Nearly.' }));
  await done(pages.prepareComment!({ kind: 'delete', on: id, comment: comment.id }));
  const owner = { kind: 'page', id } as const;
  await done(client.attachments!.prepareUpload(owner, file('Oak first')));
  await done(client.attachments!.prepareUpload(owner, file('Oak second')));
  await done(client.attachments!.prepareDelete!(owner, 'notes.txt'));
  await done(pages.prepareSave!({ id, space: otherSpace }));
  await done(pages.prepareDelete!(id));
}
