import { userId, type List, type Task } from './world.ts';
import type { Person } from '../company/people.ts';

export type Field = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly options?: readonly { readonly id: string; readonly name: string }[];
  readonly required?: boolean;
};

const uuid = (serial: number): string => `5dc86497-098d-4bb0-87d6-cf28e438${String(serial).padStart(4, '0')}`;
const options = (serial: number, ...names: string[]) =>
  names.map((name, index) => ({ id: uuid(serial * 100 + index), name }));

const everywhere: readonly Field[] = [
  { id: uuid(1), name: 'Channel', type: 'drop_down', options: options(1, 'Print', 'Web', 'Radio') },
  { id: uuid(2), name: 'Audience', type: 'labels', options: options(2, 'Families', 'Students', 'Companies') },
  { id: uuid(3), name: 'Budget', type: 'currency' },
  { id: uuid(4), name: 'Go-live', type: 'date' },
  { id: uuid(5), name: 'Approved', type: 'checkbox' },
  { id: uuid(6), name: 'Reviewer', type: 'users' },
  { id: uuid(7), name: 'Reference', type: 'short_text' },
  { id: uuid(8), name: 'Days left', type: 'formula' },
];
const licence: Field = { id: uuid(9), name: 'Licence', type: 'short_text', required: true };

/** The fields of a list; one list has one more, and wants it. */
export const fieldsOf = (list: List): readonly Field[] =>
  list.name === 'Brand' ? [...everywhere, licence] : everywhere;

export const drawField = (field: Field): Record<string, unknown> => ({
  id: field.id,
  name: field.name,
  type: field.type,
  type_config: configOf(field),
  date_created: '1577378759142',
  hide_from_guests: false,
  required: field.required === true,
});

function configOf({ type, options: choices = [] }: Field): Record<string, unknown> {
  if (choices.length === 0) return {};
  const isLabels = type === 'labels';
  return {
    options: choices.map(({ id, name }, orderindex) => ({
      id,
      color: null,
      ...(isLabels ? { label: name } : { name, orderindex }),
    })),
  };
}

/** As it hangs on a task; a choice is told by its place in the order. */
export function drawValue(task: Task, field: Field, draw: (person: Person) => unknown): Record<string, unknown> {
  const value = task.values.get(field.id);
  if (value === undefined) return drawField(field);
  if (field.type === 'users') return { ...drawField(field), value: (value as Person[]).map(draw) };
  const place = field.options?.findIndex(({ id }) => id === value) ?? -1;
  return { ...drawField(field), value: field.type === 'drop_down' ? place : value };
}

/** Takes a value in the form its type wants; says whether it did. */
export function setValue(people: readonly Person[], task: Task, field: Field, value: unknown): boolean {
  const known = new Set((field.options ?? []).map(({ id }) => id));
  switch (field.type) {
    case 'drop_down':
      return keep(task, field, value, known.has(String(value)));
    case 'labels':
      return keep(task, field, value, Array.isArray(value) && value.every((id) => known.has(String(id))));
    case 'currency':
      return keep(task, field, String(value), typeof value === 'number');
    case 'date':
      return keep(task, field, String(value), typeof value === 'number');
    case 'checkbox':
      return keep(task, field, value, typeof value === 'boolean');
    case 'users':
      return setPeople(people, task, field, value);
    case 'short_text':
      return keep(task, field, value, typeof value === 'string');
    default:
      return false;
  }
}

function keep(task: Task, field: Field, value: unknown, isGood: boolean): boolean {
  if (isGood) task.values.set(field.id, value);
  return isGood;
}

function setPeople(people: readonly Person[], task: Task, field: Field, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { add = [], rem = [] } = value as { add?: readonly number[]; rem?: readonly number[] };
  const now = (task.values.get(field.id) ?? []) as readonly Person[];
  const added = people.filter((person) => add.includes(userId(person)) && !now.includes(person));
  task.values.set(field.id, [...now.filter((person) => !rem.includes(userId(person))), ...added]);
  return true;
}
