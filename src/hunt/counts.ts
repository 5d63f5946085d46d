import type { HuntReport } from './report.ts';

const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** "12 files of 5 clients, 3 old copies, 2 shell profiles" */
export function countsOf({ looked, clients }: HuntReport): string {
  const pointedAt = looked.project + looked['env-file'] + looked['settings-file'];
  return [
    `${counted(looked.client, 'file')} of ${counted(clients.length, 'client')}`,
    counted(looked['client-backup'] + looked['own-backup'], 'old copy', 'old copies'),
    counted(looked['shell-profile'], 'shell profile'),
    counted(pointedAt, 'file in added places', 'files in added places'),
  ].join(', ');
}
