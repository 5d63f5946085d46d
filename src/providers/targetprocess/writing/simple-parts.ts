import { isSameName } from '../../name-match.ts';
import { dayIn } from '../dates.ts';
import { parentFields } from '../entity-types.ts';
import { readEntity, idIn } from '../item.ts';
import { tagsOf } from '../mapping.ts';
import { prioritiesOf } from '../process.ts';
import { generalFields } from '../requests.ts';
import { fromMarkdown, toMarkdown } from '../rich-texts.ts';
import type { sprintFields } from '../sprints.ts';
import { oneSprint } from '../sprints.ts';
import type { WriteContext } from './context.ts';
import { mailsFor } from './mentions.ts';
import { FieldRefusal, refuseValue, type Part } from './part.ts';
import { joined, shownParent, shownRef } from './snapshot.ts';

export function titlePart(title: string): Part {
  if (title.trim() === '') throw new FieldRefusal('required');
  return { field: 'title', after: title, read: ({ row }) => row.Name, body: { Name: title } };
}

/** In the form the text has now; something new is HTML, which every editor of Targetprocess shows. */
export async function descriptionPart({ site, before, signal }: WriteContext, text: string): Promise<Part> {
  const stored = await fromMarkdown(text, before?.row.Description, await mailsFor(site, text, signal));
  const read: Part['read'] = ({ description }) => description;
  const after = await toMarkdown(stored, site.baseUrl);
  const body = { Description: stored };
  return { field: 'description', after, read, body, isReworded: true };
}

export async function priorityPart({ site, type, signal }: WriteContext, name: string | null): Promise<Part> {
  const read: Part['read'] = ({ row }) => row.Priority?.Name;
  if (name === null) return { field: 'priority', after: undefined, read, body: { Priority: null } };
  const all = await prioritiesOf(site.api, type, signal);
  const found = all.find((one) => isSameName(one.Name, name));
  if (found === undefined)
    throw refuseValue(
      name,
      all.map(({ Name }) => Name),
    );
  return { field: 'priority', after: found.Name, read, body: { Priority: { Id: Number(found.Id) } } };
}

/** `YYYY-MM-DD`: Targetprocess takes it as a day of its own time zone. */
export function dayPart(
  field: 'startDate' | 'dueDate',
  column: 'PlannedStartDate' | 'PlannedEndDate',
  day: string | null,
): Part {
  if (day !== null && !isDay(day)) throw new FieldRefusal('write the day as 2026-01-31');
  return { field, after: day ?? undefined, read: ({ row }) => dayIn(row[column]), body: { [column]: day } };
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON().startsWith(text);

export function effortPart({ before }: WriteContext, hours: number | null): Part {
  if (before?.row.Units === 'pt') throw new FieldRefusal('this item is estimated in points, not in hours');
  if (hours !== null && hours < 0) throw new FieldRefusal('give 0 or more hours');
  const shown = (value: number | undefined) => (value === undefined || value === 0 ? undefined : String(value));
  const read: Part['read'] = ({ row }) => shown(row.Effort);
  return { field: 'estimateHours', after: shown(hours ?? 0), read, body: { Effort: hours ?? 0 } };
}

export async function parentPart(context: WriteContext, given: string | null): Promise<Part> {
  const { site, type, before, signal, alsoIn } = context;
  const fields = parentFields[type] ?? [];
  if (fields.length === 0) throw new FieldRefusal(`a ${type} has no parent`);
  if (given === null) {
    if (type === 'Task') throw new FieldRefusal('required, because a Task belongs to a UserStory');
    const filled = fields.filter((name) => before?.typed?.[name] !== undefined);
    return {
      field: 'parent',
      after: undefined,
      read: shownParent,
      body: Object.fromEntries(filled.map((name) => [name, null])),
    };
  }
  const found = await readEntity(site.api, idIn(given), { columns: generalFields }, signal);
  if (found.Project?.Id !== undefined) alsoIn.add(found.Project.Id);
  const field = found.EntityType?.Name ?? '';
  if (!fields.includes(field))
    throw new FieldRefusal(`a ${type} belongs to a ${fields.join(' or ')}, not to a ${field}`);
  const body = { [field]: { Id: Number(found.Id) } };
  return { field: 'parent', after: shownRef(found), read: shownParent, body };
}

export async function sprintPart(context: WriteContext, given: string | null): Promise<Part> {
  const { site, projectId, before, signal } = context;
  if (given === null) {
    const filled = (['TeamIteration', 'Iteration'] as const).filter((name) => before?.row[name] !== undefined);
    const names = filled.length > 0 ? filled : (['Release'] as const);
    const body = Object.fromEntries(names.map((name) => [name, null]));
    const read: Part['read'] = ({ row }) => names.map((name) => row[name]?.Name).find((name) => name !== undefined);
    return { field: 'sprint', after: undefined, read, body };
  }
  const teamIds = before?.row.AssignedTeams?.Items.flatMap(({ Team }) => Team?.Id ?? []) ?? [];
  const { field, Id, Name } = await oneSprint(site.api, given, { projectId, teamIds }, signal);
  return { field: 'sprint', after: Name, read: ({ row }) => row[field]?.Name, body: { [field]: { Id: Number(Id) } } };
}

/** One text with commas in Targetprocess. */
export function labelsPart(
  { before }: WriteContext,
  add: readonly string[],
  remove: readonly string[],
): Part | undefined {
  if (add.length === 0 && remove.length === 0) return undefined;
  const wrong = add.find((label) => label.includes(',') || label.trim() === '');
  if (wrong !== undefined) throw new FieldRefusal(`“${wrong}” cannot be a label: no commas, at least one letter`);
  const has = before === undefined ? [] : tagsOf(before.row);
  const kept = has.filter((label) => !remove.some((one) => isSameName(one, label)));
  const fresh = add.filter((label) => !kept.some((one) => isSameName(one, label)));
  const wanted = [...kept, ...fresh.map((label) => label.trim())];
  const read: Part['read'] = ({ row }) => joined(tagsOf(row));
  return { field: 'labels', after: joined(wanted), read, body: { Tags: wanted.join(', ') } };
}

/** For a field named by its own name: "Release". */
export async function ownSprintPart(
  context: WriteContext,
  field: (typeof sprintFields)[number],
  given: string | null,
): Promise<Part> {
  const read: Part['read'] = ({ row }) => row[field]?.Name;
  if (given === null) return { field, after: undefined, read, body: { [field]: null } };
  const part = await sprintPart(context, given);
  if (part.body?.[field] === undefined) throw new FieldRefusal(`“${given}” is none`);
  return { ...part, field };
}
