import { structuredPatch } from 'diff';

const context = 3;
/** Where two texts have hardly a line in common, finding the shortest way from one to the other takes too long. */
const mostEdits = 2_000;

type Hunk = {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
};

/** The unified diff of two texts; empty if they are equal. Carriage returns are left out, they cannot be seen. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, fresh] = [before, after].map((text) => text.replaceAll('\r\n', '\n')) as [string, string];
  const options = { context, maxEditLength: mostEdits };
  const hunks = structuredPatch(path, path, old, fresh, undefined, undefined, options)?.hunks ?? [allOf(old, fresh)];
  const shown = hunks.flatMap((hunk) => [`@@ -${range(hunk, 'old')} +${range(hunk, 'new')} @@`, ...hunk.lines]);
  return [`--- ${path}`, `+++ ${path}`, ...shown, ''].join('\n');
}

function allOf(before: string, after: string): Hunk {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const lines = [...old.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)];
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: fresh.length, lines };
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Of no lines, the place is named that they would come behind. */
function range({ oldStart, oldLines, newStart, newLines }: Hunk, side: 'old' | 'new'): string {
  const [start, count] = side === 'old' ? [oldStart, oldLines] : [newStart, newLines];
  return `${count === 0 ? start - 1 : start},${count}`;
}
