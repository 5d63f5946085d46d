import type { GuardedFile, GuardEvent } from './types.ts';

type Words = { readonly title: string; readonly text: string; readonly color: string };

const waits: Record<NonNullable<GuardedFile['waiting']>['kind'], Words> = {
  write: {
    title: 'The entry is written when Claude Desktop quits',
    text: 'A running Claude overwrites its settings, so MCP Keyring waits until it has ended.',
    color: 'harbour',
  },
  remove: {
    title: 'The entry is removed when Claude Desktop quits',
    text: 'A running Claude overwrites its settings, so MCP Keyring waits until it has ended.',
    color: 'harbour',
  },
  restore: {
    title: 'The copy is restored when Claude Desktop quits',
    text: 'A running Claude overwrites its settings, so MCP Keyring waits until it has ended.',
    color: 'harbour',
  },
};

const questions: Record<NonNullable<GuardedFile['question']>, Words> = {
  dropped: {
    title: 'The entry is gone from Claude’s settings',
    text: 'Another program wrote the file without it, most likely Claude Desktop itself. Shall it be put back?',
    color: 'yellow',
  },
  stale: {
    title: 'The entry starts a program that is not there any more',
    text: 'That happens after an update or a move. Shall it be put right?',
    color: 'yellow',
  },
  twice: {
    title: 'MCP Keyring is in Claude’s settings more than once',
    text: 'Claude would start it for each entry. Shall one be made of them?',
    color: 'yellow',
  },
};

const states: Record<Exclude<GuardedFile['state'], 'waiting' | 'question'>, Words> = {
  guarded: {
    title: 'The entry is guarded',
    text: 'It is there, and MCP Keyring watches that it stays.',
    color: 'green',
  },
  stopped: {
    title: 'Claude Desktop drops the entry again and again',
    text: 'It was dropped three times within an hour, so it is not put back any more. The second way into Claude, below, does not depend on this file.',
    color: 'red',
  },
  refused: {
    title: 'Claude’s settings could not be changed',
    text: 'MCP Keyring tries again when the file is another one.',
    color: 'red',
  },
  dropped: {
    title: 'The entry is gone from Claude’s settings',
    text: 'It is not put back by itself.',
    color: 'yellow',
  },
};

export function wordsOf({ state, waiting, question }: GuardedFile): Words {
  if (state === 'waiting' && waiting !== undefined)
    return waiting.by === 'guard' && waiting.kind === 'write'
      ? { ...waits.write, title: 'Dropped; it is put back when Claude Desktop quits', color: 'yellow' }
      : waits[waiting.kind];
  if (state === 'question' && question !== undefined) return questions[question];
  return state === 'waiting' || state === 'question' ? states.guarded : states[state];
}

const events: Record<GuardEvent['kind'], string> = {
  written: 'The entry was written',
  removed: 'The entry was removed',
  restored: 'A copy was restored',
  dropped: 'Another program wrote the file without the entry',
  returned: 'The entry came back without MCP Keyring',
  'left-out': 'You said that you removed the entry yourself',
  'put-back': 'The entry was put back',
  repaired: 'The entry was put right',
  waiting: 'A change waits until Claude Desktop quits',
  cancelled: 'A waiting change was called off',
  refused: 'A change was not made',
  stopped: 'Dropped too often; the guard rests',
  changed: 'Another program changed the file; the entry stayed as it was',
  started: 'Claude Desktop was started',
};

export function eventWords({ kind, entry, times }: GuardEvent): string {
  const what = kind === 'started' && entry !== undefined ? `${events.started} ${entry} the entry` : events[kind];
  return times === undefined ? what : `${what} (${times} times)`;
}
