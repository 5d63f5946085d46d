import { describe, expect, it } from 'vitest';
import { campaign, clickUp, done, useClickUp } from './clickup-set-up.ts';
import { failureOf } from './set-up.ts';

const use = useClickUp();

describe('a comment', () => {
  const text =
    'Dear [@Jonas Weber](mention:81000002),\n\n- **two** of [these](https://example.com/a)\n- `x`\n\n```\na\n  b\n```';
  const comments = async (id: string) => (await use.client.getItem(id, { include: ['comments'] })).comments!;

  it('is added with its looks, answered, edited and deleted', async () => {
    const { id: on } = await use.create();
    const { id: comment } = await done(use.items.prepareComment({ kind: 'add', on, text }));
    const { id: reply } = await done(use.items.prepareComment({ kind: 'add', on, text: 'Fine', replyTo: comment }));
    expect(await comments(on)).toMatchObject([
      { id: comment, author: 'Mia Larsen', text },
      { id: reply, text: 'Fine', replyTo: comment },
    ]);
    const edited = await done(use.items.prepareComment({ kind: 'edit', on, comment: reply, text: 'Very *fine*' }));
    expect(edited.changes).toEqual([{ field: 'comment', before: 'Fine', after: 'Very *fine*' }]);
    await done(use.items.prepareComment({ kind: 'delete', on, comment }));
    expect(await comments(on)).toEqual([]);
  });

  it('of another task is not reached', async () => {
    const [one, other] = [await use.create(), await use.create()];
    const { id: comment } = await done(use.items.prepareComment({ kind: 'add', on: one.id, text: 'Mine' }));
    for (const change of [
      { kind: 'edit', on: other.id, comment, text: 'Yours' },
      { kind: 'delete', on: other.id, comment },
      { kind: 'add', on: other.id, text: 'Re', replyTo: comment },
    ] as const) {
      expect((await failureOf(use.items.prepareComment(change))).code).toBe('not-found');
    }
  });

  it('is read beyond the first page, oldest first', async () => {
    const { id: on } = await use.create();
    for (let index = 0; index < 30; index++) {
      await done(use.items.prepareComment({ kind: 'add', on, text: `Number ${String(index)}` }));
    }
    expect((await comments(on)).map((one) => one.text)).toEqual(
      Array.from({ length: 30 }, (_, index) => `Number ${String(index)}`),
    );
  });
});

describe('time', () => {
  it('is logged, changed and taken away', async () => {
    const { id: item } = await use.create();
    const time = async () => (await use.client.getItem(item, { include: ['time'] })).time;
    const add = {
      kind: 'add',
      item,
      hours: 1.25,
      date: '2026-11-18',
      comment: 'Called them',
      activity: 'meeting',
    } as const;
    const { id: entry } = await done(use.items.prepareTime!(add));
    await done(use.items.prepareTime!({ kind: 'add', item, hours: 2 }));
    expect(await time()).toMatchObject([
      { id: entry, date: '2026-11-18', hours: 1.25, by: 'Mia Larsen', comment: 'Called them', activity: 'meeting' },
      { date: '2026-11-20', hours: 2 },
    ]);
    expect(await use.client.getItem(item)).toMatchObject({ spentHours: 3.25 });
    const edited = await done(use.items.prepareTime!({ kind: 'edit', item, entry, hours: 3, date: '2026-11-17' }));
    expect(edited).toMatchObject({
      changes: [
        { field: 'hours', before: '1.25', after: '3' },
        { field: 'date', before: '2026-11-18', after: '2026-11-17' },
      ],
    });
    const other = await use.create();
    const stray = use.items.prepareTime!({ kind: 'delete', item: other.id, entry });
    expect((await failureOf(stray)).code).toBe('not-found');
    await done(use.items.prepareTime!({ kind: 'delete', item, entry }));
    expect(await time()).toMatchObject([{ hours: 2 }]);
  });

  it('of others is shown to those who may see it only', async () => {
    const { items: found } = await use.client.searchItems({ project: campaign, limit: 50 });
    const withTime = found.find(({ title }) => title === 'Brief the agency')!;
    expect((await use.client.getItem(withTime.id, { include: ['time'] })).time).toHaveLength(2);
    const secret = use.setting.sim.sites.clickup.issueKey({ account: 'jonas.weber' });
    const colleague = await use.setting.open(clickUp, { secret });
    const { notes } = await colleague.getItem(withTime.id, { include: ['time'] });
    expect(notes).toEqual([expect.stringContaining('Only the time of the key’s owner')]);
  });
});

describe('files', () => {
  const bytes = new TextEncoder().encode('a,b\n1,2\n');

  it('go up, are listed, and come down without the key', async () => {
    const { id } = await use.create();
    const owner = { kind: 'item', id } as const;
    const files = use.client.attachments!;
    await done(files.prepareUpload(owner, { name: 'näch ste.csv', type: 'text/csv', bytes }));
    expect(await files.listAttachments(owner)).toMatchObject([{ name: 'näch ste.csv', size: bytes.length }]);
    const { attachment, bytes: read } = await files.download(owner, 'näch ste.csv', 1000);
    expect([attachment.type, new TextDecoder().decode(read)]).toEqual(['text/csv', 'a,b\n1,2\n']);
    expect(use.setting.sim.files.requests.length).toBeGreaterThan(0);
    expect(use.setting.sim.files.requests.every(({ credentialsSent }) => !credentialsSent)).toBe(true);
    expect((await failureOf(files.download(owner, 'näch ste.csv', 3))).code).toBe('invalid-input');
    expect((await failureOf(files.download(owner, '12d1-dot.png', 1000))).code).toBe('not-found');
    expect((await failureOf(files.listAttachments({ kind: 'page', id: 'a/b' }))).code).toBe('unsupported');
  });
});
