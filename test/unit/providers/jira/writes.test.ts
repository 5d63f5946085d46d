import { describe, expect, it } from 'vitest';
import { createJiraProvider } from '../../../../src/providers/jira/provider.ts';
import { failureOf } from '../http/failure-of.ts';
import { startServer, testHttp, testParts, type Reply, type Seen } from '../http/scripted-server.ts';

const resolution = {
  ...{ name: 'Resolution', required: true, schema: { type: 'resolution', system: 'resolution' }, operations: ['set'] },
  allowedValues: [
    { id: '1', name: 'Done' },
    { id: '2', name: 'Duplicate' },
  ],
};
const assignee = { name: 'Assignee', required: false, schema: { type: 'user', system: 'assignee' } };
const summary = { name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } };
const move = (id: string, to: string, fields: object = {}) => ({ id, name: `To ${to}`, to: { name: to }, fields });
const person = (accountId: string, displayName: string) => ({ accountId, displayName, active: true });

const usual: Readonly<Record<string, unknown>> = {
  'GET /issue/EX-1': {
    ...{ id: '7', key: 'EX-1', names: { summary: 'Summary', status: 'Status', assignee: 'Assignee' } },
    schema: { summary: summary.schema, status: { type: 'status', system: 'status' }, assignee: assignee.schema },
    fields: { summary: 'Old', status: { name: 'To Do' }, project: { id: '1', key: 'EX' }, assignee: null },
  },
  'GET /issue/EX-1/editmeta': { fields: { summary, assignee } },
  'GET /issue/EX-1/transitions': { transitions: [move('11', 'Doing'), move('31', 'Done')] },
  'GET /myself': { accountId: 'a', displayName: 'Mia', timeZone: 'Pacific/Auckland' },
};

const callOf = ({ method, path }: Seen): string => `${method} ${path.replace('/rest/api/3', '')}`;

/** A Jira that answers as usual where `answer` has nothing else to say; `nth` counts the calls of one kind from 1. */
async function open(answer: (call: string, nth: number, seen: Seen) => Reply | undefined) {
  const counts = new Map<string, number>();
  const server = await startServer((seen) => {
    const call = callOf(seen);
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    const known = usual[call];
    return answer(call, nth, seen) ?? (known === undefined ? { status: 404, json: {} } : { json: known });
  });
  const parts = testParts();
  const client = createJiraProvider(parts).open({
    endpoint: { baseUrl: server.url, deployment: 'cloud' },
    credentials: { method: 'api-token', account: 'mia@example.com', secret: 'x' },
    http: testHttp,
  });
  const sent = (call: string): unknown[] =>
    server.seen
      .filter((seen) => callOf(seen) === call)
      .map(({ body }) => (body === '' ? '' : (JSON.parse(body) as unknown)));
  return { items: client.items!, client, sent, waits: parts.waits };
}

const conflict: Reply = { status: 409, json: { errorMessages: ['The issue was changed meanwhile.'], errors: {} } };
const moving = 'POST /issue/EX-1/transitions';

describe('a move somebody else got in the way of', () => {
  it('is looked up again and made once more', async () => {
    const renamed = { transitions: [move('32', 'Done')] };
    const { items, sent } = await open((call, nth) => {
      if (call === moving) return nth === 1 ? conflict : { status: 204 };
      return call === 'GET /issue/EX-1/transitions' && nth > 1 ? { json: renamed } : undefined;
    });
    await (await items.prepareUpdate('EX-1', { state: 'done' })).apply();
    expect(sent(moving)).toEqual([{ transition: { id: '31' } }, { transition: { id: '32' } }]);
  });

  it('is a conflict when it fails a second time', async () => {
    const { items, sent } = await open((call) => (call === moving ? conflict : undefined));
    const prepared = await items.prepareUpdate('EX-1', { state: 'Done' });
    expect((await failureOf(prepared.apply())).code).toBe('conflict');
    expect(sent(moving)).toHaveLength(2);
  });

  it('is not forced once it is no longer possible', async () => {
    const { items, sent } = await open((call, nth) => {
      if (call === moving) return conflict;
      const isAgain = call === 'GET /issue/EX-1/transitions' && nth > 1;
      return isAgain ? { json: { transitions: [move('41', 'To Do')] } } : undefined;
    });
    const error = await failureOf((await items.prepareUpdate('EX-1', { state: 'Done' })).apply());
    expect(error.code).toBe('conflict');
    expect(error.next).toContain('To Do');
    expect(sent(moving)).toHaveLength(1);
  });
});

describe('an edit somebody else got in the way of', () => {
  const editing = 'PUT /issue/EX-1';

  it('is made once more when they changed something else', async () => {
    const { items, sent } = await open((call, nth) =>
      call === editing ? (nth === 1 ? conflict : { status: 204 }) : undefined,
    );
    await (await items.prepareUpdate('EX-1', { title: 'New' })).apply();
    expect(sent(editing)).toEqual([{ fields: { summary: 'New' } }, { fields: { summary: 'New' } }]);
  });

  it('is a conflict when they changed the same', async () => {
    const issue = usual['GET /issue/EX-1'] as { fields: object };
    const theirs = { ...issue, fields: { ...issue.fields, summary: 'Theirs' } };
    const { items, sent } = await open((call, nth) => {
      if (call === editing) return conflict;
      return call === 'GET /issue/EX-1' && nth > 1 ? { json: theirs } : undefined;
    });
    const prepared = await items.prepareUpdate('EX-1', { title: 'New' });
    expect((await failureOf(prepared.apply())).code).toBe('conflict');
    expect(sent(editing)).toHaveLength(1);
  });
});

describe('a write while Jira is not available', () => {
  const busy: Reply = { status: 503, headers: { 'retry-after': '1' }, json: { message: 'Starting.' } };

  it.each([
    ['an edit', 'PUT /issue/EX-1', { title: 'New' }],
    ['a move', moving, { state: 'Done' }],
  ] as const)('is sent once: %s', async (_, call, change) => {
    const { items, sent, waits } = await open((asked) => (asked === call ? busy : undefined));
    const error = await failureOf((await items.prepareUpdate('EX-1', change)).apply());
    expect(error.code).toBe('server-error');
    expect(sent(call)).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('is sent once: a comment', async () => {
    const { items, sent } = await open((call) => (call === 'POST /issue/EX-1/comment' ? busy : undefined));
    const prepared = await items.prepareComment({ kind: 'add', on: 'EX-1', text: 'x' });
    expect((await failureOf(prepared.apply())).code).toBe('server-error');
    expect(sent('POST /issue/EX-1/comment')).toHaveLength(1);
  });

  it('does not keep what is read before it from being tried again', async () => {
    const { items, sent, waits } = await open((call, nth) =>
      call === 'GET /issue/EX-1' && nth === 1 ? busy : undefined,
    );
    await items.prepareUpdate('EX-1', { title: 'New' });
    expect(sent('GET /issue/EX-1')).toHaveLength(2);
    expect(waits).toHaveLength(1);
  });
});

describe('a move with a screen', () => {
  const withScreen = { json: { transitions: [move('31', 'Done', { resolution })] } };

  it('names the field it requires, with the values it takes, before anything is written', async () => {
    const { items, sent } = await open((call) => (call === 'GET /issue/EX-1/transitions' ? withScreen : undefined));
    const error = await failureOf(items.prepareUpdate('EX-1', { state: 'Done' }));
    expect(error.code).toBe('invalid-input');
    expect(error.message).toContain('field Resolution: required for this move, allowed values Done, Duplicate');
    const wrong = await failureOf(items.prepareUpdate('EX-1', { state: 'Done', fields: { Resolution: 'Lost' } }));
    expect(wrong.message).toContain('field Resolution: “Lost” is not among them, allowed values Done, Duplicate');
    expect(sent(moving)).toEqual([]);
  });

  it('sends the value by its id', async () => {
    const { items, sent } = await open((call) =>
      call === moving ? { status: 204 } : call === 'GET /issue/EX-1/transitions' ? withScreen : undefined,
    );
    await (await items.prepareUpdate('EX-1', { state: 'Done', fields: { resolution: 'duplicate' } })).apply();
    expect(sent(moving)).toEqual([{ transition: { id: '31' }, fields: { resolution: { id: '2' } } }]);
  });

  it('tells a requirement Jira kept to itself in the same form', async () => {
    const hidden = { ...resolution, required: false };
    const { items } = await open((call) => {
      if (call === moving) return { status: 400, json: { errorMessages: [], errors: { resolution: 'Is required.' } } };
      const isAsked = call === 'GET /issue/EX-1/transitions';
      return isAsked ? { json: { transitions: [move('31', 'Done', { resolution: hidden })] } } : undefined;
    });
    const error = await failureOf((await items.prepareUpdate('EX-1', { state: 'Done' })).apply());
    expect(error.code).toBe('change-rejected');
    expect(error.message).toContain('field Resolution: Is required, allowed values Done, Duplicate');
  });
});

describe('an assignee', () => {
  const found =
    (...people: object[]) =>
    (call: string) =>
      call === 'GET /user/assignable/search' ? { json: people } : call.startsWith('PUT') ? { status: 204 } : undefined;

  it('whose name fits several people is refused with all of them', async () => {
    const { items, sent } = await open(found(person('id-1', 'Mia Krystof'), person('id-2', 'Mia Other')));
    const error = await failureOf(items.prepareUpdate('EX-1', { assignees: ['Mia'] }));
    expect(error.code).toBe('invalid-input');
    expect(error.message).toContain('“Mia” fits several: Mia Krystof (id-1), Mia Other (id-2)');
    expect(sent('PUT /issue/EX-1')).toEqual([]);
  });

  it('who shares a name with somebody is found by id', async () => {
    const { items, sent } = await open(found(person('id-1', 'Mia Krystof'), person('id-2', 'Mia Krystof')));
    expect((await failureOf(items.prepareUpdate('EX-1', { assignees: ['Mia Krystof'] }))).message).toContain('id-2');
    await (await items.prepareUpdate('EX-1', { assignees: ['id-2'] })).apply();
    expect(sent('PUT /issue/EX-1')).toEqual([{ fields: { assignee: { accountId: 'id-2' } } }]);
  });

  it('nobody has is refused', async () => {
    const { items } = await open(found());
    expect((await failureOf(items.prepareUpdate('EX-1', { assignees: ['Nobody'] }))).message).toContain('Nobody');
  });
});

describe('time', () => {
  const logging = 'POST /issue/EX-1/worklog';

  /** Stores the entry and gives it back in Greenwich time. */
  const keeping = (call: string, _: number, { body }: Seen): Reply | undefined => {
    if (call !== logging) return undefined;
    const entry = JSON.parse(body) as { started: string; timeSpentSeconds: number };
    const started = new Date(entry.started).toISOString().replace('Z', '+0000');
    return { status: 201, json: { id: '5', ...entry, started } };
  };

  it('is logged on the day as the person sees it, east of all others too', async () => {
    const { items, sent } = await open(keeping);
    const prepared = await items.prepareTime!({ kind: 'add', item: 'EX-1', hours: 1, date: '2026-01-31' });
    const { changes } = await prepared.apply();
    expect(sent(logging)).toEqual([{ timeSpentSeconds: 3600, started: '2026-01-31T12:00:00.000+1300' }]);
    expect(changes).toContainEqual({ field: 'date', after: '2026-01-31' });
  });

  it('without a day is of the person’s today', async () => {
    const { items } = await open(keeping);
    const { changes } = await items.prepareTime!({ kind: 'add', item: 'EX-1', hours: 1 });
    // It is 22:00 in Auckland then.
    expect(changes).toContainEqual({ field: 'date', after: '2026-11-21' });
  });

  it.each([undefined, 'Middle/Earth'])('goes by this computer where Jira names no zone (%s)', async (timeZone) => {
    const me = { json: { accountId: 'a', ...(timeZone === undefined ? {} : { timeZone }) } };
    const { items } = await open((call, nth, seen) => (call === 'GET /myself' ? me : keeping(call, nth, seen)));
    const prepared = await items.prepareTime!({ kind: 'add', item: 'EX-1', hours: 1, date: '2026-01-31' });
    expect((await prepared.apply()).changes).toContainEqual({ field: 'date', after: '2026-01-31' });
  });

  it('is shown with one question for the zone, however many entries there are', async () => {
    const started = '2026-01-30T23:30:00.000+0000';
    const worklogs = Array.from({ length: 9 }, (_, id) => ({ id, started, timeSpentSeconds: 3600 }));
    const { client, sent } = await open((call) =>
      call === 'GET /issue/EX-1/worklog' ? { json: { worklogs, total: 9 } } : undefined,
    );
    const { time } = await client.getItem('EX-1', { include: ['time'] });
    expect(time?.map(({ date }) => date)).toEqual(Array(9).fill('2026-01-31'));
    expect(sent('GET /myself')).toHaveLength(1);
  });
});
