import { someOf } from '../some-of.ts';
import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { FailedAnswer } from '../http/api-request.ts';
import type { AllowedValue, FieldMeta } from './wire-fields.ts';

const mostNamed = 20;
const mostWords = 240;
const checkFields =
  'Correct these fields and try again. describe_project with the type lists its fields and allowed values.';

export const nameOfAllowed = ({ value, name, key, id }: AllowedValue): string => value ?? name ?? key ?? id ?? '';

/** "allowed values Highest, High and 3 more"; empty where any value is allowed. */
function allowedWords(allowed: readonly AllowedValue[] | undefined): string {
  if (allowed === undefined || allowed.length === 0) return '';
  return `allowed values ${someOf(allowed.map(nameOfAllowed))}`;
}

/** What is wrong with a field, in the agreed form. */
export const fieldFault = (
  { name, allowedValues }: Pick<FieldMeta, 'name' | 'allowedValues'>,
  fault?: string,
): string => {
  const words = [fault, allowedWords(allowedValues)].filter((part) => part !== undefined && part !== '');
  return `field ${name}: ${words.join(', ')}`;
};

/** Nothing was sent: the values cannot be right. */
export const refuseFields = (faults: readonly string[]): AppError =>
  new AppError('invalid-input', `Jira would not accept this: ${faults.join('; ')}.`, checkFields);

export const refuse = (message: string, next: string): AppError => new AppError('invalid-input', message, next);

/** A name that fits several things. */
export const refuseAmbiguous = (kind: string, name: string, candidates: readonly string[]): AppError =>
  refuse(`“${name}” fits several: ${candidates.slice(0, mostNamed).join(', ')}.`, `Give the ${kind} by its id.`);

const whereNamed: Readonly<Record<string, string>> = {
  person: 'list_people',
  project: 'list_projects',
  sprint: 'list_sprints',
};

export const refuseUnknown = (kind: string, name: string, known: readonly string[]): AppError => {
  return refuse(
    `There is no ${kind} “${name}”.`,
    known.length === 0
      ? `Check the name; ${whereNamed[kind] ?? 'describe_project'} shows what there is.`
      : `There are: ${someOf(known)}.`,
  );
};

const errorBody = z.object({
  errors: z.record(z.string(), z.string()).catch({}).default({}),
  errorMessages: z.array(z.string()).catch([]).default([]),
});
const refusedFields = z.object({ fields: z.record(z.string(), z.string()) });

const plain = (text: string): string => {
  const words = text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.length > mostWords ? `${words.slice(0, mostWords - 1)}…` : words;
};

/** Jira's own word on single fields; who made the call puts the fields' names in. */
export function readFieldErrors({ status, json }: FailedAnswer): AppError | undefined {
  const body = status === 400 ? errorBody.safeParse(json).data : undefined;
  const errors = Object.entries(body?.errors ?? {});
  if (errors.length === 0) return undefined;
  const fields = Object.fromEntries(errors.map(([field, text]) => [field, plain(text)]));
  const faults = errors.map(([field, text]) => `field ${field}: ${plain(text)}`);
  const message = [...(body?.errorMessages ?? []).map(plain), ...faults].join('; ');
  return new AppError('change-rejected', `Jira did not accept the change: ${message}`, checkFields, {
    cause: { fields },
  });
}

/** The same failure with the names people see and the values that are allowed. */
export function withFieldNames(error: unknown, metas: readonly FieldMeta[]): unknown {
  if (!(error instanceof AppError)) return error;
  const fields = refusedFields.safeParse(error.cause).data?.fields;
  if (fields === undefined) return error;
  const faults = Object.entries(fields).map(([id, text]) => {
    const meta = metas.find((each) => each.id === id);
    return meta === undefined ? `field ${id}: ${text}` : fieldFault(meta, text.replace(/\.$/, ''));
  });
  return new AppError('change-rejected', `Jira did not accept the change: ${faults.join('; ')}.`, checkFields);
}
