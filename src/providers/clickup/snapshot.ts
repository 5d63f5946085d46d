import { excerpt } from '../field-change.ts';
import type { FieldChange } from '../writes.ts';
import { textOf } from './custom-fields.ts';
import { linksOf } from './get-item.ts';
import { sprintsOf, toItem, type Reading } from './mapping.ts';
import { nameOf } from './members.ts';
import type { FullTask } from './task-schemas.ts';

/** Each field as people read it; `undefined` for an empty one. */
export type Words = Readonly<Record<string, string | undefined>>;

/** A task in the words of the changes. */
export function snapshotOf(task: FullTask, reading: Reading): Words {
  const { title, description, type, state, priority, startDate, dueDate, estimateHours, labels, parent, project } =
    toItem(task, reading);
  const custom = (task.custom_fields ?? []).map((field) => [field.name, textOf(field, reading.timeZone)] as const);
  return {
    ...Object.fromEntries(custom),
    title,
    description: description?.trim() === '' ? undefined : description,
    type,
    state,
    priority,
    assignees: listed((task.assignees ?? []).map(nameOf)),
    watchers: listed((task.watchers ?? []).map(nameOf)),
    labels: listed(labels ?? []),
    links: listed(linksOf(task).map(({ type: kind, to }) => `${kind} ${to}`)),
    startDate,
    dueDate,
    estimateHours: estimateHours?.toString(),
    points: task.points?.toString(),
    parent,
    project,
    sprint: listed(sprintsOf(task).map(({ name }) => name)),
  };
}

/** In one order, so that the same people are the same words. */
export function listed(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : [...new Set(names)].sort((a, b) => a.localeCompare(b)).join(', ');
}

const several = new Set(['assignees', 'watchers', 'labels', 'links']);

/** Where the wanted words differ from what is there. */
export function changesBetween(before: Words, after: Words): FieldChange[] {
  return Object.entries(after)
    .map(([field, words]) => [field, several.has(field) ? listed(split(words)) : words] as const)
    .filter(([field, words]) => plain(before[field]) !== plain(words))
    .map(([field, words]) => ({
      field,
      ...(before[field] === undefined ? {} : { before: excerpt(before[field]) }),
      ...(words === undefined ? {} : { after: excerpt(words) }),
    }));
}

const split = (words: string | undefined): string[] => (words ?? '').split(', ').filter((word) => word !== '');
const plain = (words: string | undefined): string => (words ?? '').replaceAll(/\s+/g, ' ').trim();

export type Step = {
  /** Those it is for, to say which did not come about. */
  readonly fields: readonly string[];
  readonly run: (signal?: AbortSignal) => Promise<unknown>;
};

export function only(words: Words, fields: readonly string[]): Words {
  return Object.fromEntries(fields.map((field) => [field, words[field]]));
}
