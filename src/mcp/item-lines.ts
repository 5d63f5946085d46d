import type { ItemSummary } from '../providers/vocabulary.ts';
import { joined } from './answer.ts';

/** An item in one line, or two where further fields were asked for. */
export function itemLine(found: ItemSummary): string {
  const { id, title, type, state, assignees, project, priority, dueDate, updatedAt, url, fields = [] } = found;
  const head = joined([
    `- ${id} ${title}`,
    type,
    state,
    assignees?.join(', '),
    project,
    priority,
    dueDate && `due ${dueDate}`,
    updatedAt && `updated ${updatedAt.slice(0, 10)}`,
    url,
  ]);
  if (fields.length === 0) return head;
  return `${head}\n  ${fields.map(({ name, value }) => `${name}: ${value}`).join('; ')}`;
}
