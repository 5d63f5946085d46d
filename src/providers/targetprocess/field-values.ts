import { isSameName } from '../name-match.ts';
import { utcTime } from '../vendor-fields.ts';
import type { FieldValue } from '../vocabulary.ts';
import { dayIn, momentIn } from './dates.ts';
import { isSameType } from './entity-types.ts';
import type { CustomValue, Entity } from './schemas.ts';

/** Fields of all work that `fields` may name, with what to ask for; any other name is one of a custom field. */
const builtIn: Readonly<Record<string, string>> = {
  Effort: 'Effort',
  EffortCompleted: 'EffortCompleted',
  EffortToDo: 'EffortToDo',
  Progress: 'Progress',
  TimeSpent: 'TimeSpent',
  TimeRemain: 'TimeRemain',
  Units: 'Units',
  CreateDate: 'CreateDate',
  StartDate: 'StartDate',
  EndDate: 'EndDate',
  PlannedStartDate: 'PlannedStartDate',
  PlannedEndDate: 'PlannedEndDate',
  LastStateChangeDate: 'LastStateChangeDate',
  LastCommentDate: 'LastCommentDate',
  NumericPriority: 'NumericPriority',
  Tags: 'Tags',
  Owner: 'Owner',
  Release: 'Release[Id,Name]',
  Iteration: 'Iteration[Id,Name]',
  TeamIteration: 'TeamIteration[Id,Name]',
  Team: 'Team[Id,Name]',
  Milestone: 'Milestone',
};

const builtInName = (asked: string): string | undefined => Object.keys(builtIn).find((name) => isSameType(name, asked));

/** What `include` has to ask for, so that these fields can be shown. */
export function includeFor(asked: readonly string[] | undefined): readonly string[] {
  const wanted = (asked ?? []).map((name) => builtIn[builtInName(name) ?? ''] ?? 'CustomFields');
  return [...new Set(wanted)];
}

export function fieldsOf(found: Entity, asked: readonly string[] | undefined): FieldValue[] | undefined {
  if (asked === undefined || asked.length === 0) return undefined;
  return asked.flatMap((name) => {
    const value = asText(valueOf(found, name));
    return value === '' ? [] : [{ name, value }];
  });
}

/** Of everything that came: what has a value. */
export function allFieldsOf(found: Entity): FieldValue[] {
  const own = Object.entries(found).filter(([name]) => !shownAnyway.has(name));
  const custom = (found.CustomFields ?? []).map(({ Name, Value }): [string, unknown] => [Name, Value]);
  return [...own, ...custom].flatMap(([name, raw]) => {
    const value = asText(raw);
    return value === '' ? [] : [{ name, value }];
  });
}

const shownAnyway = new Set([
  ...['Id', 'Name', 'ResourceType', 'Description', 'EntityType', 'EntityState', 'Project', 'AssignedUser', 'Tags'],
  ...['CustomFields', 'EntityVersion', 'Priority', 'Owner', 'CreateDate', 'ModifyDate', 'Assignments', 'AssignedTeams'],
]);

function valueOf(found: Entity, asked: string): unknown {
  const name = builtInName(asked);
  return name === undefined ? customValue(found, asked)?.Value : found[name];
}

export const customValue = (found: Entity, name: string): CustomValue | undefined =>
  found.CustomFields?.find((one) => isSameName(one.Name, name));

/** A value as people read it; empty where there is none. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return dateText(value) ?? value;
  if (typeof value !== 'object') return plainText(value);
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(', ');
  const parts = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(parts['Items'])) return asText(parts['Items']);
  // A web address with a label; a person; anything with a name.
  const said = [parts['Url'], parts['FullName'], parts['Name'], fullName(parts), parts['Id']].map(plainText);
  return said.find((text) => text !== '') ?? '';
}

const plainText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const fullName = (parts: Readonly<Record<string, unknown>>): string =>
  [parts['FirstName'], parts['LastName']].map(plainText).filter(Boolean).join(' ');

/** A date at midnight of the server's zone is meant as a day. */
function dateText(text: string): string | undefined {
  const ms = momentIn(text);
  if (ms === undefined) return undefined;
  const [, sign, hours, minutes] = /([+-])(\d{2})(\d{2})\)\/$/.exec(text) ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000);
  return (ms + offset) % 86_400_000 === 0 ? dayIn(text) : utcTime(ms);
}
