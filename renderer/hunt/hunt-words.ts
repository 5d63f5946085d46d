import { formatDay } from '../ui/time.ts';
import { counted } from '../ui/words.ts';
import type { Find, HuntReport, PlaceChange } from './types.ts';

const fieldWords: Record<Find['field'], string> = {
  env: 'variable',
  args: 'argument',
  headers: 'header',
  address: 'address',
  value: 'value',
  text: '',
};

/** "Cursor, server “github”, variable GITHUB_TOKEN" */
export function placeOf({ source, clientName, server, field, name }: Find): string {
  const of = clientName === undefined ? '' : ` of ${clientName}`;
  const files: Record<Find['source'], string> = {
    client: clientName ?? 'A client',
    'client-backup': `An old copy of the file${of}`,
    'own-backup': `A copy that MCP Keyring made of the file${of}`,
    project: `A project’s file${clientName === undefined ? '' : ` for ${clientName}`}`,
    'env-file': '.env file',
    'settings-file': 'Settings file',
    'shell-profile': 'Shell profile',
  };
  const word = fieldWords[field];
  return [
    files[source],
    ...(server === undefined ? [] : [`server “${server}”`]),
    ...(name === undefined || word === '' ? [] : [`${word} ${name}`]),
    ...(field === 'text' ? ['in the text'] : []),
  ].join(', ');
}

/** Only what is known: a file does not say when a line came into it. */
export function sinceOf({ changedAt, madeAt }: Find): string {
  const changed = `In it since ${formatDay(changedAt)} at least, when the file was last changed`;
  if (madeAt === undefined || formatDay(madeAt) === formatDay(changedAt)) return `${changed}.`;
  return `${changed}, and not before ${formatDay(madeAt)}, when it was made.`;
}

export const riskWords: Record<Find['risks'][number], { readonly label: string; readonly text: string }> = {
  'others-can-read': { label: 'Others can read it', text: 'Every user of this computer may read this file.' },
  synced: { label: 'Synchronised', text: 'The file is in a folder that is copied to other computers or to a cloud.' },
  'in-git': {
    label: 'In a git repository',
    text: 'The file is in a git work tree and not ignored: the next commit may publish it.',
  },
  'every-program': {
    label: 'Given to every program',
    text: 'Every program that you start in a terminal gets this key.',
  },
};

/** "12 files of 5 clients, 3 old copies, 2 shell profiles" */
export function lookedThrough({ looked, clients }: HuntReport): string {
  const copies = looked['client-backup'] + looked['own-backup'];
  const pointedAt = looked.project + looked['env-file'] + looked['settings-file'];
  return [
    `${counted(looked.client, 'file')} of ${counted(clients.length, 'client')}`,
    `${copies} old ${copies === 1 ? 'copy' : 'copies'}`,
    counted(looked['shell-profile'], 'shell profile'),
    ...(pointedAt === 0 ? [] : [`${counted(pointedAt, 'file')} in the places you added`]),
  ].join(', ');
}

export const changeWords: Record<PlaceChange, string> = {
  replace: 'Put our entry in its place',
  remove: 'Remove the server’s entry',
  run: 'Keep it, key from the keychain',
  empty: 'Cut the key out',
};
