import { z } from 'zod';
import { clip } from '../lib/clip.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError, type Problem } from '../lib/app-error.ts';
import type { FieldChange, Prepared } from '../providers/writes.ts';
import { joined, maxAnswerChars, oneLine, problemText, systemName } from './answer.ts';

/** What every writing tool answers; kept short, because each of them lists it. */
export const writeOutput = z.object({
  results: z.array(z.looseObject({})).describe('id, title, url, changes [{field, before, after}], problems, problem'),
  confirm: z.string().optional(),
});

/** One change, before or after it was made. */
export type WriteResult = {
  /** `PROJ-12 Fix the login`; what the caller called it where it was refused before it was read. */
  readonly target: string;
  readonly kind?: Prepared['kind'] | undefined;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly changes: readonly FieldChange[];
  readonly problems?: readonly string[] | undefined;
  /** Why it was not made. */
  readonly problem?: Problem | undefined;
};

export type Shown = { readonly text: string; readonly results: Record<string, unknown>[] };

/** How much of each value, and how many changes of each thing, are shown; the first that fits is taken. */
const levels = [
  { chars: 2500, changes: Infinity, problems: 10 },
  { chars: 600, changes: Infinity, problems: 10 },
  { chars: 200, changes: Infinity, problems: 10 },
  { chars: 80, changes: Infinity, problems: 10 },
  { chars: 60, changes: 6, problems: 3 },
  { chars: 40, changes: 2, problems: 1 },
];
const least: Level = { chars: 20, changes: 1, problems: 0 };
type Level = (typeof levels)[number];

const did = { create: 'Created', update: 'Changed', delete: 'Deleted' };
const would = { create: 'Create', update: 'Change', delete: 'Delete' };

/** What was done, for each thing, the same in text and data; long values are cut to keep it within one answer. */
export function showDone(connection: Connection, results: readonly WriteResult[]): Shown {
  const made = results.filter(({ problem }) => problem === undefined).length;
  const heading = `${place(connection)}: ${made === results.length ? 'done' : `${made} of ${results.length} done`}.`;
  const clean = results.map(cleaned);
  const shown = levels.map((level) => () => show(clean, level, headOfDone, heading));
  return firstFitting(shown, maxAnswerChars - 200) ?? show(clean, least, headOfDone, heading);
}

/** What would be done, every field of it. AppError `invalid-input` when that cannot be shown within `maxChars`. */
export function showPlanned(connection: Connection, planned: readonly WriteResult[], maxChars: number): Shown {
  const all = levels.filter(({ changes }) => changes === Infinity);
  const heading = `${place(connection)}:`;
  const clean = planned.map(cleaned);
  const fitting = firstFitting(
    all.map((level) => () => show(clean, level, headOfPlanned, heading)),
    maxChars,
  );
  if (fitting !== undefined) return fitting;
  throw new AppError(
    'invalid-input',
    'These changes together are too long to be shown to the user in one question.',
    'Make them in several calls, each with fewer items.',
  );
}

function firstFitting(attempts: readonly (() => Shown)[], maxChars: number): Shown | undefined {
  for (const attempt of attempts) {
    const shown = attempt();
    if (Math.max(shown.text.length, JSON.stringify(shown.results).length) <= maxChars) return shown;
  }
  return undefined;
}

function show(all: readonly WriteResult[], level: Level, head: (one: WriteResult) => string, heading: string): Shown {
  const cut = all.map((one) => cutTo(one, level));
  const blocks = cut.map((one, index) => {
    const number = cut.length === 1 ? '' : `${String(index + 1)}. `;
    const { problems = [], problem } = one;
    return [
      `${number}${head(one)}`,
      ...(problem === undefined ? one.changes.map(changeLine) : [`   ${problemText(problem)}`]),
      ...problems.map((sentence) => `   ! ${sentence}`),
    ].join('\n');
  });
  return { text: [heading, ...blocks].join('\n'), results: cut.map(asData) };
}

/** Once for all levels, and no more of a value than the first of them shows. */
function cleaned(one: WriteResult): WriteResult {
  const line = (text: string): string => visible(oneLine(text));
  return {
    ...one,
    target: line(one.target),
    title: one.title === undefined ? undefined : line(one.title),
    problems: one.problems?.map(line),
    changes: one.changes.map(({ field, before, after }) => ({
      field: line(field),
      ...(before !== undefined && { before: visible(before) }),
      ...(after !== undefined && { after: visible(after) }),
    })),
  };
}

function cutTo(one: WriteResult, level: Level): WriteResult {
  const { chars } = level;
  const [name, sentence] = [Math.min(chars + 60, 300), Math.max(chars, 200)];
  const changes = one.changes.slice(0, level.changes).map(({ field, before, after }) => ({
    field: clip(field, Math.min(chars, 60)),
    ...(before !== undefined && { before: cutValue(before, chars) }),
    ...(after !== undefined && { after: cutValue(after, chars) }),
  }));
  const problems = (one.problems ?? []).slice(0, level.problems).map((text) => clip(text, sentence));
  const left = [
    notShown(one.changes.length - changes.length, 'changes'),
    notShown((one.problems ?? []).length - problems.length, 'problems'),
  ].filter((text) => text !== undefined);
  const told = [...problems, ...left];
  return {
    ...one,
    target: clip(one.target, name),
    title: one.title === undefined ? undefined : clip(one.title, name),
    changes,
    problems: told.length === 0 ? undefined : told,
    problem: one.problem && { ...one.problem, message: clip(one.problem.message, sentence * 2) },
  };
}

const notShown = (count: number, what: string): string | undefined =>
  count > 0 ? `${String(count)} more ${what}, not shown here.` : undefined;

/** Says how much is missing, so that nobody takes a part for the whole. */
function cutValue(value: string, max: number): string {
  if (value.length <= max) return value;
  return `${clip(value, max)} (${String(value.length - max)} more characters)`;
}

/** Without the characters that hide or reorder what stands beside them. */
function visible(text: string): string {
  return text.replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
}

function headOfDone({ kind, target, id, title, url, changes, problem }: WriteResult): string {
  if (problem !== undefined) return `Not done: ${target}`;
  if (kind === 'update' && changes.length === 0) return joined([`Nothing to change: ${target}`, url]);
  const name = title === undefined || id === undefined ? target : `${id} ${title}`;
  return joined([`${did[kind ?? 'update']} ${name}`, id !== undefined && title === undefined ? `id ${id}` : '', url]);
}

function headOfPlanned({ kind, target, changes, problem }: WriteResult): string {
  if (problem !== undefined) return `Not possible, left out: ${target}`;
  if (kind === 'update' && changes.length === 0) return `Nothing to change: ${target}`;
  return `${would[kind ?? 'update']} ${target}`;
}

const longestInLine = 120;

function changeLine({ field, before, after }: FieldChange): string {
  const long = [before, after].some(
    (value) => value !== undefined && (value.includes('\n') || value.length > longestInLine),
  );
  if (!long) return `   - ${field}: ${before === undefined ? '' : `${quoted(before)} → `}${quoted(after)}`;
  return [`   - ${field}`, ...part('before', before), ...part('after', after)].join('\n');
}

const quoted = (value: string | undefined): string => (value === undefined || value === '' ? '(empty)' : value);

/** Each line marked, so that a text cannot pass for the answer around it. */
function part(name: string, value: string | undefined): string[] {
  if (value === undefined) return name === 'after' ? ['     after: (empty)'] : [];
  return [`     ${name}:`, ...value.split('\n').map((line) => `     | ${line}`)];
}

function asData({ target, id, title, url, changes, problems, problem }: WriteResult): Record<string, unknown> {
  return {
    ...(id !== undefined && { id }),
    title: title ?? target,
    ...(url !== undefined && { url }),
    changes,
    ...(problems !== undefined && { problems }),
    ...(problem !== undefined && { problem }),
  };
}

function place({ name, provider }: Connection): string {
  return `${name} (${systemName(provider)})`;
}
