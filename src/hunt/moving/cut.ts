import type { ConfigFormat } from '../../clients/formats/format.ts';
import type { Spot } from '../detect/spot.ts';

/** In places of the text as it was: `put` stands where `remove` characters were. */
type Edit = { readonly at: number; readonly remove: number; readonly put: string };

/**
 * Cuts keys out of a file of lines and leaves the names: every other character stays. Above each line that gave a name a
 * value, a comment in the file's own syntax (`#`, in all of them) says where the key went.
 */
export function cutFromLines(text: string, spots: readonly Spot[], note: string): string {
  const comments = spots.flatMap(({ name, start }) =>
    name === undefined ? [] : commentAbove(text, start, `# ${name}: ${note}`),
  );
  return withEdits(text, [...cutsOf(text, spots), ...comments]);
}

/** Cuts keys out of a configuration file: values are emptied, or lose the part that is the key. */
export function cutFromConfig(text: string, format: ConfigFormat, spots: readonly Spot[]): string {
  const loose = spots.filter(({ path }) => path === undefined);
  return spots.reduce(
    (edited, { path, value, literal }) =>
      path === undefined ? edited : format.replace(edited, path, valueWithout(edited, format, path, value, literal)),
    withEdits(text, cutsOf(text, loose)),
  );
}

/** A value may hold several: what the file says now counts. */
function valueWithout(
  text: string,
  format: ConfigFormat,
  path: NonNullable<Spot['path']>,
  value: string,
  literal: string,
): string {
  const wanted = JSON.stringify(path);
  const current = format.texts(text).find((each) => JSON.stringify(each.path) === wanted)?.text ?? value;
  return current.replaceAll(literal, '');
}

const cutsOf = (text: string, spots: readonly Spot[]): readonly Edit[] =>
  spots.flatMap(({ start, literal }) => {
    const at = text.indexOf(literal, start);
    return at === -1 ? [] : [{ at, remove: literal.length, put: '' }];
  });

/** Only above a line that begins with the assignment and does not go on from the one before. */
function commentAbove(text: string, offset: number, comment: string): readonly Edit[] {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const [, mark = '', indent = ''] = /^(\uFEFF?)([ \t]*)/.exec(text.slice(lineStart, offset)) ?? [];
  const before = text.slice(0, lineStart).replace(/\r?\n$/, '');
  const line = text.slice(lineStart + mark.length + indent.length, offset);
  if (!assigns.test(line) || /[\\`|&,({]$/.test(before)) return [];
  const newline = /^[^\n]*\r\n/.test(text.slice(lineStart)) || before.length + 2 === lineStart ? '\r\n' : '\n';
  return [{ at: lineStart + mark.length, remove: 0, put: indent + comment + newline }];
}
const assigns = /^(?:export[ \t]+|set[ \t]+-|\$env:|[A-Za-z_][\w.-]*[ \t]*=)/i;

/** From the back, so that places further ahead still hold. */
const withEdits = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((edited, { at, remove, put }) => edited.slice(0, at) + put + edited.slice(at + remove), text);
