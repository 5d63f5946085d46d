import { z } from 'zod';
import { isSameName } from '../name-match.ts';
import type { FieldDescription } from '../project-description.ts';
import { vendorId } from '../vendor-fields.ts';
import { dayOf } from './days.ts';
import { nameOf } from './members.ts';
import { member } from './schemas.ts';
import type { CustomField, FieldOption } from './task-schemas.ts';

const people = z.array(member);
const named = z.array(z.object({ id: vendorId, name: z.string().optional(), title: z.string().optional() }));
const ids = z.array(vendorId);
const progress = z.object({ percent_complete: z.coerce.number() });
const location = z.object({ formatted_address: z.string() });
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const labelOf = ({ id, name, label }: FieldOption): string => name ?? label ?? id;
export const optionsOf = ({ type_config: config }: CustomField): readonly FieldOption[] => config?.options ?? [];

/** A value as people read it; `undefined` for none. */
export function textOf(field: CustomField, timeZone: string): string | undefined {
  const { value } = field;
  if (value === undefined || value === null || value === '') return undefined;
  const text = byType(field, timeZone);
  return text === '' ? undefined : text;
}

function byType(field: CustomField, timeZone: string): string | undefined {
  const { type, value } = field;
  if (type === 'drop_down') return choiceText(field);
  if (type === 'date') return dayOf(Number(value), timeZone);
  if (type === 'checkbox') return value === true || value === 'true' ? 'yes' : 'no';
  if (type === 'labels') {
    const chosen = ids.safeParse(value).data ?? [];
    return chosen.map((id) => nameOfOption(field, id)).join(', ');
  }
  if (type === 'users') return (people.safeParse(value).data ?? []).map(nameOf).join(', ');
  return otherText(value);
}

function otherText(value: unknown): string | undefined {
  const done = progress.safeParse(value);
  if (done.success) return `${String(done.data.percent_complete)} %`;
  const place = location.safeParse(value);
  if (place.success) return place.data.formatted_address;
  const things = named.safeParse(value);
  if (things.success) return things.data.map(({ id, name, title }) => name ?? title ?? id).join(', ');
  const simple = scalar.safeParse(value);
  return simple.success ? String(simple.data) : JSON.stringify(value);
}

/** Answers name a choice by its place in the order, sometimes by its id. */
function choiceText(field: CustomField): string | undefined {
  const { value } = field;
  const chosen = optionsOf(field).find(({ id, orderindex }) => id === value || orderindex === Number(value));
  return chosen === undefined ? otherText(value) : labelOf(chosen);
}

function nameOfOption(field: CustomField, id: string): string {
  const chosen = optionsOf(field).find((option) => option.id === id);
  return chosen === undefined ? id : labelOf(chosen);
}

/** By the name people see or by id; several when a name is used twice. */
export const fieldsNamed = (fields: readonly CustomField[], name: string): CustomField[] =>
  fields.filter((field) => field.id === name || isSameName(field.name, name));

const typeNames: Readonly<Record<string, string>> = {
  text: 'text',
  short_text: 'text',
  number: 'number',
  currency: 'number',
  date: 'date',
  drop_down: 'choice',
  labels: 'choices',
  users: 'people',
  tasks: 'item',
  list_relationship: 'item',
  checkbox: 'yes or no',
};

const mostAllowed = 50;

export function describeField(field: CustomField): FieldDescription {
  const names = optionsOf(field).map(labelOf);
  return {
    name: field.name,
    id: field.id,
    type: typeNames[field.type] ?? field.type.replaceAll('_', ' '),
    required: field.required === true,
    ...(names.length === 0 ? {} : { allowed: names.slice(0, mostAllowed) }),
    ...(names.length > mostAllowed ? { more: names.length - mostAllowed } : {}),
  };
}
