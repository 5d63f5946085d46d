import { onTestFinished } from 'vitest';
import type { ActivityEntry } from '../../../src/activity/activity-entry.ts';
import type { Connection, TestResult } from '../../../src/connections/connection.ts';
import { failingAfter } from '../../../src/connections/failing.ts';
import type { Checked } from '../../../src/connections/test-runs.ts';
import { createHealthWatch } from '../../../src/health/health-watch.ts';
import type { ErrorCode } from '../../../src/lib/app-error.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import type { StoreStatus } from '../../../src/secrets/secret-store.ts';
import { preferences } from '../../../src/settings/preferences.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const start = '2026-11-21T09:00:00.000Z';
export const locked: StoreStatus = {
  state: 'locked',
  problem: { code: 'keychain-locked', message: 'The keychain is locked.', next: 'Unlock it.' },
};

/** When the connection was last tested, and how that ended. */
export const tested = (hoursAgo: number, code?: ErrorCode): TestResult => ({
  at: new Date(Date.parse(start) - hoursAgo * hour).toISOString(),
  durationMs: 10,
  outcome: outcomeOf(code),
});
const outcomeOf = (code: ErrorCode | undefined): TestResult['outcome'] =>
  code === undefined
    ? { ok: true, account: { id: 'mia', name: 'Mia Krystof' } }
    : { ok: false, problem: { code, message: 'It failed.', next: 'Try again.' } };

/** A watch over connections in memory and systems that answer as the test says. */
export function watching(...given: readonly Connection[]) {
  const clock = new FakeClock(start);
  let connections: readonly Connection[] = given;
  const answers = new Map<string, ErrorCode>();
  const checks: { name: string; minute: number }[] = [];
  const state = {
    everyHours: 6,
    network: 'wifi 192.168.1.5',
    status: { state: 'ready' } as StoreStatus,
    activity: [] as ActivityEntry[],
    atOnce: 0,
    mostAtOnce: 0,
    hold: undefined as Promise<void> | undefined,
  };
  let added = (): void => undefined;
  const check = async (connection: Connection, signal?: AbortSignal): Promise<Checked> => {
    const at = clock.now();
    checks.push({ name: connection.name, minute: Math.floor((at.getTime() - Date.parse(start)) / minute) });
    state.atOnce += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, state.atOnce);
    await state.hold;
    state.atOnce -= 1;
    const code = signal?.aborted === true ? 'cancelled' : answers.get(connection.name);
    return { tested: connection, result: { at: at.toISOString(), durationMs: 10, outcome: outcomeOf(code) } };
  };
  const keep = ({ tested: one, result }: Checked): Promise<void> => {
    connections = connections.map((each) =>
      each.id === one.id ? { ...each, lastTest: result, failing: failingAfter(each, result) } : each,
    );
    return Promise.resolve();
  };
  const health = createHealthWatch({
    file: { read: () => Promise.resolve({ connections: [...connections], removed: [], leftovers: [], rotations: [] }) },
    preferences: { read: () => Promise.resolve(preferences.parse({ checkEveryHours: state.everyHours })) },
    tests: { check, keep },
    store: () => ({ status: () => Promise.resolve(state.status) }),
    activity: { list: () => Promise.resolve(state.activity) },
    onActivity: (listener) => {
      added = listener;
      return () => undefined;
    },
    clock,
    logger: silentLogger,
    networkId: () => state.network,
  });
  onTestFinished(() => health.close());
  health.start();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn++) await Promise.resolve();
  };
  return {
    ...{ clock, state, answers, checks, health, settle },
    connection: (name: string) => connections.find((each) => each.name === name),
    change: (change: (current: readonly Connection[]) => readonly Connection[]) => {
      connections = change(connections);
    },
    names: () => checks.map(({ name }) => name),
    /** Time passes while the computer is awake. */
    pass: async (ms: number): Promise<void> => {
      await settle();
      for (let left = ms; left > 0;) {
        const step = Math.min(left, Math.max(clock.waits[0] ?? left, 1));
        clock.advance(step);
        left -= step;
        await settle();
      }
    },
    /** Time passes while the computer sleeps: nobody notices before it is over. */
    sleep: async (ms: number): Promise<void> => {
      await settle();
      clock.advance(ms);
      await settle();
    },
    async claudeFailed(name: string, code: ErrorCode) {
      const connectionId = connections.find((each) => each.name === name)!.id;
      const entry = { at: clock.now().toISOString(), tool: 'get_item', ok: false, code, durationMs: 5, connectionId };
      state.activity = [entry, ...state.activity];
      added();
      await settle();
    },
  };
}
