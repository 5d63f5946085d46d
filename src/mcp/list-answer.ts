import { z } from 'zod';
import type { Problem } from '../lib/app-error.ts';
import type { ProviderId } from '../providers/provider.ts';
import { joined, problemText, systemName } from './answer.ts';
import { fit } from './fit.ts';
import { cursorAfter, type Share, type Shares } from './side-by-side.ts';
import type { ToolOutcome } from './tool.ts';

/** What every list tool answers: the same for all, because each lists it. `entries` names what each entry has. */
export function listOutput(entries: string) {
  return z.object({
    results: z.array(
      z.looseObject({ connection: z.string(), found: z.array(z.looseObject({ id: z.string() })).describe(entries) }),
    ),
    next_cursor: z.string().optional(),
  });
}

type Layout<T> = {
  readonly tool: string;
  /** "items", "projects" */
  readonly noun: string;
  readonly line: (item: T) => string;
};

type ListedShare<T> = {
  connection: string;
  system: ProviderId;
  found: T[];
  total?: number;
  note?: string;
  problem?: Problem;
};

/** A list answer as text and as data, both cut to the same items where they would grow too long. */
export function listOutcome<T>(
  all: Shares<T>,
  layout: Layout<T>,
): ToolOutcome<{ results: ListedShare<T>[]; next_cursor?: string }> {
  const cost = (item: T): number => Math.max(layout.line(item).length, JSON.stringify(item).length) + 1;
  const longestCursor = cursorAfter(layout.tool, withEveryPosition(all))?.length ?? 0;
  const { shares, cut } = fit(all.shares, cost, longestCursor);
  const cursor = cursorAfter(layout.tool, { ...all, shares });
  const text = [
    ...shares.map((share) => section(share, layout)),
    ...(shares.length === 0 ? ['No active connections. list_connections shows what there is.'] : []),
    ...(cursor === undefined
      ? []
      : [`${cut ? 'Cut to keep the answer short. ' : ''}${moreOf({ ...all, shares })}: cursor ${cursor}`]),
  ].join('\n\n');
  const failed = shares.find(({ problem: failure }) => failure !== undefined)?.problem?.code;
  return {
    text,
    structured: { results: shares.map(listed), ...(cursor !== undefined && { next_cursor: cursor }) },
    ...(shares.length > 0 && shares.every((share) => share.problem !== undefined) && { failure: failed }),
  };
}

/** As if every connection had more to give, to know how long the cursor may become. */
function withEveryPosition<T>(all: Shares<T>): Shares<T> {
  const shares = all.shares.map((share) => {
    const pages = [share.position.page ?? '', share.next?.page ?? ''];
    return { ...share, next: { page: pages.sort((a, b) => b.length - a.length)[0], skip: 10_000 } };
  });
  return { ...all, shares };
}

/** Of several connections: those that have more. */
function moreOf<T>({ shares, waiting }: Shares<T>): string {
  if (shares.length + waiting.length < 2) return 'More';
  const names = shares.flatMap(({ connection, next }) => (next === undefined ? [] : [connection.name]));
  const others = waiting.length === 0 ? [] : [`${String(waiting.length)} connections not asked yet`];
  return `More from ${[...names, ...others].join(', ')}`;
}

function listed<T>({ connection, items, total, note, problem: failure }: Share<T>): ListedShare<T> {
  return {
    connection: connection.name,
    system: connection.provider,
    found: [...items],
    ...(total !== undefined && { total }),
    ...(note !== undefined && { note }),
    ...(failure !== undefined && { problem: failure }),
  };
}

function section<T>(share: Share<T>, { noun, line }: Layout<T>): string {
  const { connection, items, total, note, problem: failure, next } = share;
  const heading = `## ${connection.name} (${systemName(connection.provider)})`;
  if (failure !== undefined) return `${heading}\n${problemText(failure)}`;
  const count = total === undefined || items.length === 0 ? undefined : `${items.length} of ${total} ${noun}`;
  const none = next === undefined ? `No ${noun} found.` : `No ${noun} on this page.`;
  const lines = items.length === 0 ? [none] : items.map(line);
  return [joined([heading, count], ': '), ...(note === undefined ? [] : [`Note: ${note}`]), ...lines].join('\n');
}
