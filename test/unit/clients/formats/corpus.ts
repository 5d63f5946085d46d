import type { ClientId } from '../../../../src/clients/client.ts';
import { written } from './corpus-files.ts';

export type CorpusFile = { readonly client: ClientId; readonly what: string; readonly content: string };

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
/** Gemini CLI does not start with one. */
const readsMark = (client: ClientId): boolean => client !== 'gemini-cli';

const variants: readonly (readonly [string, (text: string) => string])[] = [
  ['', (text) => text],
  [', Windows line ends', crlf],
  [', no line end at the end', (text) => text.trimEnd()],
  [', byte order mark', (text) => `\uFEFF${crlf(text)}`],
];

const everyVariant: readonly CorpusFile[] = written.flatMap(([client, what, text]) =>
  variants
    .filter(([name]) => !name.includes('mark') || readsMark(client))
    .map(([name, vary]) => ({ client, what: what + name, content: vary(text) })),
);

/** Megabytes of JSON; TOML and YAML take their time. */
const huge: readonly CorpusFile[] = (['claude-code', 'zed', 'codex', 'goose'] as const).map((client) => {
  const json = (count: number) => Array.from({ length: count }, (_, at) => ({ display: `line ${at} "ü"`, at }));
  const lines = (count: number, line: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => line(at)).join('');
  const contents = {
    'claude-code': `${JSON.stringify({ history: json(30_000), mcpServers: { a: { command: 'a' } } }, null, 2)}\n`,
    zed: `// mine\n{\n${lines(15_000, (at) => `  "key${at}": [${at}, true], // a comment\n`)}}\n`,
    codex: lines(4_000, (at) => `[projects."/home/ada/${at}"] # a comment\ntrust_level = "trusted"\n\n`),
    goose: `extensions:\n${lines(1_000, (at) => `  e${at}:\n    cmd: a # a comment\n    args: [x]\n`)}`,
  };
  return { client, what: 'huge', content: contents[client] };
});

/** Claude Desktop's own writing is held to many more in ../claude-desktop. */
export const corpus: readonly CorpusFile[] = [...everyVariant, ...huge];

const brokenJson = ['{"mcpServers": {', '{"a": 1}\n{"b": 2}', "{'a': 1}", '[]', '{"a": "x\n"}'];
const broken: readonly (readonly [ClientId, readonly string[]])[] = [
  [
    'claude-code',
    [...brokenJson, '{"a": 1,}', '{} // x', '{"mcpServers": []}', '{"mcpServers": {}, "mcpServers": {}}'],
  ],
  ['gemini-cli', [...brokenJson, '{"a": 1,}', '\uFEFF{}', '/* open {}', '{"mcpServers": 1}']],
  ['zed', [...brokenJson, '{"a": 1,,}', '{"context_servers": []}', '/* open {}']],
  ['vscode', [...brokenJson, '{"servers": null}']],
  [
    'codex',
    ['a = ', 'a = 1\na = 2\n', '[a\n', 'a = "x', '[[mcp_servers]]\ncommand = "a"\n', 'mcp_servers = 1\n', '[a]\n[a]\n'],
  ],
  [
    'goose',
    [
      'a: 1\na: 2\n',
      'a:\n\tb: 1\n',
      'a: "x\n',
      '- a\n',
      'extensions: []\n',
      'a: 1\n---\nb: 2\n',
      'extensions: *x\n',
      'a: {b\n',
    ],
  ],
  ['continue', ['mcpServers: {a: 1}\n', 'a: [1\n', 'text\n']],
];

export const refused: readonly CorpusFile[] = broken.flatMap(([client, contents]) =>
  contents.map((content) => ({ client, what: JSON.stringify(content), content })),
);
