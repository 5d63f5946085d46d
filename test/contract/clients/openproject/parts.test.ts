import { describe, expect, it } from 'vitest';
import { failureOf } from '../set-up.ts';
import { carryOut, useOpenProject } from './use-openproject.ts';

const op = useOpenProject();

describe('a comment', () => {
  it('is added, changed, answered, and read with its mention', async () => {
    const on = await op.create();
    const text = 'Please look, [@Jonas Weber](mention:5).';
    const { id } = await carryOut(op.items.prepareComment({ kind: 'add', on, text }));
    const edit = await op.items.prepareComment({ kind: 'edit', on, comment: id, text: `${text} Soon.` });
    expect(edit.changes).toEqual([{ field: 'comment', before: text, after: `${text} Soon.` }]);
    await edit.apply();
    await carryOut(op.items.prepareComment({ kind: 'add', on, text: 'I did.', replyTo: id }));
    const { comments } = await op.client.getItem(on, { include: ['comments'] });
    expect(comments?.map((each) => each.text)).toEqual([
      `${text} Soon.`,
      `Mia Larsen wrote:\n\n> ${text} Soon.\n\nI did.`,
    ]);
  });

  it('can be internal, and is not shown to those who may not see it', async () => {
    const on = await op.create();
    await carryOut(op.items.prepareComment({ kind: 'add', on, text: 'Between us', internal: true }));
    expect((await op.client.getItem(on, { include: ['comments'] })).comments).toMatchObject([{ internal: true }]);
    const reader = await op.as('omar.haddad');
    expect((await reader.getItem(on, { include: ['comments'] })).comments).toEqual([]);
  });

  it('of another work package is not found', async () => {
    const { id } = await carryOut(op.items.prepareComment({ kind: 'add', on: await op.create(), text: 'Here' }));
    const elsewhere = { kind: 'edit', on: await op.create(), comment: id, text: 'There' } as const;
    expect((await failureOf(op.items.prepareComment(elsewhere))).code).toBe('not-found');
  });

  it('cannot be deleted, which is said with what can be done instead', async () => {
    const error = await failureOf(op.items.prepareComment({ kind: 'delete', on: '1002', comment: '1' }));
    expect([error.code, error.next]).toEqual(['unsupported', expect.stringContaining('browser')]);
  });
});

describe('time', () => {
  it('is logged, corrected and taken back', async () => {
    const item = await op.create();
    const added = await carryOut(
      op.items.prepareTime({ kind: 'add', item, hours: 1.25, comment: 'Called', activity: 'construction' }),
    );
    expect(added.changes).toEqual([
      { field: 'date', before: undefined, after: '2026-11-20' },
      { field: 'hours', before: undefined, after: '1.25' },
      { field: 'activity', before: undefined, after: 'Construction' },
      { field: 'comment', before: undefined, after: 'Called' },
    ]);
    const edit = await op.items.prepareTime({ kind: 'edit', item, entry: added.id, hours: 2, comment: 'Called' });
    expect(edit.changes).toEqual([{ field: 'hours', before: '1.25', after: '2' }]);
    await edit.apply();
    const found = await op.client.getItem(item, { include: ['time'] });
    expect(found).toMatchObject({ spentHours: 2, time: [{ hours: 2, by: 'Mia Larsen', activity: 'Construction' }] });
    await carryOut(op.items.prepareTime({ kind: 'delete', item, entry: added.id }));
    expect((await op.client.getItem(item, { include: ['time'] })).time).toEqual([]);
  });

  it.each([
    [{ activity: 'Sleeping' }, 'field Activity: allowed values Management, Specification, Construction, Other'],
    [{ hours: 0 }, 'field Hours: more than 0'],
  ])('with %j is refused', async (given, words) => {
    const change = { kind: 'add', item: '1002', hours: 1, ...given } as const;
    expect((await failureOf(op.items.prepareTime(change))).message).toContain(words);
  });

  it('of another work package is not found', async () => {
    const { id } = await carryOut(op.items.prepareTime({ kind: 'add', item: await op.create(), hours: 1 }));
    const change = { kind: 'delete', item: await op.create(), entry: id } as const;
    expect((await failureOf(op.items.prepareTime(change))).code).toBe('not-found');
  });
});

describe('a part that may not be seen', () => {
  it('is told of, and the rest is shown', async () => {
    const reader = await op.as('hanna.virtanen');
    const found = await reader.getItem('1002', { include: ['watchers', 'moves', 'comments'] });
    expect(found.comments).toBeDefined();
    expect(found.notes).toEqual([expect.stringContaining('watchers'), expect.stringContaining('moves')]);
  });
});

describe('the history', () => {
  it('tells fields and values apart', async () => {
    const id = await op.create({ assignees: ['me'] });
    await carryOut(
      op.items.prepareUpdate(id, { state: 'In progress', assignees: [], dueDate: '2026-12-24', description: 'New' }),
    );
    const { history } = await op.client.getItem(id, { include: ['history'] });
    expect(history?.[0]?.by).toBe('Mia Larsen');
    expect(history?.[0]?.changes).toEqual([
      { field: 'Status', from: 'New', to: 'In progress' },
      { field: 'Assignee', from: 'Mia Larsen' },
      { field: 'Finish date', to: '2026-12-24' },
      { field: 'Description' },
    ]);
  });
});

describe('attachments', () => {
  const picture = { name: 'plan.png', type: 'image/png', bytes: new Uint8Array([137, 80, 78, 71, 1, 2, 3]) };
  const note = { name: 'note.txt', type: 'text/plain', bytes: new TextEncoder().encode('Hello') };

  it('are attached, listed, fetched and removed', async () => {
    const owner = { kind: 'item', id: await op.create() } as const;
    for (const file of [picture, note]) {
      const prepared = await op.client.attachments.prepareUpload(owner, file);
      expect(prepared).toMatchObject({ kind: 'create', projects: ['3'] });
      await prepared.apply();
      const { bytes, attachment } = await op.client.attachments.download(owner, file.name, 1000);
      expect([...bytes]).toEqual([...file.bytes]);
      expect(attachment).toMatchObject({
        name: file.name,
        type: file.type,
        size: file.bytes.length,
        author: 'Mia Larsen',
      });
    }
    const all = await op.client.attachments.listAttachments(owner);
    expect(all.map(({ name }) => name)).toEqual(['plan.png', 'note.txt']);
    await carryOut(op.client.attachments.prepareDelete!(owner, all[0]!.id));
    expect((await op.client.attachments.listAttachments(owner)).map(({ name }) => name)).toEqual(['note.txt']);
    expect((await failureOf(op.client.attachments.download(owner, note.name, 3))).code).toBe('invalid-input');
  });

  it('come from the object store without the key', async () => {
    const owner = { kind: 'item', id: await op.create() } as const;
    await (await op.client.attachments.prepareUpload(owner, picture)).apply();
    await op.client.attachments.download(owner, 'plan.png', 1000);
    expect(op.sim.files.requests.length).toBeGreaterThan(0);
    expect(op.sim.files.requests.some(({ credentialsSent }) => credentialsSent)).toBe(false);
  });

  it('of another work package are not found', async () => {
    const owner = { kind: 'item', id: await op.create() } as const;
    const { id } = await (await op.client.attachments.prepareUpload(owner, note)).apply();
    const other = { kind: 'item', id: await op.create() } as const;
    expect((await failureOf(op.client.attachments.download(other, id, 1000))).code).toBe('not-found');
    expect((await failureOf(op.client.attachments.prepareDelete!(other, id))).code).toBe('not-found');
  });

  it('that are too large are refused in words', async () => {
    const owner = { kind: 'item', id: await op.create() } as const;
    const large = { ...note, bytes: new Uint8Array(5_300_000) };
    const error = await failureOf((await op.client.attachments.prepareUpload(owner, large)).apply());
    expect(error.code).toBe('change-rejected');
  });
});
