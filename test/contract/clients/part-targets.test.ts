import { describe, expect, it } from 'vitest';
import type { CommentChange, Prepared, TimeChange } from '../../../src/providers/writes.ts';
import { flavours } from './flavours.ts';
import { useProviders } from './set-up.ts';

const setting = useProviders();

const cannot = (what: string): never => {
  throw new Error(`It cannot ${what}.`);
};

/** Done and taken back, with what the user is shown each time. */
async function inTurn(add: Promise<Prepared>, remove: ((id: string) => Promise<Prepared>) | undefined) {
  const added = await add;
  const made = await added.apply();
  const removed = await remove?.(made.id);
  const gone = await removed?.apply();
  return { targets: [added.target, ...(removed === undefined ? [] : [removed.target])], made, gone };
}

/** Whoever reads “Delete 12 Fix the login” must not find that only a comment went. */
describe.each(flavours)('what hangs on an item or page of $site', (flavour) => {
  const opened = async () => {
    const client = await setting.open(flavour);
    const [first] = (await client.searchItems({ limit: 1 })).items;
    return { client, on: first!.id, title: first!.title };
  };

  it('is written as a comment, and not as the item or page itself', async () => {
    const { client, on, title } = await opened();
    const write = (change: CommentChange) =>
      client.items?.prepareComment(change) ?? client.pages?.prepareComment?.(change) ?? cannot('comment');
    const remove = (comment: string) => write({ kind: 'delete', on, comment });
    const isKept = flavour.provider === 'openproject';
    const { targets, made, gone } = await inTurn(
      write({ kind: 'add', on, text: 'Agreed.' }),
      isKept ? undefined : remove,
    );
    for (const target of targets) expect(target).toMatch(/^Comment on /);
    for (const one of [made, gone]) expect(one?.title).not.toBe(title);
    expect(made.url).toMatch(/^https?:/);
  });

  it.skipIf(flavour.provider === 'confluence')('is written as time, and not as the item itself', async () => {
    const { client, on, title } = await opened();
    const write = (change: TimeChange) => client.items?.prepareTime?.(change) ?? cannot('log time');
    const { targets, made, gone } = await inTurn(write({ kind: 'add', item: on, hours: 1 }), (entry) =>
      write({ kind: 'delete', item: on, entry }),
    );
    for (const target of targets) expect(target).toMatch(/^Time on /);
    for (const one of [made, gone]) expect(one?.title).not.toBe(title);
    expect(made.url).toMatch(/^https?:/);
  });

  it('is written as an attachment, and not as the item or page itself', async () => {
    const { client, on: id, title } = await opened();
    const owner = { kind: flavour.provider === 'confluence' ? 'page' : 'item', id } as const;
    const file = { name: 'plan.csv', type: 'text/csv', bytes: new TextEncoder().encode('a,b') };
    const attachments = client.attachments ?? cannot('attach');
    const isKept = flavour.provider === 'clickup';
    const { targets, made, gone } = await inTurn(
      attachments.prepareUpload(owner, file),
      isKept ? undefined : (wanted) => attachments.prepareDelete?.(owner, wanted) ?? cannot('take away'),
    );
    for (const target of targets) expect(target).toMatch(/^Attachment /);
    for (const one of [made, gone]) expect(one?.title).not.toBe(title);
    expect(made.url).toMatch(/^https?:/);
  });
});
