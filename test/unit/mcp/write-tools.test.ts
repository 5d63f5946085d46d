import { describe, expect, it } from 'vitest';
import type { AttachmentFolder } from '../../../src/attachments/attachment-folder.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { cautiousPolicy } from '../../../src/policy/policy.ts';
import type { Prepared } from '../../../src/providers/writes.ts';
import { connect, eras } from './harness.ts';
import { accessTo, aChange, asking, writing } from './write-fixtures.ts';

/** A system that can do everything, does nothing, and notes what it was asked to prepare. */
function everything(change: Partial<Prepared> = {}) {
  const asked: unknown[] = [];
  const prepare =
    (name: string, kind: Prepared['kind'] = 'update') =>
    (...args: unknown[]): Promise<Prepared> => {
      asked.push([name, ...args.filter((arg) => !(arg instanceof AbortSignal))]);
      return Promise.resolve(aChange({ kind, ...change }));
    };
  const client = {
    items: {
      prepareCreate: prepare('create', 'create'),
      prepareUpdate: prepare('update'),
      prepareDelete: prepare('delete', 'delete'),
      prepareComment: prepare('comment', 'create'),
      prepareTime: prepare('time', 'create'),
    },
    pages: {
      searchPages: () => Promise.reject(new Error('unasked')),
      getPage: () => Promise.reject(new Error('unasked')),
      prepareSave: prepare('page'),
      prepareComment: prepare('page comment', 'create'),
      prepareDelete: prepare('delete page', 'delete'),
    },
    attachments: {
      listAttachments: () => Promise.reject(new Error('unasked')),
      download: () => Promise.reject(new Error('unasked')),
      prepareUpload: prepare('upload', 'create'),
      prepareDelete: prepare('delete attachment', 'delete'),
    },
  };
  return { client, asked };
}

const picture = { name: 'a.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
const files: AttachmentFolder = {
  save: () => Promise.reject(new Error('unasked')),
  read: (path) =>
    path === 'a.png'
      ? Promise.resolve(picture)
      : Promise.reject(new AppError('invalid-input', 'There is no such file.', 'Put it there.')),
};

const item = { item: 'X-1' };
const page = { page: '9' };
/** What is asked of the system for a tool and its arguments. */
const cases: [string, Record<string, unknown>, unknown[]][] = [
  [
    'create_item',
    {
      items: [{ title: 'A', project: 'PROJ', labels: ['x'], links: [{ type: 'blocks', to: 'X-2' }], watchers: ['me'] }],
    },
    [
      'create',
      { title: 'A', project: 'PROJ', labels: ['x'], links: [{ type: 'blocks', to: 'X-2' }], watchers: ['me'] },
    ],
  ],
  [
    'create_item',
    {
      items: [
        { title: 'A', type: 'Bug', start: '2026-11-21', due: '2026-11-30', estimate_hours: 1.5, sprint: 'current' },
      ],
    },
    [
      'create',
      {
        title: 'A',
        type: 'Bug',
        startDate: '2026-11-21',
        dueDate: '2026-11-30',
        estimateHours: 1.5,
        sprint: 'current',
      },
    ],
  ],
  [
    'update_item',
    {
      items: [{ id: 'X-1', title: 'B', state: 'Done', assignees: [], fields: { Risk: 'High', Points: 3, Old: null } }],
    },
    ['update', 'X-1', { title: 'B', state: 'Done', assignees: [], fields: { Risk: 'High', Points: 3, Old: null } }],
  ],
  [
    'update_item',
    { items: [{ id: 'X-1', parent: '', sprint: '', priority: '', start: '', due: '', estimate_hours: 0 }] },
    [
      'update',
      'X-1',
      { parent: null, sprint: null, priority: null, startDate: null, dueDate: null, estimateHours: null },
    ],
  ],
  [
    'update_item',
    { items: [{ id: 'X-1', project: 'WEB', add: { labels: ['x'] }, remove: { watchers: ['me'] } }] },
    ['update', 'X-1', { project: 'WEB', add: { labels: ['x'] }, remove: { watchers: ['me'] } }],
  ],
  ['comment_item', { ...item, action: 'add', text: 'Hi' }, ['comment', { kind: 'add', on: 'X-1', text: 'Hi' }]],
  [
    'comment_item',
    { ...item, action: 'reply', text: 'Hi', comment: '7', internal: true },
    ['comment', { kind: 'add', on: 'X-1', text: 'Hi', replyTo: '7', internal: true }],
  ],
  [
    'comment_item',
    { ...item, action: 'edit', text: 'Hi', comment: '7' },
    ['comment', { kind: 'edit', on: 'X-1', comment: '7', text: 'Hi' }],
  ],
  [
    'comment_item',
    { ...item, action: 'delete', comment: '7' },
    ['comment', { kind: 'delete', on: 'X-1', comment: '7' }],
  ],
  ['log_time', { ...item, hours: 1.5 }, ['time', { kind: 'add', item: 'X-1', hours: 1.5 }]],
  [
    'log_time',
    { ...item, hours: 2, date: '2026-11-20', comment: 'Review', activity: 'Testing' },
    ['time', { kind: 'add', item: 'X-1', hours: 2, date: '2026-11-20', comment: 'Review', activity: 'Testing' }],
  ],
  ['log_time', { ...item, entry: '5', hours: 3 }, ['time', { kind: 'edit', item: 'X-1', entry: '5', hours: 3 }]],
  ['log_time', { ...item, entry: '5', delete: true }, ['time', { kind: 'delete', item: 'X-1', entry: '5' }]],
  ['add_attachment', { ...item, file: 'a.png' }, ['upload', { kind: 'item', id: 'X-1' }, picture]],
  ['add_attachment', { ...page, file: 'a.png' }, ['upload', { kind: 'page', id: '9' }, picture]],
  ['delete_item', { kind: 'item', id: 'X-1' }, ['delete', 'X-1']],
  ['delete_item', { kind: 'page', id: '9' }, ['delete page', '9']],
  [
    'delete_item',
    { kind: 'item', id: 'X-1', attachment: 'a.png' },
    ['delete attachment', { kind: 'item', id: 'X-1' }, 'a.png'],
  ],
  ['save_page', { title: 'New', space: 'TEAM', body: '# Hi' }, ['page', { title: 'New', space: 'TEAM', body: '# Hi' }]],
  [
    'save_page',
    { id: '9', section: 'Minutes', mode: 'append', body: 'x', version: 3, add_labels: ['a'], remove_labels: ['b'] },
    [
      'page',
      { id: '9', section: 'Minutes', mode: 'append', body: 'x', version: 3, addLabels: ['a'], removeLabels: ['b'] },
    ],
  ],
  [
    'comment_page',
    { ...page, action: 'add', text: 'Hi', quote: 'these words' },
    ['page comment', { kind: 'add', on: '9', text: 'Hi', quote: 'these words' }],
  ],
];

describe.each(eras)('the writing tools in the %s era', (era) => {
  it.each(cases)('%s %j asks the system for just that', async (tool, args, expected) => {
    const { client, asked } = everything();
    const { call } = await connect(accessTo(client), era, { files });
    const answer = await call(tool, { connection: 'Work', ...args });
    expect(answer.text).toContain('State: Open → Done');
    expect(answer.isError).toBe(false);
    expect(asked).toEqual([expected]);
  });

  it('say what they may do', async () => {
    const { client } = await connect(accessTo({}), era);
    const { tools } = await client.listTools();
    const hints = new Map(tools.map(({ name, annotations }) => [name, annotations]));
    for (const name of ['create_item', 'update_item', 'add_attachment', 'save_page'])
      expect(hints.get(name)).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: false });
    for (const name of ['comment_item', 'log_time', 'delete_item', 'comment_page'])
      expect(hints.get(name)).toMatchObject({ readOnlyHint: false, destructiveHint: true });
  });

  it('refuse on a read-only connection, and say who can change that', async () => {
    const { client, asked } = everything();
    const { call, activity } = await connect(accessTo(client, cautiousPolicy), era, { files });
    for (const [tool, args] of cases) {
      const answer = await call(tool, { connection: 'Work', ...args });
      expect(answer).toMatchObject({ isError: true, structured: undefined });
      expect(answer.text).toMatch(/“Work” is read-only.*Only the user.*Access section.*\(read-only\)/);
    }
    expect(asked).toEqual([]);
    expect(activity.every(({ code, write }) => code === 'read-only' && write === undefined)).toBe(true);
  });
});

describe('the writing tools', () => {
  it('delete nothing where deleting is not allowed', async () => {
    const { client, asked } = everything();
    const { call } = await connect(accessTo(client, { ...writing, allowDelete: false }));
    for (const [tool, args] of cases.filter(([name, { action, delete: del }]) =>
      name === 'delete_item' ? true : action === 'delete' || del === true,
    ))
      expect((await call(tool, { connection: 'Work', ...args })).text).toMatch(
        /Deleting is not allowed.*\(not-allowed\)/,
      );
    expect(asked).toEqual([]);
  });

  it('say what was deleted', async () => {
    const { client } = everything({ changes: [{ field: 'Description', before: 'All of it' }], target: 'X-1 Old plan' });
    const { call } = await connect(accessTo(client));
    const { text, structured } = await call('delete_item', { connection: 'Work', kind: 'item', id: 'X-1' });
    expect(text).toBe('Work (Jira): done.\nDeleted X-1 Old plan · id X-1\n   - Description: All of it → (empty)');
    expect(structured).toMatchObject({ results: [{ changes: [{ field: 'Description', before: 'All of it' }] }] });
  });

  it.each([
    ['comment_item', { ...item, action: 'add' }, /text is missing/],
    ['comment_item', { ...item, action: 'reply', text: 'Hi' }, /comment is missing/],
    ['comment_item', { ...item, action: 'delete' }, /comment is missing/],
    ['comment_item', { item: '..', action: 'add', text: 'Hi' }, /id/],
    ['log_time', item, /hours is missing/],
    ['log_time', { ...item, delete: true }, /entry is missing/],
    ['log_time', { ...item, delete: true, entry: '5', hours: 3 }, /deleted or changed, not both/],
    ['log_time', { ...item, hours: 1, date: 'yesterday' }, /date/],
    ['add_attachment', { file: 'a.png' }, /item or page, not both/],
    ['add_attachment', { ...item, ...page, file: 'a.png' }, /item or page, not both/],
    ['add_attachment', { ...item, file: '../secret' }, /There is no such file/],
    ['save_page', { body: 'x' }, /title is missing/],
    ['save_page', { id: '9', section: 'Minutes' }, /body is missing/],
    ['update_item', { items: [{ id: '..', state: 'Done' }] }, /id/],
    ['update_item', { items: [{ id: 'X-1', due: 'soon' }] }, /due/],
    ['update_item', { items: [{ id: 'X-1', status: 'Done' }] }, /status/],
    ['update_item', { items: [{ id: 'X-1', fields: { Risk: { id: 3 } } }] }, /fields/],
    ['update_item', { items: [{ id: 'X-1', remove: { label: ['x'] } }] }, /label/],
    ['update_item', { items: [] }, /items/],
    ['create_item', { items: [{ project: 'PROJ' }] }, /title/],
  ])('%s refuses %j before asking the system', async (tool, args, message) => {
    const { client, asked } = everything();
    const { call } = await connect(accessTo(client), 'modern', { files });
    const answer = await call(tool, { connection: 'Work', ...args });
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(message);
    expect(asked).toEqual([]);
  });

  it.each(cases)('%s %j says so where the system has no such thing', async (tool, args) => {
    const { call } = await connect(accessTo({}), 'modern', { files });
    const answer = await call(tool, { connection: 'Work', ...args });
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(/^Jira has no .*\(unsupported\)$/);
  });

  it('tell what did not come about though the rest did', async () => {
    const written = { id: 'X-1', changes: [], problems: ['The label was not added: labels are off.'] };
    const { client } = everything({ apply: () => Promise.resolve(written) });
    const { call } = await connect(accessTo(client));
    const answer = await call('update_item', { connection: 'Work', items: [{ id: 'X-1', state: 'Done' }] });
    expect(answer.text).toContain('   ! The label was not added: labels are off.');
    expect(answer.structured).toMatchObject({ results: [{ problems: written.problems }] });
  });

  it('show which file would leave the computer, and ask again when its content has changed', async () => {
    const { client, asked } = everything({ changes: [{ field: 'attachment', after: 'a.png' }] });
    let bytes = new Uint8Array(3000);
    const folder = { ...files, read: () => Promise.resolve({ ...picture, bytes }) };
    const { call } = await connect(accessTo(client, asking), 'modern', { files: folder });
    const args = { connection: 'Work', ...item, file: 'a.png' };
    const first = await call('add_attachment', args);
    expect(first.text).toContain('   - file: a.png (image/png, 3 KB)');
    expect(first.text).not.toContain('attachment: a.png');
    bytes = new Uint8Array(3000).fill(1);
    const second = await call('add_attachment', { ...args, confirm: first.structured!['confirm'] });
    expect(second.text).toMatch(/^Nothing was changed: what was confirmed is not what would happen now/);
    const third = await call('add_attachment', { ...args, confirm: second.structured!['confirm'] });
    expect(third.structured).not.toHaveProperty('confirm');
    expect(asked).toHaveLength(3);
  });

  it('note that they wrote, and nothing of what', async () => {
    const { client } = everything({ target: 'X-1 Salaries', changes: [{ field: 'Title', after: 'Salaries' }] });
    const { call, activity, logged } = await connect(accessTo(client));
    await call('comment_item', { connection: 'Work', ...item, action: 'add', text: 'Salaries' });
    expect(activity).toMatchObject([{ tool: 'comment_item', ok: true, write: { kind: 'create', changed: 1 } }]);
    expect(JSON.stringify([activity, logged])).not.toContain('Salaries');
  });
});
