type Rules = { readonly base: string; readonly text: string };
type Rule = { readonly pattern: RegExp; readonly keeps: boolean };

/** Whether git's rules (https://git-scm.com/docs/gitignore) keep a path out; slashes, from the work tree's root. The last rule that fits counts. */
export function isIgnored(path: string, files: readonly Rules[]): boolean {
  const rules = files.flatMap(({ base, text }) => text.split(/\r?\n/).flatMap((line) => ruleOf(line, base)));
  const parts = path.split('/');
  // What lies in a folder that is kept out cannot be let in again.
  return parts.some((_, index) => {
    const part = parts.slice(0, index + 1).join('/') + (index < parts.length - 1 ? '/' : '');
    return rules.findLast(({ pattern }) => pattern.test(part))?.keeps === false;
  });
}

function ruleOf(line: string, base: string): readonly Rule[] {
  const trimmed = line.replace(/(?<!\\)\s+$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const keeps = trimmed.startsWith('!');
  const glob = trimmed.replace(/^!/, '').replace(/^\\(?=[!#])/, '');
  const anchored = glob.replace(/\/$/, '').includes('/');
  const body = sourceOf(glob.replace(/^\//, '').replace(/\/$/, ''));
  const start = `^${escaped(base === '' ? '' : `${base}/`)}${anchored ? '' : '(?:.*/)?'}`;
  try {
    return [{ pattern: new RegExp(`${start}${body}${glob.endsWith('/') ? '/' : '/?'}$`), keeps }];
  } catch {
    // A set of characters that is none, such as [z-a]: git lets it fit nothing, too.
    return [];
  }
}

const sourceOf = (glob: string): string =>
  glob.replace(
    /\*\*\/|\/\*\*$|\*+|\?|\[(!?)([^\]]+)\]|\\(.)|[.+^${}()|[\]\\]/g,
    (sign, not: string, set: string, kept) => {
      if (sign === '**/') return '(?:.*/)?';
      if (sign === '/**') return '/.*';
      if (sign.startsWith('*')) return '[^/]*';
      if (sign === '?') return '[^/]';
      if (set) return `[${not === '' ? '' : '^'}${set.replaceAll('\\', '\\\\')}]`;
      return escaped(typeof kept === 'string' ? kept : sign);
    },
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
