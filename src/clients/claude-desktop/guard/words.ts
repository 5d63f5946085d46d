import type { GuardEvent, GuardQuestion } from './guard-events.ts';

export type GuardNotice = { readonly title: string; readonly text: string };

const secondRoad = 'Install MCP Keyring as an extension instead: the Claude Desktop page shows how.';

/** What is told of something that the guard found or did by itself. */
export const guardWords = {
  waiting: {
    title: 'Claude Desktop dropped MCP Keyring',
    text: 'Its settings no longer name MCP Keyring. It is put back when you quit Claude Desktop.',
  },
  repairWaiting: {
    title: 'MCP Keyring’s entry in Claude Desktop needs a repair',
    text: 'It is put right when you quit Claude Desktop.',
  },
  putBack: {
    title: 'MCP Keyring is back in Claude Desktop',
    text: 'Its settings no longer named MCP Keyring; the entry was put back. Start Claude Desktop anew to use it.',
  },
  repaired: {
    title: 'MCP Keyring’s entry in Claude Desktop was put right',
    text: 'Start Claude Desktop anew to use it.',
  },
  written: {
    title: 'Claude Desktop’s settings were changed',
    text: 'What waited for the end of Claude Desktop is done. You can start it again.',
  },
  stopped: {
    title: 'Claude Desktop drops MCP Keyring again and again',
    text: `The entry is not put back any more. ${secondRoad}`,
  },
  toldOnly: {
    title: 'Claude Desktop dropped MCP Keyring',
    text: 'Its settings no longer name MCP Keyring. The Claude Desktop page shows what happened.',
  },
} as const satisfies Record<string, GuardNotice>;

const questions: Readonly<Record<GuardQuestion, GuardNotice>> = {
  dropped: {
    title: 'Claude Desktop dropped MCP Keyring',
    text: 'Shall the entry be put back? The Claude Desktop page shows what happened.',
  },
  stale: {
    title: 'MCP Keyring’s entry in Claude Desktop is out of date',
    text: 'It starts a program that is not there any more. The Claude Desktop page puts it right.',
  },
  twice: {
    title: 'MCP Keyring is in Claude Desktop twice',
    text: 'Claude would start it for each entry. The Claude Desktop page makes one of them.',
  },
};

export const questionNotice = (question: GuardQuestion): GuardNotice => questions[question];

/** Undefined for what needs no word. */
export function noticeOfDeed({ kind, problem }: GuardEvent): GuardNotice | undefined {
  if (kind === 'put-back') return guardWords.putBack;
  if (kind === 'repaired') return guardWords.repaired;
  if (kind === 'written' || kind === 'removed' || kind === 'restored') return guardWords.written;
  if (kind !== 'refused' || problem === undefined) return undefined;
  return { title: 'Claude Desktop’s settings could not be changed', text: `${problem.message} ${problem.next}` };
}
