/** The parts of a command typed as one line, or why it cannot be read as one. */
export type SplitCommand =
  { readonly ok: true; readonly parts: readonly string[] } | { readonly ok: false; readonly problem: string };

type Options = {
  /** There a backslash separates folders; elsewhere it takes the next character as it is. */
  readonly windows: boolean;
};

const noShell = (sign: string): SplitCommand => ({
  ok: false,
  problem: `The command runs without a shell, so ${sign} has no meaning. Put it in quotes if you mean the sign itself, or write a script and enter that.`,
});

/** Splits as a shell would for spaces, quotes and backslashes, and refuses what only a shell can do. */
export function splitCommand(line: string, { windows }: Options): SplitCommand {
  const parts: string[] = [];
  let part: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (isEscape(line, at, quote, windows)) {
      at += 1;
      if (at === line.length) return { ok: false, problem: 'The backslash at the end has nothing after it.' };
      part = (part ?? '') + line.charAt(at);
    } else if (sign === quote) quote = undefined;
    else if (quote === undefined && (sign === '"' || sign === "'")) {
      quote = sign;
      part ??= '';
    } else if (quote === undefined && /\s/.test(sign)) {
      if (part !== undefined) parts.push(part);
      part = undefined;
    } else if (isForShell(sign, quote, part === undefined)) return noShell(sign);
    else part = (part ?? '') + sign;
  }
  if (quote !== undefined) return { ok: false, problem: `A quote (${quote}) is opened and not closed.` };
  if (part !== undefined) parts.push(part);
  return { ok: true, parts };
}

/** One line that splitCommand() takes apart into these parts, on every system. */
export function joinCommand(parts: readonly string[]): string {
  return parts.map(quoted).join(' ');
}

function isEscape(line: string, at: number, quote: string | undefined, windows: boolean): boolean {
  if (line.charAt(at) !== '\\' || quote === "'") return false;
  const next = line.charAt(at + 1);
  if (windows) return next === '"';
  return quote === undefined || /["\\$`]/.test(next);
}

function isForShell(sign: string, quote: string | undefined, first: boolean): boolean {
  if (quote === "'") return false;
  if (quote === '"') return /[$`]/.test(sign);
  return /[|&;<>$`()]/.test(sign) || (first && sign === '#');
}

/** In single quotes, where nothing has a meaning; a single quote itself in double ones. */
function quoted(part: string): string {
  if (/^[\w@%+=:,./-]+$/.test(part)) return part;
  if (part === '') return "''";
  return part.replace(/'+|[^']+/g, (run) => (run.startsWith("'") ? `"${run}"` : `'${run}'`));
}
