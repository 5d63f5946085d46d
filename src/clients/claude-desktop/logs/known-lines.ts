import type { Explanation } from './log-report.ts';

type KnownLine = Explanation & { readonly pattern: RegExp };

const look = 'Press “Look now” under “See what Claude sees”: it starts MCP Keyring in the same way and says why.';

/** Lines that Claude Desktop writes about MCP servers. The special ones stand before the general ones. */
export const knownLines: readonly KnownLine[] = [
  {
    id: 'connected',
    kind: 'good',
    pattern: /Server started and connected successfully/i,
    title: 'Claude started MCP Keyring and got an answer.',
    next: 'Nothing to do.',
  },
  {
    id: 'not-found',
    kind: 'problem',
    pattern: /\bspawn\b.*\bENOENT\b/,
    title: 'Claude did not find the program that the entry names.',
    next: 'Update the entry above: it then names where MCP Keyring is now. Afterwards quit Claude and start it again.',
  },
  {
    id: 'not-allowed',
    kind: 'problem',
    pattern: /\bspawn\b.*\b(EACCES|EPERM)\b/,
    title: 'Claude was not allowed to start the program that the entry names.',
    next: 'Update the entry above; if it is right, look whether a virus scanner or the rules of your organisation block it.',
  },
  {
    id: 'skipped-entry',
    kind: 'problem',
    pattern: /Skipped invalid MCP server config entries/i,
    title: 'Claude left out an entry, because it is not as Claude wants it.',
    next: 'If it names mcp-keyring, update the entry above. Entries of other servers are theirs to correct.',
  },
  {
    id: 'settings-unreadable',
    kind: 'problem',
    pattern:
      /Could not load app settings|(error|failed|unable|could not)\b.*(read|pars|load)\w*\b.*claude_desktop_config\.json/i,
    title: 'Claude could not read its settings file, and started no server at all.',
    next: 'Correct the file: this page says above in which line it is wrong.',
  },
  {
    id: 'stray-output',
    kind: 'problem',
    pattern: /Unexpected (token|end|non-whitespace)\b.*JSON|is not valid JSON|not valid JSON/i,
    title: 'Something was printed between the MCP messages.',
    next: `MCP Keyring prints nothing there; a wrapper script or another program in its place may. ${look}`,
  },
  {
    id: 'timeout',
    kind: 'problem',
    pattern: /Request timed out|-32001|connection timed? ?out|initialize.*timed out/i,
    title: 'MCP Keyring did not answer within the time that Claude waits.',
    next: look,
  },
  {
    id: 'ended-early',
    kind: 'problem',
    pattern: /transport closed unexpectedly|process exiting early/i,
    title: 'The program ended soon after Claude had started it.',
    next: look,
  },
  {
    id: 'disconnected',
    kind: 'problem',
    pattern: /Server disconnected|-32000|Connection closed/i,
    title: 'Claude lost the connection to MCP Keyring.',
    next: `Claude starts it again when it needs it. If that happens often, look for the cause: ${look.charAt(0).toLowerCase()}${look.slice(1)}`,
  },
];

/** What was asked and answered is copied into the log, too: it is nobody's failure whatever it says. */
export const isTraffic = (line: string): boolean => /Message from (client|server):/.test(line);

export const knownLineOf = (line: string): KnownLine | undefined =>
  isTraffic(line) ? undefined : knownLines.find(({ pattern }) => pattern.test(line));
