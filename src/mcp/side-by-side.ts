import type { Connection } from '../connections/connection.ts';
import { AppError, toProblem, type Problem } from '../lib/app-error.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { Page } from '../providers/vocabulary.ts';
import { readCursor, writeCursor, type CursorArgs, type Position } from './cursor.ts';
import { withinTime } from './deadline.ts';
import type { ToolCall } from './tool.ts';

/** What one connection had to say. */
export type Share<T> = {
  readonly connection: Connection;
  readonly items: readonly T[];
  readonly total?: number | undefined;
  readonly note?: string | undefined;
  readonly problem?: Problem | undefined;
  /** How to go on after `items`; absent at the end of this connection's list. */
  readonly next?: { page: string | undefined; skip: number } | undefined;
  readonly position: Position;
};

type PageRequest = { readonly limit: number; readonly cursor: string | undefined; readonly signal: AbortSignal };

type Question<T> = {
  readonly tool: string;
  /** The tool's arguments without the cursor. */
  readonly args: CursorArgs;
  readonly cursor: string | undefined;
  readonly ask: (client: ProviderClient, args: CursorArgs, page: PageRequest, asked: Connection) => Promise<Page<T>>;
  /** What only some systems have, e.g. "sprints": the others are left out unless they were named. */
  readonly onlySome?: { readonly noun: string; readonly next: string } | undefined;
};

export type Shares<T> = {
  readonly shares: readonly Share<T>[];
  /** Connections whose turn has not come. */
  readonly waiting: readonly Position[];
  /** The arguments in force: those of the first call when a cursor was passed. */
  readonly args: CursorArgs;
};

const defaultLimit = 20;
/** Connections asked at once; the cursor leads to the others. Keeps the answer, and the load, within bounds. */
const atOnce = 20;

/**
 * Asks one connection, or all active ones at the same time. Of several, one that fails is a problem beside the others'
 * results; the only one asked, or the same failure everywhere (a locked vault), is thrown.
 */
export async function askSideBySide<T>(call: ToolCall, question: Question<T>): Promise<Shares<T>> {
  const { args, places, named } = await whereToAsk(call, question);
  const limit = typeof args['limit'] === 'number' ? args['limit'] : defaultLimit;
  const now = places.slice(0, atOnce);
  const answered = await Promise.all(now.map((place) => askOne(call, question, args, limit, place)));
  const waiting = places.slice(atOnce).map(({ position }) => position);
  const shares = named ? answered : thoseThatHaveIt(answered, question, waiting);
  const problems = shares.flatMap(({ problem }) => problem ?? []);
  const first = problems[0];
  const all = shares.length + waiting.length;
  if (first !== undefined && problems.length === all && problems.every((one) => sameProblem(one, first)))
    throw new AppError(first.code, first.message, first.next, { link: first.link });
  return { shares, args, waiting };
}

function thoseThatHaveIt<T>(
  shares: readonly Share<T>[],
  { onlySome }: Question<T>,
  waiting: readonly Position[],
): readonly Share<T>[] {
  if (onlySome === undefined) return shares;
  const able = shares.filter(({ problem }) => problem?.code !== 'unsupported');
  if (shares.length > 0 && able.length === 0 && waiting.length === 0)
    throw new AppError('unsupported', `None of the connected systems has ${onlySome.noun}.`, onlySome.next);
  return able;
}

/** The cursor that goes on after these shares; undefined when nothing is left. */
export function cursorAfter<T>(tool: string, { shares, args, waiting }: Shares<T>): string | undefined {
  const unfinished = shares.flatMap(({ position, next }) =>
    next === undefined ? [] : { id: position.id, page: next.page, skip: next.skip },
  );
  const at = [...unfinished, ...waiting];
  return at.length === 0 ? undefined : writeCursor(tool, args, at);
}

type Place = { connection: Connection; position: Position };

async function whereToAsk<T>(
  call: ToolCall,
  { tool, args, cursor }: Question<T>,
): Promise<{ args: CursorArgs; places: Place[]; named: boolean }> {
  const from = cursor === undefined ? undefined : readCursor(cursor, tool, args);
  const inForce = (from?.args ?? args) as CursorArgs;
  const names = namesIn(inForce);
  const known = names === undefined ? await active(call) : await allNamed(call, names);
  const [only, another] = known;
  if (names !== undefined && only !== undefined && another === undefined) call.about(only);
  const start = (connection: Connection): Place => ({ connection, position: { id: connection.id, skip: 0 } });
  const named = names !== undefined;
  if (from === undefined) return { args: inForce, places: known.map(start), named };
  // A connection removed or paused since the last page has nothing more to say.
  const places = from.at.flatMap((position) => {
    const connection = known.find(({ id }) => id === position.id);
    return connection === undefined ? [] : [{ connection, position }];
  });
  if (places.length === 0) throw nothingLeft();
  return { args: inForce, places, named };
}

/** The names in a tool's `connection` argument; undefined where it was left out. */
export function namesIn({ connection }: CursorArgs): readonly string[] | undefined {
  return typeof connection === 'string' ? [connection] : (connection as readonly string[] | undefined);
}

async function active({ access }: ToolCall): Promise<Connection[]> {
  return (await access.list()).filter((connection) => connection.active);
}

async function allNamed({ access }: ToolCall, names: readonly string[]): Promise<Connection[]> {
  const found = await Promise.all(names.map((name) => access.find(name)));
  return [...new Map(found.map((connection) => [connection.id, connection])).values()];
}

function nothingLeft(): AppError {
  return new AppError(
    'invalid-input',
    'The connections that this cursor goes on with are gone or paused.',
    'Leave the cursor out to start from the beginning.',
  );
}

async function askOne<T>(
  call: ToolCall,
  { ask }: Question<T>,
  args: CursorArgs,
  limit: number,
  { connection, position }: Place,
): Promise<Share<T>> {
  try {
    const page = await withinTime(call, connection, async (signal) => {
      const client = await call.access.open(connection);
      return ask(client, args, { limit, cursor: position.page, signal }, connection);
    });
    const next = page.nextCursor === undefined ? undefined : { page: page.nextCursor, skip: 0 };
    const { total, note } = page;
    return { connection, items: page.items.slice(position.skip), total, note, next, position };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { connection, items: [], problem: toProblem(error), position };
  }
}

function sameProblem(one: Problem, other: Problem): boolean {
  return one.code === other.code && one.message === other.message;
}
