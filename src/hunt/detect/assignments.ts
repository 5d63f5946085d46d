/** A name and its value in a file of lines. `start` and `end` enclose the value without its quotes. */
export type Assignment = {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

const quoted = /"(?:[^"\\]|\\.)*"|'[^']*'/.source;

/**
 * `.env` files: also with `export`, and also where the line is commented out, for an old key in a comment is as easy to
 * read. A value in quotes ends with them, any other at the end of the line or at ` #`.
 */
const envForms: readonly RegExp[] = [
  new RegExp(
    `^[ \\t]*(?:#+[ \\t]*)?(?:export[ \\t]+)?(?<name>[A-Za-z_][\\w.-]*)[ \\t]*=[ \\t]*(?<value>${quoted}|[^\\s#"'](?:[^ \\t\\r\\n]|[ \\t]+(?=[^ \\t#\\r\\n]))*)(?=[ \\t]*(?:\\r?$|[ \\t]#))`,
    'gm',
  ),
];

/** POSIX shells (an assignment before a command or in an alias, too), fish, PowerShell, `setx`. */
const shellForms: readonly RegExp[] = [
  new RegExp(`(?<![\\w.$-])(?<name>[A-Za-z_]\\w*)=(?<value>${quoted}|[^\\s"'\`;&|<>()]+)`, 'g'),
  new RegExp(
    `\\bset[ \\t]+(?:--?[\\w-]+[ \\t]+)+(?<name>[A-Za-z_]\\w*)[ \\t]+(?<value>${quoted}|[^\\s"';&|<>()]+)`,
    'g',
  ),
  new RegExp(`\\$env:(?<name>[A-Za-z_]\\w*)[ \\t]*=[ \\t]*(?<value>${quoted})`, 'gi'),
  new RegExp(`SetEnvironmentVariable\\(\\s*["'](?<name>\\w+)["']\\s*,\\s*(?<value>${quoted})`, 'gi'),
  new RegExp(`\\bsetx[ \\t]+(?<name>[A-Za-z_]\\w*)[ \\t]+(?<value>${quoted}|[^\\s"';&|<>()]+)`, 'gi'),
];

export const envAssignments = (text: string): readonly Assignment[] => assignmentsIn(text, envForms);
export const shellAssignments = (text: string): readonly Assignment[] => assignmentsIn(text, shellForms);

function assignmentsIn(text: string, forms: readonly RegExp[]): readonly Assignment[] {
  const found = forms.flatMap((form) => [...text.matchAll(form)].map(assignmentOf));
  return found.filter((each) => each.value !== '').toSorted((a, b) => a.start - b.start);
}

function assignmentOf({ index, 0: all, groups }: RegExpExecArray): Assignment {
  const { name = '', value: source = '' } = groups ?? {};
  const start = index + all.lastIndexOf(source);
  const inQuotes = /^["']/.test(source);
  const value = inQuotes ? source.slice(1, -1) : source.trimEnd();
  const first = inQuotes ? start + 1 : start;
  return { name, value, start: first, end: first + value.length };
}

/** Every word that is long enough for a key, wherever it stands. */
export function wordsIn(text: string): readonly { readonly word: string; readonly start: number }[] {
  return [...text.matchAll(/[A-Za-z0-9_][\w.~+/=-]{15,}/g)].map(({ 0: word, index }) => ({ word, start: index }));
}
