/** What makes text in Markdown stay the text it is. */
export type EscapeContext = { readonly atLineStart: boolean; readonly careful: boolean };

const wordChar = /[\p{L}\p{N}]/u;

/** Backslashes only where something would gain meaning, because people and models read it. `careful`: everywhere. */
export function escapeText(text: string, context: EscapeContext): string {
  if (context.careful) return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
  const brackets = context.atLineStart || text.includes('](') || text.includes('][');
  const tildes = text.split('~').length > 2;
  return text.replaceAll(/[\\`*_~[\]<&]/g, (char, at: number) => {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + 1);
    return needsEscape(char, { before, after, rest: text.slice(at + 1, at + 40), brackets, tildes })
      ? `\\${char}`
      : char;
  });
}

type Around = { before: string; after: string; rest: string; brackets: boolean; tildes: boolean };

function needsEscape(char: string, { before, after, rest, brackets, tildes }: Around): boolean {
  const alone = (before === '' || /\s/.test(before)) && (after === '' || /\s/.test(after));
  switch (char) {
    case '\\':
      return after === '' || /[!-/:-@[-`{-~\n]/.test(after);
    case '`':
      return true;
    case '*':
      return !alone;
    case '_':
      return !alone && !(wordChar.test(before) && wordChar.test(after));
    case '~':
      return tildes;
    case '[':
    case ']':
      return brackets;
    case '<':
      return /[a-z/!?]/i.test(after);
    default:
      return /^(#?\w+);/.test(rest);
  }
}

/** A line of a paragraph that would begin something else: a heading, a list, a rule, a table. */
export function escapeLineStart(line: string): string {
  if (/^(?:[-+*_]|#{1,6}|>)(?:\s|$)/.test(line) || /^>/.test(line)) return `\\${line}`;
  if (/^[-=:|][-=:|\s]*$/.test(line) || /^~~~|^```[^`]*$/.test(line)) return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, String.raw`$1\$2`);
}

/** The end of a link: spaces, brackets and the like would end it early. */
export const escapeAddress = (address: string): string =>
  address.replaceAll(/[()]/g, String.raw`\$&`).replaceAll(/&(?=#?\w+;)/g, '&amp;');

/** Code between as many backticks as it takes. */
export function codeSpan(code: string): string {
  const runs = [...code.matchAll(/`+/g)].map(([run]) => run.length);
  let fence = '`';
  while (runs.includes(fence.length)) fence += '`';
  const padded = /^`|`$|^ .*\S.* $|^ \S+ $/s.test(code) ? ` ${code} ` : code;
  return `${fence}${padded}${fence}`;
}
