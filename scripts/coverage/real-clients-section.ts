import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { realClients, type ClientResult } from '../real-clients/result.ts';

/** The last part of docs/coverage.md: what scripts/real-clients.ts saw. */
export async function realClientsSection(): Promise<string> {
  const path = resolve(import.meta.dirname, '../real-clients/results.json');
  const { on, system, clients } = realClients.parse(JSON.parse(await readFile(path, 'utf8')));
  return [
    '## Real clients that read our entry',
    '',
    '`npm run real-clients` installs each of these from npm into a folder of its own, with a home of its own and a file',
    'that a user has already, writes our entry with the code of the product, asks the client, and takes the entry out',
    `again. Seen on ${on}, ${system}. The other clients are no npm packages or have no command that says which servers they have.`,
    '',
    '| client | version | file | asked with | reads our entry | reaches the host | file as before |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...clients.map(row),
  ].join('\n');
}

function row({ name, version, file, command, reads, connects, removed, why }: ClientResult): string {
  const cells = [
    name,
    version || 'not run',
    `\`${file}\``,
    `\`${command}\``,
    word(reads, why),
    word(connects, why),
    word(removed),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const word = (seen: boolean | undefined, why?: string): string => {
  if (seen === undefined) return why ?? 'not run';
  return seen ? 'yes' : 'no';
};
