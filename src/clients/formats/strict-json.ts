import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { AppError } from '../../lib/app-error.ts';

const next =
  'Correct the file (in Claude: Settings, Developer, Edit Config) and try again. MCP Keyring has not changed it.';

/** A refusal of the file as it stands. The sentence never quotes the file: other servers keep their keys in it. */
export const notParsable = (message: string, cause?: unknown): AppError =>
  new AppError('file-not-parsable', message, next, { cause });

const sentences: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'there is a comment, which Claude does not accept',
  UnexpectedEndOfComment: 'there is a comment, which Claude does not accept',
  PropertyNameExpected: 'a name in double quotes is expected there (or there is a comma too many)',
  ValueExpected: 'a value is expected there (or there is a comma too many)',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'there is more text after the end of the settings',
  UnexpectedEndOfString: 'a text is not closed with a double quote',
};

/**
 * The tree of a strict JSON text, or undefined where there is only white space. Claude reads the file with JSON.parse,
 * so what JSON.parse refuses is refused here, with line and column.
 */
export function parseStrictJson(text: string): Node | undefined {
  if (text.trim() === '') return undefined;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors[0] !== undefined) throw notParsable(`The file is not valid JSON: ${describe(text, errors[0])}.`);
  try {
    JSON.parse(text);
  } catch (cause) {
    throw notParsable('The file is not valid JSON.', cause);
  }
  return root;
}

function describe(text: string, { error, offset }: ParseError): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  const sentence = sentences[printParseErrorCode(error)] ?? 'something stands there that JSON does not know';
  return `line ${line}, column ${column}: ${sentence}`;
}
