import { clip } from '../lib/clip.ts';
import type { Connection } from '../connections/connection.ts';
import type { ItemInclude } from '../providers/provider.ts';
import type { Item } from '../providers/vocabulary.ts';
import { oneLine, systemName } from './answer.ts';
import { section, type Document, type Section } from './document.ts';
import { itemLine } from './item-lines.ts';
import { attachmentLine, commentLine, developmentLine, historyLine, linkLine, minute, timeLine } from './part-lines.ts';
import { cutWords, tidy } from './tidy.ts';

const longestTitle = 1000;

/** An item as it is shown: what is short as facts, what may be long as sections and text. */
export function itemDocument(connection: Connection, item: Item, include: readonly ItemInclude[]): Document {
  const { description = '', comments, history, links, children, attachments, time, development, ...rest } = item;
  const { fields, notes = [], title, ...short } = rest;
  const facts = { ...tidy(short), title: clip(oneLine(title), longestTitle) };
  const missing = include.filter((name) => item[name] === undefined);
  return {
    facts,
    head: headOf(connection, facts),
    sections: [
      ...section('fields', fields?.map(fieldOf), 'first', ({ name, value }) => `- ${name}: ${value}`),
      ...section('children', children?.map(tidy), 'first', itemLine),
      ...section('links', links?.map(tidy), 'first', linkLine),
      ...section('attachments', attachments?.map(tidy), 'first', attachmentLine),
      ...section('time', time?.map(tidy), 'newest', timeLine),
      ...section('development', development?.map(tidy), 'first', developmentLine),
      ...section('history', history?.map(tidy), 'newest', historyLine),
      ...section('comments', comments, 'newest', commentLine),
    ] satisfies Section[],
    notes: [
      ...notes.map((note) => clip(oneLine(note), 500)),
      ...cutWords(short),
      ...(missing.length === 0 ? [] : [`Not given by ${systemName(connection.provider)}: ${missing.join(', ')}.`]),
    ],
    body: { key: 'description', whole: description },
    tool: 'get_item',
  };
}

/** Values of further fields may be texts of their own; they stay on one line. */
function fieldOf({ name, value }: { name: string; value: string }) {
  return { name: clip(oneLine(name), 200), value: clip(oneLine(value), 3000) };
}

function headOf({ name }: Connection, item: Omit<Item, 'description'>): string {
  const { done, state, estimateHours, spentHours } = item;
  const fields: [string, string | undefined][] = [
    ['Connection', name],
    ['Type', item.type],
    ['State', done === undefined ? state : `${state ?? ''} (${done ? 'done' : 'open'})`.trim()],
    ['Can move to', item.moves?.join(', ')],
    ['Project', item.project],
    ['Parent', item.parent],
    ['Sprint', item.sprint],
    ['Assignees', item.assignees?.join(', ')],
    ['Watchers', item.watchers?.join(', ')],
    ['Author', item.author],
    ['Priority', item.priority],
    ['Labels', item.labels?.join(', ')],
    ['Start', item.startDate],
    ['Due', item.dueDate],
    ['Estimate', estimateHours === undefined ? undefined : `${String(estimateHours)} h`],
    ['Spent', spentHours === undefined ? undefined : `${String(spentHours)} h`],
    ['Created', minute(item.createdAt)],
    ['Updated', minute(item.updatedAt)],
    ['URL', item.url],
  ];
  const facts = fields.flatMap(([label, value]) => (value === undefined || value === '' ? [] : `${label}: ${value}`));
  return `# ${item.id} ${item.title}\n\n${facts.join('\n')}`;
}
