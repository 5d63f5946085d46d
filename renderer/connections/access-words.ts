import { counted } from '../ui/words.ts';
import type { Connection } from './types.ts';

export type Policy = Connection['policy'];
export type Access = Policy['access'];
export type ToolGroup = Policy['groupsOff'][number];

export const accessWords: Record<Access, { readonly label: string; readonly meaning: string }> = {
  'read-only': { label: 'Read only', meaning: 'Claude can look things up. It cannot change anything.' },
  ask: { label: 'Ask before changes', meaning: 'Claude shows each change and makes it only after you agree.' },
  'read-write': { label: 'Read and write', meaning: 'Claude makes changes without asking you first.' },
};

export const groupWords: Record<ToolGroup, { readonly label: string; readonly meaning: string }> = {
  items: { label: 'Items', meaning: 'Issues, tasks, work packages and their comments' },
  pages: { label: 'Pages', meaning: 'Wiki pages, documents and their comments' },
  time: { label: 'Time', meaning: 'Time entries' },
  attachments: { label: 'Attachments', meaning: 'Files, to and from the folder in the settings' },
  operations: { label: 'Everything else', meaning: 'Any other call of the system’s own interface' },
};

export const toolGroups = Object.keys(groupWords) as ToolGroup[];

/** "Read only, in 2 projects" */
export function summaryOf({ access, allowDelete, projects, groupsOff }: Policy): string {
  const parts = [accessWords[access].label];
  if (access !== 'read-only' && allowDelete) parts.push('may delete');
  if (projects !== undefined) parts.push(`in ${counted(projects.length, 'project')}`);
  if (groupsOff.length > 0)
    parts.push(`without ${groupsOff.map((group) => groupWords[group].label.toLowerCase()).join(', ')}`);
  return parts.join(', ');
}
