import { parseTree, printParseErrorCode, visit, type Node, type ParseError } from 'jsonc-parser';
import type { Plain } from '../format.ts';
import { notParsable, place } from '../not-parsable.ts';

/** What the owner of a file accepts beyond JSON. */
export type Dialect = { readonly comments: boolean; readonly trailingCommas: boolean; readonly byteOrderMark: boolean };

/** A JSON text: the byte order mark or nothing, and what is behind it; places count from there. No root: holds nothing. */
export type JsonDocument = { readonly mark: string; readonly body: string; readonly root: Node | undefined };

const byteOrderMark = '\uFEFF';
const comment = 'there is a comment, which the program that owns the file does not accept';
const sentences: Readonly<Record<string, string>> = {
  InvalidCommentToken: comment,
  UnexpectedEndOfComment: comment,
  PropertyNameExpected: 'a name in double quotes is expected there (or there is a comma too many)',
  ValueExpected: 'a value is expected there (or there is a comma too many)',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'there is more text after the end of the settings',
  UnexpectedEndOfString: 'a text is not closed with a double quote',
};

/** Throws `file-not-parsable`, with line and column, for what the owner of the file would refuse. */
export function readDocument(text: string, dialect: Dialect): JsonDocument {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  if (mark !== '' && !dialect.byteOrderMark)
    throw notValid('line 1, column 1: there is a byte order mark before the text');
  const body = text.slice(mark.length);
  const errors: ParseError[] = [];
  const { comments, trailingCommas: allowTrailingComma } = dialect;
  const root = parseTree(body, errors, { disallowComments: !comments, allowTrailingComma, allowEmptyContent: true });
  if (errors[0] !== undefined) throw notValid(describe(body, errors[0], dialect));
  if (root !== undefined) assertJson(body, dialect);
  return { mark, body, root };
}

function describe(body: string, { error, offset }: ParseError, { comments }: Dialect): string {
  const code = printParseErrorCode(error);
  const unclosed = comments && code === 'UnexpectedEndOfComment';
  const sentence = unclosed ? 'a comment is not closed' : sentences[code];
  return `${place(body, offset)}: ${sentence ?? 'something stands there that JSON does not know'}`;
}

/** `parseTree` lets some things pass (control characters in a text, numbers such as 01) that JSON.parse does not. */
function assertJson(body: string, dialect: Dialect): void {
  try {
    JSON.parse(dialect.comments || dialect.trailingCommas ? bare(body) : body);
  } catch (cause) {
    throw notParsable('The file is not valid JSON.', cause);
  }
}

/** The text with blanks in place of comments and trailing commas. */
function bare(body: string): string {
  const spans: [start: number, length: number][] = [];
  let separator: number | undefined;
  const other = (): void => {
    separator = undefined;
  };
  const close = (): void => {
    if (separator !== undefined) spans.push([separator, 1]);
    separator = undefined;
  };
  visit(body, {
    onComment: (start, length) => spans.push([start, length]),
    onSeparator: (character, offset) => {
      separator = character === ',' ? offset : undefined;
    },
    onObjectBegin: other,
    onArrayBegin: other,
    onObjectProperty: other,
    onLiteralValue: other,
    onObjectEnd: close,
    onArrayEnd: close,
  });
  const pieces: string[] = [];
  let at = 0;
  for (const [start, length] of spans.toSorted(([a], [b]) => a - b)) {
    pieces.push(body.slice(at, start), ' '.repeat(length));
    at = start + length;
  }
  return pieces.join('') + body.slice(at);
}

const notValid = (what: string) => notParsable(`The file is not valid JSON: ${what}.`);

/** The value of a node. Not jsonc-parser's own: that one loses a name such as `__proto__`. */
export function plainOf(node: Node): Plain {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map(plainOf);
  if (node.type !== 'object') return node.value as string | number | boolean | null;
  return Object.fromEntries(
    children.flatMap(({ children: [key, value] = [] }) =>
      key === undefined || value === undefined ? [] : [[String(key.value), plainOf(value)] as const],
    ),
  );
}
