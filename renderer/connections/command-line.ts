/** The parts of a command typed as one line, or why it cannot be read as one. */
type SplitCommand =
  { readonly ok: true; readonly parts: readonly string[] } | { readonly ok: false; readonly problem: string };

const noShell = (sign: string): SplitCommand => ({
  ok: false,
  problem: `The command runs without a shell, so ${sign} has no meaning. Put it in quotes if you mean the sign itself, or write a script and enter that.`,
});

/**
 * Splits as a shell would for spaces and quotes, and refuses what only a shell can do. A backslash takes the next sign
 * as it is where that sign has a meaning; elsewhere it is itself, for the folders of Windows.
 */
export function splitCommand(line: string): SplitCommand {
  const parts: string[] = [];
  let part: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (sign === '\\' && quote !== "'" && isEscape(line.slice(at), part)) {
      at += 1;
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

/** Not the two that begin the name of a Windows server. */
function isEscape(rest: string, part: string | undefined): boolean {
  return /^\\[\s"'\\$`|&;<>()#]/.test(rest) && !(!part && /^\\\\\w/.test(rest));
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
