import { countsOf } from '../hunt/counts.ts';
import type { Find, FindGroup, HuntReport } from '../hunt/report.ts';

/** What a person at a terminal reads. Never a key: a hint, and where it stands. */
export function huntText(report: HuntReport): string {
  const { groups, unread } = report;
  const head = groups.length === 0 ? 'No key in plain text was found.' : `Keys in plain text: ${groups.length}`;
  const left = unread.map(({ path, reason }) => `Could not be read completely: ${path}. ${reason}`);
  const next = groups.length === 0 ? [] : ['', 'Move them to the keychain in MCP Keyring, under “Plain-text keys”.'];
  const lines = [head, ...groups.flatMap(groupLines), '', ...left, `Looked through: ${countsOf(report)}.`, ...next];
  return `${lines.map(harmless).join('\n')}\n`;
}

/** Names of files and servers may hold what tells a terminal to do something. */
const harmless = (line: string): string => line.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '�');

const groupLines = ({ what, hint, certainty, finds }: FindGroup): readonly string[] => [
  '',
  `${what.charAt(0).toUpperCase()}${what.slice(1)} ${hint}${certainty === 'certain' ? '' : ' (looks like a key)'}`,
  ...finds.flatMap(findLines),
];

function findLines(find: Find): readonly string[] {
  const { path, line, clientName, server, name, changedAt, risks } = find;
  const where = [clientName, server === undefined ? undefined : `server “${server}”`, name].filter(
    (part) => part !== undefined,
  );
  return [
    `  ${path}:${line}${where.length === 0 ? '' : ` (${where.join(', ')})`}`,
    `    file last changed ${changedAt.slice(0, 10)}${risks.map((risk) => `; ${riskText[risk]}`).join('')}`,
  ];
}

const riskText: Record<Find['risks'][number], string> = {
  'others-can-read': 'other users can read it',
  synced: 'in a synchronised folder',
  'in-git': 'in a git work tree and not ignored',
  'every-program': 'given to every program started in a terminal',
};
