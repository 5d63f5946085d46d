import { BadRequest } from './errors.ts';
import { fieldIn, schemaOf, textOf } from './render.ts';
import { isWork, types, type FieldKind } from './schema.ts';
import { Row, type CustomValue, type Store, type Value } from './store.ts';

export type Writing = { readonly store: Store; readonly by: Row; readonly now: number };
type Input = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Input => typeof value === 'object' && value !== null;

function dateFrom(field: string, value: unknown): number {
  const text = String(value);
  const ms = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  // A day without a zone begins when it begins where the account is.
  const time =
    ms === undefined ? Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00+02:00` : text) : Number(ms);
  if (Number.isNaN(time)) throw new BadRequest(`Error converting value "${text}" to type DateTime. Path '${field}'.`);
  return time;
}

/** References go by number; a priority by name is forbidden, other names are not a method. */
function referenceFrom({ store }: Writing, field: string, to: string, value: unknown): Row {
  const id = isObject(value) ? value['Id'] : undefined;
  if (id === undefined) throw new BadRequest(`${field} must be given by Id.`, to === 'Priority' ? 403 : 405);
  const row = store.find(to, id);
  if (row === undefined) throw new BadRequest(`${to} with Id ${textOf(id)} not found or access is forbidden.`, 404);
  return row;
}

function valueFrom(writing: Writing, field: string, kind: FieldKind, value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof kind === 'object') return referenceFrom(writing, field, kind.to, value);
  if (kind === 'date') return dateFrom(field, value);
  if (kind === 'number' && typeof value !== 'number') throw new BadRequest(`Could not convert ${field} to a number.`);
  if (kind === 'yes') return value === true;
  return kind === 'text' && isObject(value) ? '' : (value as Value);
}

/** What the row would hold after the change; throws before anything is changed. */
function newValues(writing: Writing, type: string, row: Row | undefined, input: Input): Record<string, Value> {
  const { fields = {}, computed = [] } = schemaOf(type) ?? {};
  const values: Record<string, Value> = {};
  for (const [given, value] of Object.entries(input)) {
    if (/^(id|resourcetype|assignedteams)$/i.test(given)) continue;
    const field = fieldIn(type, given);
    if (field === undefined) throw new BadRequest(`Property "${given}" is not found in "${type}".`);
    const kind = fields[field] ?? 'text';
    if (computed.includes(field)) continue;
    values[field] = kind === 'custom' ? [] : valueFrom(writing, field, kind, value);
    if (kind === 'custom') values[field] = customFrom(writing, type, row, values, value);
  }
  return values;
}

/** Values of custom fields replace those of the same name only. */
function customFrom(
  writing: Writing,
  type: string,
  row: Row | undefined,
  values: Record<string, Value>,
  value: unknown,
) {
  const given = Array.isArray(value) ? value.filter(isObject) : [];
  const project = values['Project'] instanceof Row ? values['Project'] : row?.ref('Project');
  const known = writing.store
    .of('CustomField')
    .filter((each) => each.ref('EntityType')?.text('Name') === type && each.ref('Process') === project?.ref('Process'));
  const kept = (row?.fields['CustomFields'] ?? []) as readonly CustomValue[];
  const changed = given.map((one) => customValue(known, String(one['Name']), one['Value'] ?? null));
  return [...kept.filter(({ Name }) => !changed.some((each) => each.Name === Name)), ...changed];
}

function customValue(known: readonly Row[], name: string, value: unknown): CustomValue {
  const field = known.find((each) => each.text('Name') === name);
  if (field === undefined) throw new BadRequest(`Custom field "${name}" is not found.`);
  if (field.fields['Required'] === true && (value === null || value === '')) {
    throw new BadRequest(`Custom field "${name}" is required.`);
  }
  const allowed = field.text('Value').split('\n');
  if (field.text('FieldType') === 'DropDown' && value !== null && !allowed.includes(textOf(value))) {
    throw new BadRequest(`Value "${textOf(value)}" is not allowed for custom field "${name}".`);
  }
  return { Name: name, Type: field.text('FieldType'), Value: value };
}

/** State and priority belong to a type and a process; others are refused. */
function checkChoices(type: string, fields: Readonly<Record<string, Value>>): void {
  const { EntityState: state, Priority: priority, Project: project } = fields;
  if (priority instanceof Row && priority.ref('EntityType')?.text('Name') !== type) {
    throw new BadRequest(`Priority ${String(priority.id)} is not applicable to ${type}.`, 403);
  }
  if (!(state instanceof Row)) return;
  const isOurs = project instanceof Row && state.ref('Process') === project.ref('Process');
  if (!isOurs || state.ref('EntityType')?.text('Name') !== type || state.ref('ParentEntityState') !== undefined) {
    throw new BadRequest(`Entity state ${String(state.id)} does not belong to the workflow of this ${type}.`);
  }
}

function defaultsFor({ store, by, now }: Writing, type: string, given: Readonly<Record<string, Value>>) {
  const stamp = { CreateDate: now, ModifyDate: now, Date: now, DescriptionModifyDate: now, Owner: by };
  const project = given['Project'];
  if (!isWork(type) || !(project instanceof Row)) return stamp;
  const isOfType = (row: Row) => row.ref('EntityType')?.text('Name') === type;
  const initial = store
    .of('EntityState')
    .find((row) => isOfType(row) && row.fields['IsInitial'] === true && row.ref('Process') === project.ref('Process'));
  const priority = store.of('Priority').find((row) => isOfType(row) && row.fields['IsDefault'] === true);
  const numbers = ['Effort', 'EffortCompleted', 'EffortToDo', 'Progress', 'TimeSpent', 'TimeRemain'];
  return {
    ...stamp,
    ...Object.fromEntries(numbers.map((name) => [name, 0])),
    Tags: '',
    Units: 'h',
    EntityType: store.named('EntityType', type) ?? null,
    EntityState: initial ?? null,
    Priority: priority ?? null,
    Creator: by,
    LastEditor: by,
    LastStateChangeDate: now,
    EntityVersion: 48_800_000,
    NumericPriority: 1,
  };
}

function checkRequired({ store }: Writing, type: string, fields: Readonly<Record<string, Value>>): void {
  for (const name of types[type]?.required ?? []) {
    const value = fields[name] ?? null;
    if (value === null || value === '') throw new BadRequest(`${name} is required.`);
  }
  const project = fields['Project'];
  const custom = (fields['CustomFields'] ?? []) as readonly CustomValue[];
  for (const field of store.of('CustomField')) {
    const isMeant = field.ref('EntityType')?.text('Name') === type && field.fields['Required'] === true;
    const isOurs = project instanceof Row && field.ref('Process') === project.ref('Process');
    const isThere = custom.some(({ Name }) => Name === field.text('Name'));
    if (isMeant && isOurs && !isThere) throw new BadRequest(`Custom field "${field.text('Name')}" is required.`);
  }
}

export function create(writing: Writing, type: string, input: Input): Row {
  const given = newValues(writing, type, undefined, input);
  const fields = { ...defaultsFor(writing, type, given), ...given };
  checkRequired(writing, type, fields);
  checkChoices(type, fields);
  const row = writing.store.add(type, fields);
  afterwards(writing, row, 'EntityState' in given);
  addTeams(writing, row, input);
  return row;
}

export function update(writing: Writing, row: Row, input: Input): Row {
  const values = newValues(writing, row.type, row, input);
  followProject(writing, row, values);
  if (isWork(row.type)) checkChoices(row.type, { ...row.fields, ...values });
  const isMoved = values['EntityState'] instanceof Row && values['EntityState'] !== row.ref('EntityState');
  Object.assign(row.fields, values);
  if ('ModifyDate' in row.fields) row.fields['ModifyDate'] = writing.now;
  if ('LastEditor' in row.fields) row.fields['LastEditor'] = writing.by;
  if ('EntityVersion' in row.fields) row.fields['EntityVersion'] = row.number('EntityVersion') + 1;
  if (row.type === 'Comment') row.fields['DescriptionModifyDate'] = writing.now;
  afterwards(writing, row, isMoved);
  addTeams(writing, row, input);
  return row;
}

/** In a project of another process the item gets the state of the same name there. */
function followProject({ store }: Writing, row: Row, values: Record<string, Value>): void {
  const { Project: project, EntityState: state } = values;
  const old = row.ref('EntityState');
  if (!(project instanceof Row) || state !== undefined || old === undefined) return;
  const isSame = (each: Row) =>
    each.ref('Process') === project.ref('Process') &&
    each.ref('EntityType') === old.ref('EntityType') &&
    each.fields['Name'] === old.fields['Name'];
  values['EntityState'] = store.of('EntityState').find(isSame) ?? old;
}

/** `AssignedTeams: [{ Team: { Id } }]`, or the same in `Items`; adds the team in the state of the item. */
function addTeams({ store }: Writing, row: Row, input: Input): void {
  const given = input['AssignedTeams'];
  const list = isObject(given) && 'Items' in given ? given['Items'] : given;
  for (const one of Array.isArray(list) ? list.filter(isObject) : []) {
    const team = isObject(one['Team']) ? store.find('Team', one['Team']['Id']) : undefined;
    if (team === undefined) throw new BadRequest('Team not found or access is forbidden.', 404);
    store.add('TeamAssignment', { Assignable: row, Team: team, EntityState: row.ref('EntityState') ?? null });
  }
}

/** What the service does by itself: the history of states, the sums of hours. */
function afterwards({ store, by, now }: Writing, row: Row, isMoved: boolean): void {
  if (isWork(row.type) && isMoved) {
    const EntityState = row.ref('EntityState') ?? null;
    row.fields['LastStateChangeDate'] = now;
    row.fields['EndDate'] = row.ref('EntityState')?.fields['IsFinal'] === true ? now : null;
    store.add(`${row.type}History`, { Date: now, EntityState, Modifier: by, [row.type]: row });
  }
  if (row.type === 'Time') addUp(store, row.ref('Assignable'));
  // The state of a team moves the item to the state it is a part of.
  const whole = row.type === 'TeamAssignment' ? row.ref('EntityState')?.ref('ParentEntityState') : undefined;
  const item = row.ref('Assignable');
  if (whole !== undefined && item !== undefined) item.fields['EntityState'] = whole;
}

function addUp(store: Store, item: Row | undefined): void {
  if (item === undefined) return;
  item.fields['TimeSpent'] = store.where('Time', 'Assignable', item).reduce((sum, row) => sum + row.number('Spent'), 0);
}

export function remove({ store }: Writing, row: Row): void {
  store.remove(row);
  if (row.type === 'Time') addUp(store, row.ref('Assignable'));
}
