import { beforeAll, describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';
import type { Prepared } from '../../../src/providers/writes.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';

const setting = useProviders();
const flavour = flavours.find(({ site }) => site === 'targetprocess')!;
const site = () => setting.sim.sites.targetprocess;

let client: ProviderClient;
beforeAll(async () => {
  client = await setting.open(flavour);
});

const apply = async (prepared: Promise<Prepared>) => (await prepared).apply();
const writes = () => site().requests.filter(({ method }) => method !== 'GET').length;

/** A story in the first state, made for the test that asks. */
async function newStory(title: string): Promise<string> {
  return (await apply(client.items!.prepareCreate({ title, project: 'PP', type: 'User Story' }))).id;
}

describe('a new item in Targetprocess', () => {
  it('has every field it was given, by the names people use', async () => {
    const { id, problems } = await apply(
      client.items!.prepareCreate({
        title: 'Pay by the minute',
        project: 'PP',
        type: 'user story',
        description: 'For **electric** bikes',
        state: 'IN PROGRESS',
        assignees: ['me', 'Jonas Weber'],
        parent: '12001',
        sprint: 'current',
        priority: 'great',
        startDate: '2026-12-01',
        dueDate: '2027-01-31',
        estimateHours: 5,
        labels: ['cards', 'bikes'],
        links: [{ type: 'Blocker (inbound)', to: '12003' }],
        watchers: ['Tom Becker'],
        fields: {
          origin: 'customer',
          'Cost Center': 42,
          'Needs Training': true,
          'Go Live': '2027-02-01',
          Team: 'Checkout',
        },
      }),
    );
    expect(problems).toBeUndefined();
    const include = ['links', 'watchers', 'moves', 'history'] as const;
    const item = await client.getItem(id, { include, fields: ['Origin', 'Cost Center', 'Needs Training', 'Go Live'] });
    expect(item).toMatchObject({
      type: 'UserStory',
      state: 'In Progress',
      description: 'For **electric** bikes',
      parent: '12001',
      sprint: 'Checkout #2',
      priority: 'Great',
      startDate: '2026-12-01',
      dueDate: '2027-01-31',
      estimateHours: 5,
      labels: ['cards', 'bikes'],
      links: [{ type: 'Blocker (inbound)', to: '12003' }],
      watchers: ['Tom Becker'],
      moves: ['Open', 'In Testing', 'Done'],
      fields: [
        { name: 'Origin', value: 'Customer' },
        { name: 'Cost Center', value: '42' },
        { name: 'Needs Training', value: 'yes' },
        { name: 'Go Live', value: '2027-02-01' },
      ],
    });
    expect([...item.assignees!].sort()).toEqual(['Jonas Weber', 'Mia Larsen']);
    expect((await client.getItem('12003', { include: ['links'] })).links).toContainEqual(
      expect.objectContaining({ type: 'Blocker', to: id }),
    );
  });

  it('is refused with every wrong field named, before anything is written', async () => {
    const before = writes();
    const fields = { Severity: 'huge', Shoe: 'left' };
    const draft = {
      title: 'A bug',
      project: 'PP',
      type: 'Bug',
      priority: 'Red',
      state: 'Fixing',
      dueDate: 'soon',
      fields,
    };
    const error = await failureOf(client.items!.prepareCreate(draft));
    expect(error.code).toBe('change-rejected');
    for (const hint of [
      'field priority: “Red” is not allowed; allowed values Must Have, Great',
      'field state: “Fixing” is not allowed; allowed values Open, In Progress, In Testing, Done',
      'field dueDate: write the day as 2026-01-31',
      'field Severity: “huge” is not allowed; allowed values Blocking, Normal, Small',
      'field Shoe: a Bug here has no such field',
      'field Found In: required',
    ]) {
      expect(error.message).toContain(hint);
    }
    expect(writes()).toBe(before);
  });

  it.each([
    [{ title: 'x', project: 'PP' }, 'field type: required; allowed values Epic, Feature, UserStory'],
    [{ title: 'x', project: 'PP', type: 'Task' }, 'field parent: required'],
    [{ title: 'x', type: 'Bug' }, 'field project: required'],
    [{ title: 'x', project: 'PP', type: 'Task', parent: '12001' }, 'a Task belongs to a UserStory, not to a Feature'],
    [{ title: 'x', project: 'PP', type: 'Bug', assignees: ['a'], fields: { 'Found In': '1' } }, 'field assignees'],
  ])('needs what Targetprocess needs: %j', async (draft, hint) => {
    const error = await failureOf(client.items!.prepareCreate(draft));
    expect(error.message).toContain(hint);
  });

  it('finds its project through its parent', async () => {
    const { id } = await apply(client.items!.prepareCreate({ title: 'A step', type: 'Task', parent: '12003' }));
    expect(await client.getItem(id)).toMatchObject({ project: 'Payment Platform', parent: '12003' });
  });
});

describe('a change in Targetprocess', () => {
  it('tells what was and what is, and nothing that was so before', async () => {
    const id = await newStory('Told change');
    const change = { title: 'Told change', state: 'done', dueDate: '2026-12-24', add: { labels: ['late'] } };
    const prepared = await client.items!.prepareUpdate(id, change);
    const changes = [
      { field: 'state', before: 'Open', after: 'Done' },
      { field: 'dueDate', after: '2026-12-24' },
      { field: 'labels', after: 'late' },
    ];
    expect(prepared).toMatchObject({ kind: 'update', target: `${id} Told change`, projects: ['201'], changes });
    expect((await client.getItem(id)).state).toBe('Open');
    expect(await prepared.apply()).toMatchObject({ id, changes, problems: undefined });
    expect(await client.getItem(id)).toMatchObject({ state: 'Done', done: true, labels: ['late'] });
  });

  it('that changes nothing sends nothing', async () => {
    const id = await newStory('Same');
    const before = writes();
    const prepared = await client.items!.prepareUpdate(id, { title: 'Same', state: 'open', priority: 'Good' });
    expect(prepared.changes).toEqual([]);
    expect((await prepared.apply()).changes).toEqual([]);
    expect(writes()).toBe(before);
  });

  it('takes the state of the process the item is in, though others have the same name', async () => {
    const inKanban = (await client.searchItems({ limit: 1, project: 'SS', type: 'User Story', state: 'open' }))
      .items[0]!;
    const written = await apply(client.items!.prepareUpdate(inKanban.id, { state: 'In Progress' }));
    expect(written.problems).toBeUndefined();
    expect((await client.getItem(inKanban.id)).state).toBe('In Progress');
  });

  it('names the moves there are when the state cannot be reached', async () => {
    const id = await newStory('Far away');
    const error = await failureOf(client.items!.prepareUpdate(id, { state: 'In Testing' }));
    expect(error).toMatchObject({ code: 'change-rejected' });
    expect(error.message).toContain('from “Open” there is no move to “In Testing”; allowed values In Progress, Done');
  });

  it('sets the state of a team where only the team has it', async () => {
    const id = await newStory('With a team');
    await apply(client.items!.prepareUpdate(id, { fields: { Team: 'Checkout' } }));
    const { changes, problems } = await apply(client.items!.prepareUpdate(id, { state: 'code review' }));
    expect(changes).toEqual([{ field: 'state of Checkout', before: 'Open', after: 'Code Review' }]);
    expect(problems).toBeUndefined();
    expect((await client.getItem(id)).state).toBe('In Progress');
  });

  it('replaces people, and empties what is null', async () => {
    const id = await newStory('Handed over');
    await apply(client.items!.prepareUpdate(id, { assignees: ['me'], sprint: 'Checkout #3', parent: '12001' }));
    expect(await client.getItem(id)).toMatchObject({
      sprint: 'Checkout #3',
      parent: '12001',
      assignees: ['Mia Larsen'],
    });
    await apply(client.items!.prepareUpdate(id, { assignees: ['Tom Becker'], sprint: null, parent: null }));
    const item = await client.getItem(id);
    expect(item).toMatchObject({ assignees: ['Tom Becker'] });
    expect([item.sprint, item.parent]).toEqual([undefined, undefined]);
  });

  it('adds and takes away links and watchers', async () => {
    const id = await newStory('Linked');
    const links = [{ type: 'Relation', to: '12003' }];
    await apply(client.items!.prepareUpdate(id, { add: { links, watchers: ['me', 'Tom Becker'] } }));
    await apply(client.items!.prepareUpdate(id, { remove: { links, watchers: ['me'] } }));
    expect(await client.getItem(id, { include: ['links', 'watchers'] })).toMatchObject({
      links: [],
      watchers: ['Tom Becker'],
    });
  });

  it('moves an item to another project and says that it touches both', async () => {
    const id = await newStory('Moved');
    const prepared = await client.items!.prepareUpdate(id, { project: 'Store Systems' });
    expect([...prepared.projects].sort()).toEqual(['201', '203']);
    await prepared.apply();
    expect(await client.getItem(id)).toMatchObject({ projectId: '203', state: 'Open' });
  });

  it('keeps a description in the form it has', async () => {
    const ask = async (id: string) => {
      const token = site().accounts[0]!.secret;
      const answer = await fetch(
        `${site().url}/api/v1/General/${id}?format=json&access_token=${encodeURIComponent(token)}`,
      );
      return ((await answer.json()) as { Description: string }).Description;
    };
    const [markdown, html] = ['12002', await newStory('In HTML')];
    for (const id of [markdown, html]) {
      await apply(client.items!.prepareUpdate(id, { description: 'Now **bold**, [@Tom](mention:tom.becker)' }));
    }
    expect(await ask(markdown)).toBe('<!--markdown-->Now **bold**, @user:tom.becker@harbourpine.example[Tom]');
    expect(await ask(html)).toContain('<strong>bold</strong>');
    expect((await client.getItem(html)).description).toBe(
      'Now **bold**, [@Tom](mention:tom.becker@harbourpine.example)',
    );
  });

  it('cannot turn a story into a bug', async () => {
    expect((await failureOf(client.items!.prepareUpdate('12002', { type: 'Bug' }))).code).toBe('change-rejected');
  });

  it('deletes an item, but no project', async () => {
    const id = await newStory('Gone soon');
    await apply(client.items!.prepareDelete(id));
    expect((await failureOf(client.getItem(id))).code).toBe('not-found');
    expect((await failureOf(client.items!.prepareDelete('201'))).code).toBe('unsupported');
  });
});

describe('what hangs on an item in Targetprocess', () => {
  it('is a comment that can be answered, edited and taken back', async () => {
    const on = await newStory('Discussed');
    const first = await apply(
      client.items!.prepareComment({ kind: 'add', on, text: 'A *first* word', internal: true }),
    );
    await apply(client.items!.prepareComment({ kind: 'add', on, text: 'An answer', replyTo: first.id }));
    await apply(client.items!.prepareComment({ kind: 'edit', on, comment: first.id, text: 'A second word' }));
    const { comments } = await client.getItem(on, { include: ['comments'] });
    const [one, two] = [...comments!].sort((a, b) => Number(a.id) - Number(b.id));
    expect(one).toMatchObject({ text: 'A second word', internal: true, author: 'Mia Larsen' });
    expect(two).toMatchObject({ text: 'An answer', replyTo: first.id });
    await apply(client.items!.prepareComment({ kind: 'delete', on, comment: first.id }));
    expect((await client.getItem(on, { include: ['comments'] })).comments).toHaveLength(1);
  });

  it('is not reached through another item', async () => {
    const [on, other] = [await newStory('One'), await newStory('Other')];
    const { id } = await apply(client.items!.prepareComment({ kind: 'add', on, text: 'Mine' }));
    const entry = (await apply(client.items!.prepareTime!({ kind: 'add', item: on, hours: 1 }))).id;
    const file = { name: 'a.txt', type: 'text/plain', bytes: new TextEncoder().encode('a') };
    const attached = (await apply(client.attachments!.prepareUpload({ kind: 'item', id: on }, file))).id;
    for (const call of [
      () => client.items!.prepareComment({ kind: 'delete', on: other, comment: id }),
      () => client.items!.prepareComment({ kind: 'add', on: other, text: 'x', replyTo: id }),
      () => client.items!.prepareComment({ kind: 'edit', on: other, comment: '../Users/1', text: 'x' }),
      () => client.items!.prepareTime!({ kind: 'delete', item: other, entry }),
      () => client.attachments!.download({ kind: 'item', id: other }, attached, 100),
      () => client.attachments!.prepareDelete!({ kind: 'item', id: other }, attached),
    ]) {
      expect((await failureOf(call())).code).toBe('not-found');
    }
  });

  it('is time, logged in a role', async () => {
    const item = await newStory('Worked on');
    const time = client.items!.prepareTime!.bind(client.items);
    const { id } = await apply(time({ kind: 'add', item, hours: 1.5, date: '2026-11-19', comment: 'Read it' }));
    await apply(time({ kind: 'edit', item, entry: id, hours: 2, activity: 'qa engineer' }));
    const found = await client.getItem(item, { include: ['time'] });
    const entry = { id, hours: 2, date: '2026-11-19', comment: 'Read it', by: 'Mia Larsen', activity: 'QA Engineer' };
    expect(found).toMatchObject({ time: [entry], spentHours: 2 });
    const error = await failureOf(time({ kind: 'add', item, hours: -1, date: 'today', activity: 'Cook' }));
    expect(error.message).toContain('field hours');
    expect(error.message).toContain('field date');
    expect(error.message).toContain('field activity: “Cook” is not allowed; allowed values Product Owner');
    await apply(time({ kind: 'delete', item, entry: id }));
    expect(await client.getItem(item, { include: ['time'] })).toMatchObject({ time: [], spentHours: 0 });
  });

  it('is a file that comes back as it went in', async () => {
    const owner = { kind: 'item', id: await newStory('With a file') } as const;
    const bytes = new Uint8Array([0, 255, 13, 10, 128]);
    const { id } = await apply(
      client.attachments!.prepareUpload(owner, { name: 'Plan ä.bin', type: 'image/png', bytes }),
    );
    const [listed] = await client.attachments!.listAttachments(owner);
    expect(listed).toMatchObject({ id, name: 'Plan ä.bin', size: 5, type: 'image/png', author: 'Mia Larsen' });
    const { bytes: back } = await client.attachments!.download(owner, 'plan ä.bin', 100);
    expect([...back]).toEqual([...bytes]);
    expect((await failureOf(client.attachments!.download(owner, id, 3))).code).toBe('invalid-input');
    await apply(client.attachments!.prepareDelete!(owner, id));
    expect(await client.attachments!.listAttachments(owner)).toEqual([]);
    const page = { kind: 'page', id: '1' } as const;
    expect((await failureOf(client.attachments!.listAttachments(page))).code).toBe('unsupported');
  });
});

it('keeps the key out of everything Targetprocess is asked and says', () => {
  const { secret } = site().accounts[0]!;
  expect(JSON.stringify(site().requests)).not.toContain(secret);
});
