import { maxAnswerChars } from './answer.ts';
import type { Share } from './side-by-side.ts';

/** What a list answer needs beside its items: headings, the closing lines. */
const reserve = 600;
const perShare = 240;

/**
 * Keeps as many items as fit into one answer, taking from each connection in turn so that none crowds out another.
 * What was cut stays reachable: the share's `next` then points into the page it came from.
 */
export function fit<T>(
  shares: readonly Share<T>[],
  cost: (item: T) => number,
  cursorChars: number,
): { shares: Share<T>[]; cut: boolean } {
  const fixed = shares.reduce((sum, { note = '', problem }) => sum + perShare + lengthOf({ note, problem }), 0);
  const kept = takeInTurn(shares, cost, maxAnswerChars - reserve - fixed - cursorChars);
  const cut = shares.map((share, index) => {
    const count = kept[index] ?? 0;
    if (count === share.items.length) return share;
    const { page, skip } = share.position;
    return { ...share, items: share.items.slice(0, count), next: { page, skip: skip + count } };
  });
  return { shares: cut, cut: cut.some((share, index) => share !== shares[index]) };
}

const lengthOf = (words: object): number => JSON.stringify(words).length;

function takeInTurn<T>(shares: readonly Share<T>[], cost: (item: T) => number, budget: number): number[] {
  const kept = shares.map(() => 0);
  let left = budget;
  for (let round = 0; shares.some(({ items }) => round < items.length); round += 1) {
    for (const [index, { items }] of shares.entries()) {
      const item = items[round];
      if (item === undefined) continue;
      left -= cost(item);
      // The first item always fits, else a caller would never get on.
      if (left < 0 && kept.some((count) => count > 0)) return kept;
      kept[index] = round + 1;
    }
  }
  return kept;
}
