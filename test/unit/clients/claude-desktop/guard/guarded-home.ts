import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GuardedClaude } from '../../../../../src/clients/claude-desktop/guarded-claude.ts';
import type { GuardNotice } from '../../../../../src/clients/claude-desktop/guard/words.ts';
import { preferences, type Preferences } from '../../../../../src/settings/preferences.ts';
import { FakeClock } from '../../../../fakes/fake-clock.ts';
import { openClaude } from '../open-claude.ts';

const claudePath = '/usr/lib/claude-desktop/claude-desktop';
export const secondMs = 1_000;

/** A Claude Desktop that a test starts, ends and lets write, real files, and a clock that the test turns. */
export async function guardedHome() {
  const home = await mkdtemp(join(tmpdir(), 'guarded-'));
  const path = join(home, '.config', 'Claude', 'claude_desktop_config.json');
  const memoryPath = join(home, 'data', 'claude-guard.json');
  const clock = new FakeClock();
  const notices: GuardNotice[] = [];
  const settings: { -readonly [K in 'guard' | 'guardAtOnce']: Preferences[K] } = {
    guard: 'restore',
    guardAtOnce: false,
  };
  let pids: number[] | undefined = [];
  const processes = () =>
    pids === undefined
      ? Promise.reject(new Error('forbidden by policy'))
      : Promise.resolve(pids.map((pid) => ({ pid, path: claudePath })));
  /** As after a start of our own program: only what is on the disk is known. */
  const open = (): Promise<GuardedClaude> =>
    openClaude(home, {
      ...{ clock, processes, memoryPath },
      preferences: { read: () => Promise.resolve({ ...preferences.parse({}), ...settings }) },
      announce: (told) => Promise.resolve(void notices.push(...told)),
    });
  await mkdir(dirname(path), { recursive: true });
  let on = await open();
  const look = () => on.guard.look('beat');
  return {
    ...{ home, path, memoryPath, clock, notices, settings, look },
    guard: () => on.guard,
    claude: () => on.claude,
    restart: async () => {
      on = await open();
    },
    read: () => readFile(path, 'utf8'),
    write: (text: string) => writeFile(path, text),
    kinds: async () => (await on.guard.history(500)).map(({ kind }) => kind).toReversed(),
    state: async () => (await on.guard.status()).files[0]?.state,
    add: async (when: 'now' | 'on-quit' = 'now') => {
      const { fingerprint } = await on.claude.preview({ path, change: 'write' });
      return on.claude.apply({ path, change: 'write', fingerprint, when });
    },
    runs: async (...now: number[]) => {
      pids = now;
      await look();
    },
    hides: () => {
      pids = undefined;
    },
    /** Ends, and nothing of it is seen for a moment. */
    ends: async () => {
      pids = [];
      await look();
      clock.advance(2 * secondMs);
      await look();
    },
  };
}
