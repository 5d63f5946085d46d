import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/policy/policy.ts';
import type { OperationAnswer, OperationCall } from '../../../src/providers/operation-call.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';

/** A connection whose system answers every call with the same, and what it was asked. */
function system(policy: Partial<Policy> = {}, answer: OperationAnswer = { status: 200, json: { ok: true } }) {
  const asked: OperationCall[] = [];
  const connection = aConnection('Work', {
    policy: { access: 'read-only', allowDelete: false, groupsOff: [], ...policy },
  });
  const client = aClient({
    call: ({ method, path, query, body }) => {
      asked.push({ method, path, ...(query && { query }), ...(body !== undefined && { body }) });
      return Promise.resolve(answer);
    },
  });
  return { asked, access: new FakeAccess().add(connection, client) };
}

const watchers = { connection: 'Work', method: 'GET', path: '/rest/api/3/issue/EX-1/watchers' };
const addWatcher = { ...watchers, method: 'POST', body: 'mia' };

describe('find_operation', () => {
  it('answers with calls of the connection’s own system and what they take', async () => {
    const { call } = await connect(system().access);
    const { text, structured } = await call('find_operation', { connection: 'Work', words: 'add watcher' });
    expect(text).toContain('POST /rest/api/3/issue/{issueIdOrKey}/watchers');
    expect((structured?.['operations'] as string[]).join('\n')).toBe(text);
    expect(text.split('\n').length).toBeLessThanOrEqual(12);
  });

  it('says what to try when nothing is called anything like that', async () => {
    const { call } = await connect(system().access);
    expect((await call('find_operation', { connection: 'Work', words: 'zzqqxx' })).text).toMatch(/Try other words/);
  });
});

describe('call_operation', () => {
  it('reads with a connection that only reads', async () => {
    const { asked, access } = system();
    const { call } = await connect(access);
    const { text, structured } = await call('call_operation', { ...watchers, query: { expand: 'names' } });
    expect(asked).toEqual([{ method: 'GET', path: '/rest/api/3/issue/EX-1/watchers', query: { expand: 'names' } }]);
    expect(text).toBe('Status 200\n{"ok":true}');
    expect(structured).toEqual({ status: 200, answer: { ok: true } });
  });

  it.each([
    ['a change where only reading is allowed', {}, addWatcher, 'read-only'],
    ['deleting where that was not allowed', { access: 'read-write' }, { ...watchers, method: 'DELETE' }, 'not-allowed'],
    [
      'deleting by a POST that says so',
      { access: 'read-write' },
      { ...watchers, method: 'POST', path: '/rest/api/3/version/1/removeAndSwap' },
      'not-allowed',
    ],
    [
      'everything where the connection is limited to projects',
      { projects: [{ id: '1', name: 'One' }] },
      watchers,
      'not-allowed',
    ],
    ['everything where the group is switched off', { groupsOff: ['operations'] }, watchers, 'not-allowed'],
    [
      'calls that give out keys',
      { access: 'read-write' },
      { ...watchers, path: '/rest/pat/latest/tokens' },
      'not-allowed',
    ],
    ['paths that lead elsewhere', { access: 'read-write' }, { ...watchers, path: '/rest/../secure' }, 'invalid-input'],
  ] as const)('refuses %s, and asks the system nothing', async (_, policy, wanted, code) => {
    const { asked, access } = system(policy as unknown as Partial<Policy>);
    const { call } = await connect(access);
    const answer = await call('call_operation', wanted);
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain(`(${code})`);
    expect(asked).toEqual([]);
  });

  it('changes what it is told to, and shows the answer', async () => {
    const { asked, access } = system({ access: 'read-write' }, { status: 201, json: { id: 7 } });
    const { call, activity } = await connect(access);
    const { text, structured } = await call('call_operation', addWatcher);
    expect(asked).toEqual([{ method: 'POST', path: '/rest/api/3/issue/EX-1/watchers', body: 'mia' }]);
    expect(text).toContain('Status 201\n{"id":7}');
    expect(structured).toEqual({ status: 201, answer: { id: 7 } });
    expect(activity.at(-1)).toMatchObject({ tool: 'call_operation', write: { kind: 'create', changed: 1 } });
  });

  it('shows a change first where the user wants to be asked, and makes exactly that one', async () => {
    const { asked, access } = system({ access: 'ask' });
    const { call } = await connect(access);
    const preview = await call('call_operation', addWatcher);
    expect(asked).toEqual([]);
    expect(preview.text).toContain('POST /rest/api/3/issue/EX-1/watchers');
    expect(preview.text).toContain('mia');
    const confirm = preview.structured?.['confirm'] as string;
    const other = await call('call_operation', { ...addWatcher, body: 'eve', confirm });
    expect(other.text).toContain('Nothing was changed');
    expect(asked).toEqual([]);
    const again = other.structured?.['confirm'] as string;
    await call('call_operation', { ...addWatcher, body: 'eve', confirm: again });
    expect(asked).toEqual([{ method: 'POST', path: '/rest/api/3/issue/EX-1/watchers', body: 'eve' }]);
  });

  it('gives only the fields that are asked for', async () => {
    const json = {
      issues: [{ key: 'EX-1', fields: { summary: 'One', status: { name: 'Open' } } }, { key: 'EX-2' }],
      total: 2,
    };
    const { call } = await connect(system({}, { status: 200, json }).access);
    const { structured } = await call('call_operation', {
      ...watchers,
      fields: ['issues.key', 'issues.fields.status.name'],
    });
    expect(structured?.['answer']).toEqual({
      issues: [{ key: 'EX-1', fields: { status: { name: 'Open' } } }, { key: 'EX-2' }],
    });
  });

  it('gives a long answer in parts that make up the whole', async () => {
    const json = Array.from({ length: 900 }, (_, id) => ({ id, name: `"quoted" \u{1F511} ${String(id)}` }));
    const { call } = await connect(system({}, { status: 200, json }).access);
    let whole = '';
    let from: number | undefined = 0;
    while (from !== undefined) {
      const { text, structured } = await call('call_operation', { ...watchers, from });
      expect(text.length).toBeLessThanOrEqual(25_000);
      expect(JSON.stringify(structured).length).toBeLessThanOrEqual(25_000);
      whole += structured?.['part'] as string;
      from = structured?.['next_from'] as number | undefined;
    }
    expect(JSON.parse(whole)).toEqual(json);
  });

  it('says that there was no content', async () => {
    const { call } = await connect(system({}, { status: 204, json: undefined }).access);
    expect(await call('call_operation', watchers)).toMatchObject({
      text: 'Status 204, no content.',
      structured: { status: 204 },
    });
  });

  it('says that a GET has no body, and asks nothing', async () => {
    const { call } = await connect(system({}, { status: 200, json: {} }).access);
    const answer = await call('call_operation', { ...watchers, body: { a: 1 } });
    expect(answer).toMatchObject({ isError: true, text: expect.stringContaining('A GET has no body') as string });
  });
});
