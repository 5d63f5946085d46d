const context = 3;

/**
 * The unified diff of two texts whose difference is one run of lines, as a change of one key is; empty if they are equal.
 * Carriage returns are left out, they cannot be seen.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, fresh.length);
  const head = countEqual(shorter, (index) => old[index] === fresh[index]);
  const tail = countEqual(shorter - head, (index) => old.at(-1 - index) === fresh.at(-1 - index));
  const from = Math.max(0, head - context);
  const follow = Math.min(tail, context);
  const [oldEnd, freshEnd] = [old.length - tail, fresh.length - tail];
  const lines = [
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...old.slice(head, oldEnd).map((line) => `-${line}`),
    ...fresh.slice(head, freshEnd).map((line) => `+${line}`),
    ...old.slice(oldEnd, oldEnd + follow).map((line) => ` ${line}`),
  ];
  const header = `@@ -${range(from, oldEnd + follow)} +${range(from, freshEnd + follow)} @@`;
  return [`--- ${path}`, `+++ ${path}`, header, ...lines, ''].join('\n');
}

/** A last line without an end differs from one with an end, so it carries the mark that diff uses. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}\n\\ No newline at end of file`];
}

function countEqual(limit: number, equal: (index: number) => boolean): number {
  let count = 0;
  while (count < limit && equal(count)) count += 1;
  return count;
}

const range = (from: number, to: number): string => `${to === from ? from : from + 1},${to - from}`;
