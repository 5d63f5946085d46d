import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import type { Prepared } from '../../../src/providers/writes.ts';
import { connect, eras } from './harness.ts';
import { accessTo, aChange, asking, FakeItems, gate } from './write-fixtures.ts';

const bulk = (...ids: string[]) => ({ connection: 'Work', items: ids.map((id) => ({ id, state: 'Done' })) });
const refused = new AppError('change-rejected', 'field State: allowed values Open, Review', 'Correct the fields.');
type Result = { id?: string; title: string; problem?: { code: string; next: string }; changes: unknown[] };
const resultsIn = (structured: Record<string, unknown> | undefined) => structured!['results'] as Result[];

/** Items that are prepared and made as the test says, by their id. */
function itemsThat(make: (id: string) => Partial<Prepared>) {
  return { prepareUpdate: (id: string) => Promise.resolve(aChange({ target: `${id} Title`, ...make(id) })) };
}

describe.each(eras)('several changes in one call, in the %s era', (era) => {
  it('are all prepared before the first is made, and made in their order', async () => {
    const items = new FakeItems('A-1', 'A-2', 'A-3');
    const seen: number[] = [];
    const prepareUpdate: FakeItems['prepareUpdate'] = async (id, change) => {
      const prepared = await items.prepareUpdate(id, change);
      return {
        ...prepared,
        apply: () => {
          seen.push(items.asked.length);
          return prepared.apply();
        },
      };
    };
    const { call, activity } = await connect(accessTo({ items: { prepareUpdate } }), era);
    const { text, structured } = await call('update_item', bulk('A-1', 'A-2', 'A-3'));
    expect(items.applied).toEqual(['A-1', 'A-2', 'A-3']);
    expect(seen).toEqual([3, 3, 3]);
    expect(text).toBe(
      [
        'Work (Jira): done.',
        ...[1, 2, 3].flatMap((number) => [
          `${number}. Changed A-${number} Title of A-${number} · https://work.example/A-${number}`,
          '   - State: Open → Done',
        ]),
      ].join('\n'),
    );
    expect(resultsIn(structured)[1]).toEqual({
      id: 'A-2',
      title: 'Title of A-2',
      url: 'https://work.example/A-2',
      changes: [{ field: 'State', before: 'Open', after: 'Done' }],
    });
    expect(activity).toMatchObject([{ ok: true, write: { kind: 'update', changed: 3 } }]);
  });

  it('do not stop each other: one that cannot be prepared, one that fails', async () => {
    const items = {
      prepareUpdate: (id: string) =>
        id === 'A-1'
          ? Promise.reject(refused)
          : Promise.resolve(aChange({ target: id, ...(id === 'A-2' && { apply: () => Promise.reject(refused) }) })),
    };
    const { call, activity } = await connect(accessTo({ items }), era);
    const { text, structured, isError } = await call('update_item', bulk('A-1', 'A-2', 'A-3'));
    expect(isError).toBe(false);
    expect(text).toMatch(/1 of 3 done/);
    expect(text).toContain('2. Not done: A-2\n   field State: allowed values Open, Review. Correct the fields.');
    expect(resultsIn(structured).map(({ title, problem }) => [title, problem?.code])).toEqual([
      ['A-1', 'change-rejected'],
      ['A-2', 'change-rejected'],
      ['A-3', undefined],
    ]);
    expect(activity).toMatchObject([{ write: { changed: 1 } }]);
  });

  it('stop before the next one when the call is cancelled, and never in the middle of one', async () => {
    const [begun, goOn] = [gate(), gate()];
    const made: string[] = [];
    const items = itemsThat((id) => ({
      apply: async (signal) => {
        begun.open();
        await goOn.opened;
        if (signal?.aborted !== true) made.push(id);
        return { id, changes: [] };
      },
    }));
    const { call, activity } = await connect(accessTo({ items }), era);
    const stop = new AbortController();
    const answer = call('update_item', bulk('A-1', 'A-2'), stop.signal);
    await begun.opened;
    stop.abort();
    await expect(answer).rejects.toThrow();
    // The cancellation has to arrive first; both go over the same wire.
    await new Promise((resolve) => setTimeout(resolve));
    goOn.open();
    await vi.waitFor(() => {
      expect(activity).toMatchObject([{ ok: false, code: 'cancelled', write: { changed: 1 } }]);
    });
    expect(made).toEqual(['A-1']);
  });
});

describe('several changes in one call', () => {
  it('are prepared four at once at most', async () => {
    let [now, most] = [0, 0];
    const prepareUpdate = async (id: string) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return aChange({ target: id });
    };
    const { call } = await connect(accessTo({ items: { prepareUpdate } }));
    await call('update_item', bulk(...Array.from({ length: 25 }, (_, index) => `A-${index}`)));
    expect(most).toBe(4);
  });

  it('are 25 at most, and each item once', async () => {
    const items = new FakeItems();
    const { call } = await connect(accessTo({ items }));
    const tooMany = await call('update_item', bulk(...Array.from({ length: 26 }, (_, index) => `A-${index}`)));
    expect(tooMany.isError).toBe(true);
    const twice = await call('update_item', bulk('A-1', 'A-2', 'a-1'));
    expect(twice.text).toBe('a-1 stands twice. Put its changes together. (invalid-input)');
    expect(items.asked).toEqual([]);
  });

  it('are the call’s own failure when the reason is the same for all', async () => {
    const items = { prepareUpdate: () => Promise.reject(refused) };
    const { call } = await connect(accessTo({ items }));
    expect(await call('update_item', bulk('A-1', 'A-2'))).toEqual({
      text: 'field State: allowed values Open, Review. Correct the fields. (change-rejected)',
      structured: undefined,
      isError: true,
    });
  });

  it('are shown together, with those that are left out and why, and only the others are made', async () => {
    const items = {
      prepareUpdate: (id: string) =>
        id === 'A-1' ? Promise.reject(refused) : Promise.resolve(aChange({ target: id })),
    };
    const { call } = await connect(accessTo({ items }, asking));
    const preview = await call('update_item', bulk('A-1', 'A-2'));
    expect(preview.text).toContain('1. Not possible, left out: A-1\n   field State');
    expect(preview.text).toContain('2. Change A-2\n   - State: Open → Done');
    const made = await call('update_item', { ...bulk('A-1', 'A-2'), confirm: preview.structured!['confirm'] });
    expect(made.text).toContain('1 of 2 done');
  });
});

describe('time', () => {
  it('that runs out stops before the next change and says what is not done', async () => {
    const slow = { clock: undefined as undefined | { advance: (ms: number) => void } };
    const items = itemsThat((id) => ({
      apply: () => {
        slow.clock?.advance(30_000);
        return Promise.resolve({ id, changes: [] });
      },
    }));
    const { call, clock } = await connect(accessTo({ items }));
    slow.clock = clock;
    const { text, structured } = await call('update_item', bulk('A-1', 'A-2', 'A-3'));
    expect(text).toContain('2 of 3 done');
    expect(text).toMatch(/3\. Not done: A-3 Title\n {3}The time of one call was over before this one/);
    expect(resultsIn(structured)[2]!.problem).toMatchObject({ code: 'timeout' });
  });

  it('that runs out during a change leaves it running and says that nobody knows yet', async () => {
    const goOn = gate();
    let made = false;
    const items = itemsThat((id) => ({
      apply: async () => {
        await goOn.opened;
        made = true;
        return { id, changes: [] };
      },
    }));
    const { call, clock } = await connect(accessTo({ items }));
    const answer = call('update_item', bulk('A-1'));
    await vi.waitFor(() => {
      expect(clock.waits).toEqual([55_000]);
    });
    clock.advance(55_000);
    const { text, isError } = await answer;
    expect(isError).toBe(true);
    expect(text).toMatch(/Work \(Jira\) was told, but has not answered yet.*may have been done.*before you repeat/);
    goOn.open();
    await vi.waitFor(() => {
      expect(made).toBe(true);
    });
  });

  it('that preparing took leaves a few seconds for the first change', async () => {
    const items = new FakeItems('A-1');
    const advance: { by: (ms: number) => void } = { by: () => undefined };
    const prepareUpdate: FakeItems['prepareUpdate'] = (id, change) => {
      advance.by(49_000);
      return items.prepareUpdate(id, change);
    };
    const { call, clock } = await connect(accessTo({ items: { prepareUpdate } }));
    advance.by = (ms) => {
      clock.advance(ms);
    };
    expect((await call('update_item', bulk('A-1'))).isError).toBe(false);
    expect(items.applied).toEqual(['A-1']);
  });

  it.each(['timeout', 'network-failure', 'server-error'] as const)(
    'and networks: after "%s" it warns that the change may have been made',
    async (code) => {
      const items = itemsThat(() => ({ apply: () => Promise.reject(new AppError(code, 'It broke.', 'Try again.')) }));
      const { call } = await connect(accessTo({ items }));
      expect((await call('update_item', bulk('A-1'))).text).toContain('look before you repeat it');
    },
  );
});

describe('a fault of our own in the middle', () => {
  it('does not hide what was done before it, and is logged', async () => {
    const items = itemsThat((id) =>
      id === 'A-2' ? { apply: () => Promise.reject(new TypeError('token=s3cret')) } : {},
    );
    const { call, logged } = await connect(accessTo({ items }));
    const { text } = await call('update_item', bulk('A-1', 'A-2', 'A-3'));
    expect(text).toContain('2 of 3 done');
    expect(text).toMatch(/Not done: A-2 Title\n.*\(internal\)/);
    expect(text).not.toContain('s3cret');
    expect(logged.join()).toContain('a change failed for a reason of our own');
  });
});

describe('the size of an answer', () => {
  const changes = Array.from({ length: 30 }, (_, index) => ({
    field: `Field ${index} ${'"\n'.repeat(50)}`,
    before: 'b\n"'.repeat(900),
    after: 'a\n"'.repeat(900),
  }));
  const problems = Array.from({ length: 30 }, () => 'p'.repeat(2000));
  const ids = Array.from({ length: 25 }, (_, index) => `A-${index}`);

  it('stays within the limit in text and data, which agree', async () => {
    const long = { target: 'T'.repeat(3000), changes };
    const written = { id: 'A', title: 'T'.repeat(3000), url: 'https://x.example', changes, problems };
    const items = itemsThat(() => ({ ...long, apply: () => Promise.resolve(written) }));
    const { call } = await connect(accessTo({ items }));
    const { text, structured } = await call('update_item', bulk(...ids));
    expect(text.length).toBeLessThanOrEqual(25_000);
    expect(JSON.stringify(structured).length).toBeLessThanOrEqual(25_000);
    expect(resultsIn(structured)).toHaveLength(25);
    expect(text).toContain('more changes, not shown here');
  });

  it('does not make a person agree to what is not shown', async () => {
    const items = itemsThat(() => ({ changes }));
    const { call } = await connect(accessTo({ items }, asking));
    const many = await call('update_item', bulk(...ids));
    expect(many.text).toMatch(/too long to be shown.*fewer items.*\(invalid-input\)/);
    const one = await call('update_item', bulk('A-1'));
    expect(one.text).toContain('Change A-1 Title');
    expect(one.text).toMatch(/\(\d+ more characters\)/);
    expect(resultsIn(one.structured)[0]!.changes).toHaveLength(30);
    expect(Math.max(one.text.length, JSON.stringify(one.structured).length)).toBeLessThanOrEqual(25_000);
  });
});
