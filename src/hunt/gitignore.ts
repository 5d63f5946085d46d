type Rules = { readonly base: string; readonly text: string };
type Rule = { readonly fits: (path: string) => boolean; readonly keeps: boolean };

/** Whether git's rules (https://git-scm.com/docs/gitignore) keep a path out; slashes, from the work tree's root. The last rule that fits counts. */
export function isIgnored(path: string, files: readonly Rules[]): boolean {
  const rules = files.flatMap(({ base, text }) => text.split(/\r?\n/).flatMap((line) => ruleOf(line, base)));
  const parts = path.split('/');
  // What lies in a folder that is kept out cannot be let in again.
  return parts.some((_, index) => {
    const part = parts.slice(0, index + 1).join('/') + (index < parts.length - 1 ? '/' : '');
    return rules.findLast(({ fits }) => fits(part))?.keeps === false;
  });
}

function ruleOf(line: string, base: string): readonly Rule[] {
  const trimmed = line.replace(/(?<!\\)\s+$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const keeps = trimmed.startsWith('!');
  const glob = trimmed.replace(/^!/, '').replace(/^\\(?=[!#])/, '');
  const bare = glob.replace(/\/$/, '');
  const steps = [
    ...(base === '' ? [] : literally(`${base}/`)),
    ...(bare.includes('/') ? [] : [anyFolders]),
    ...stepsOf(bare.replace(/^\//, '')),
  ];
  const onlyFolders = glob.endsWith('/');
  const fits = (path: string): boolean =>
    (!onlyFolders || path.endsWith('/')) && isMatch(steps, path.replace(/\/$/, ''));
  return [{ fits, keeps }];
}

/** `one`: a character. `many`: any number of them. `folders`: nothing, or whatever ends with a slash. */
type Step = { readonly kind: 'one' | 'many' | 'folders'; readonly takes: (character: string) => boolean };
const anyFolders: Step = { kind: 'folders', takes: () => true };
const notSlash = (character: string): boolean => character !== '/';

const literally = (text: string): readonly Step[] =>
  Array.from(text, (each) => ({ kind: 'one', takes: (character) => character === each }));

const signs = /\*\*\/|\/\*\*$|\*+|\?|\[!?[^\]]+\]|\\.|[^]/gu;

const stepsOf = (glob: string): readonly Step[] =>
  (glob.match(signs) ?? []).flatMap((sign): readonly Step[] => {
    if (sign === '**/') return [anyFolders];
    if (sign === '/**') return [...literally('/'), { kind: 'many', takes: () => true }];
    if (sign.startsWith('*')) return [{ kind: 'many', takes: notSlash }];
    if (sign === '?') return [{ kind: 'one', takes: notSlash }];
    if (sign.length > 2 && sign.startsWith('[')) return [{ kind: 'one', takes: setOf(sign.slice(1, -1)) }];
    return literally(sign.length > 1 && sign.startsWith('\\') ? sign.slice(1) : sign);
  });

/** A set of characters that is none, such as [z-a], fits nothing, as in git. */
function setOf(set: string): Step['takes'] {
  try {
    const inside = set.replace(/^!/, '').replaceAll('\\', '\\\\');
    const pattern = new RegExp(`^[${set.startsWith('!') ? '^' : ''}${inside}]$`, 'u');
    return (character) => pattern.test(character);
  } catch {
    return () => false;
  }
}

/** All ways at once, so that no rule of a stranger's project takes for ever, as a regular expression may. */
function isMatch(steps: readonly Step[], path: string): boolean {
  let at = entered(steps, 0);
  for (const character of path) {
    const next = [...at].flatMap((place): readonly number[] => {
      const step = steps[place];
      if (step?.takes(character) !== true) return [];
      if (step.kind === 'one') return entered(steps, place + 1);
      if (step.kind === 'many') return entered(steps, place);
      // A folder's name that has begun ends with its slash.
      return character === '/' ? [place, ...entered(steps, place + 1)] : [place];
    });
    at = [...new Set(next)];
  }
  return at.includes(steps.length);
}

/** A step and those behind it, as far as each may take nothing. */
function entered(steps: readonly Step[], place: number): readonly number[] {
  const end = steps.findIndex(({ kind }, index) => index >= place && kind === 'one');
  const last = end === -1 ? steps.length : end;
  return Array.from({ length: last - place + 1 }, (_, index) => place + index);
}
