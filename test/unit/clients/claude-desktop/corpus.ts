/** Files as they are found on people's computers: Claude's own, written by hand, by PowerShell, by other tools. */
const server = { command: 'npx', args: ['-y', '@example/server', '/home/ada'], env: { TOKEN: 'not-a-real-token' } };
const preferences = { menuBarEnabled: true, quickEntryShortcut: 'off', coworkScheduledTasksEnabled: false };
const spelled = (value: unknown, indent: string | number): string => JSON.stringify(value, null, indent);
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const bom = '\uFEFF';

const byHand = `{
    "mcpServers"  :  {
        "files" : {"command":"npx","args":["-y","@modelcontextprotocol/server-filesystem","/Users/ada/My Documents"]},

        "git"   : { "command": "uvx",
                    "args": [ "mcp-server-git", "--repository", "." ] }
    }   ,
    "globalShortcut":""
}
`;

const plain: Record<string, unknown> = {
  'an empty object': {},
  'no servers yet': { preferences },
  'an empty list of servers': { mcpServers: {} },
  'an empty list of servers before preferences': { mcpServers: {}, preferences },
  'an empty list of servers behind preferences': { preferences, mcpServers: {} },
  'one server': { mcpServers: { files: server } },
  'two servers and preferences': { mcpServers: { files: server, git: { command: 'uvx', args: [] } }, preferences },
};

const written = Object.entries(plain).flatMap(([name, value]): [string, string][] => [
  [`${name}, two spaces`, `${spelled(value, 2)}\n`],
  [`${name}, four spaces without a final newline`, spelled(value, 4)],
  [`${name}, tabs`, `${spelled(value, '\t')}\n`],
  [`${name}, minified`, spelled(value, 0)],
  [`${name}, Windows line ends`, crlf(`${spelled(value, 2)}\n`)],
  [`${name}, PowerShell's byte order mark`, bom + crlf(spelled(value, 4))],
]);

const odd: [string, string][] = [
  ['aligned by hand', byHand],
  ['aligned by hand, Windows line ends', crlf(byHand)],
  ['mixed line ends', '{\r\n  "mcpServers": {\n    "a": {"command": "a"}\r\n  },\n  "z": 1\r\n}'],
  ['an open empty object', '{\n}\n'],
  ['an open empty list of servers', '{\n  "mcpServers": {\n  }\n}\n'],
  ['a space in the empty object', '{ }'],
  ['blank lines around', '\n\n{ "a": 1 }\n\n\n'],
  ['blank lines inside', '{\n\n  "a": 1,\n\n  "b": 2\n\n}\n'],
  ['the last member on the line of the brace', '{"a": 1,\n "mcpServers": {"x": {"command": "x"}}}'],
  ['spaced on one line', '{ "mcpServers": { "x": { "command": "x", "args": [] } }, "a": [1, 2, 3] }\n'],
  ['other scripts and emoji', `${spelled({ имя: 'ключ 🔑', mcpServers: { 'größe "x"': server } }, 2)}\n`],
  ['escaped names', '{"\\u006dcpServers": {"\\u0061": {"command": "a"}}, "\\/": "\\/"}'],
  ['numbers as they are written', '{"big": 12345678901234567890, "exact": 1.10, "e": 1E+2, "mcpServers": {}}'],
  [
    'names twice where it is none of our business',
    '{"a": 1, "a": 2, "mcpServers": {"x": {"command": "1", "command": "2"}}}',
  ],
  ['a server called __proto__', '{"mcpServers": {"__proto__": {"command": "a"}}}'],
  ['our name in another place', '{"mcp-keyring": {"command": "mine"}, "x": {"mcpServers": {"mcp-keyring": 1}}}'],
];

export const corpus: readonly (readonly [string, string])[] = [...written, ...odd];

/** Files that nobody can change without guessing: [what is wrong, the bytes, where it is said to be]. */
export const refused: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['a comment', '{\n  // my servers\n  "mcpServers": {}\n}', /line 2, column 3: there is a comment/],
  ['a comment at the end', '{}\n/* end */', /line 2, column 1: there is a comment/],
  ['a comma too many', '{\n  "mcpServers": {},\n}', /line 3, column 1: .*a comma too many/],
  ['a comma too many in a list', '{"mcpServers": {"a": {"args": ["x",]}}}', /line 1, column 36: .*a comma too many/],
  ['a missing comma', '{\n  "a": 1\n  "mcpServers": {}\n}', /line 3, column 3: a comma is missing/],
  ['a missing brace', '{\n  "mcpServers": {\n', /line 3, column 1: /],
  ['two objects after each other', '{"a": 1}\n{"mcpServers": {}}', /line 2, column 1: there is more text/],
  ['single quotes', "{'mcpServers': {}}", /line 1, column 2/],
  ['a text that is not closed', '{"a": "x\n}', /line 1, column 7/],
  ['a control character in a text', '{"a": "x\ty"}', /not valid JSON/],
  ['a number JSON does not know', '{"a": 01}', /line 1/],
  ['a space that JSON does not know', '{\u00A0"a": 1}', /line 1, column 2/],
  ['a list as root', '[]', /does not hold a JSON object/],
  ['a text as root', '"mcpServers"', /does not hold a JSON object/],
  ['servers as a list', '{"mcpServers": []}', /"mcpServers" in the file is not an object/],
  ['servers as null', '{"mcpServers": null}', /"mcpServers" in the file is not an object/],
  ['servers twice', '{"mcpServers": {}, "mcpServers": {}}', /"mcpServers" is in the file 2 times/],
  ['our entry twice', '{"mcpServers": {"mcp-keyring": {}, "mcp-keyring": {}}}', /"mcp-keyring" is in the file 2 times/],
  ['UTF-16', Buffer.from('\uFEFF{"mcpServers": {}}', 'utf16le'), /not UTF-8/],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), /not UTF-8/],
  ['UTF-16 without a mark', Buffer.from('{}', 'utf16le'), /not valid JSON/],
];
