export type Token = {
  readonly kind: 'word' | 'string' | 'symbol' | 'end';
  readonly text: string;
  /** Counts from 1, as the systems' messages do. */
  readonly at: number;
};

/** Words or signs that the text breaks off with. */
export class QueryFault extends Error {}

const tokenPattern =
  /\s*(?:(?<symbol>!=|!~|>=|<=|[=~<>(),])|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<word>[^\s=!~<>(),"']+))/y;

export const unquote = (quoted: string): string => quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1');

/** JQL and CQL have the same words. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (query.slice(at).trim() !== '') {
    tokenPattern.lastIndex = at;
    const found = tokenPattern.exec(query);
    if (found === null) throw new QueryFault(`The character at position ${at + 1} is not expected here.`);
    const { symbol, string, word } = found.groups ?? {};
    const start = tokenPattern.lastIndex - (symbol ?? string ?? word ?? '').length + 1;
    if (string !== undefined) tokens.push({ kind: 'string', text: unquote(string), at: start });
    else tokens.push({ kind: symbol === undefined ? 'word' : 'symbol', text: symbol ?? word ?? '', at: start });
    at = tokenPattern.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at: query.length + 1 }];
}
