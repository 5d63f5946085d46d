import { someOf } from '../some-of.ts';
import { AppError } from '../../lib/app-error.ts';
import type { Violation } from './failures.ts';
import { fieldNamed, type Choice, type Field } from './fields.ts';

/** Names as they may stand in a sentence: one line, no characters that hide or reorder text. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

export function namesIn(names: readonly string[]): string {
  return someOf(names.map(plain));
}

/** `lines` as "field Status: allowed values New, Closed"; nothing was written. */
export function refuseFields(lines: readonly string[]): AppError {
  return new AppError(
    'change-rejected',
    `OpenProject would not accept the change: ${lines.map((line) => plain(line).replace(/\.$/, '')).join('; ')}.`,
    'Correct these fields and try again. describe_project with the type lists the fields and their allowed values.',
  );
}

export function allowedLine(name: string, choices: readonly Choice[], required = false): string {
  const values = choices.length === 0 ? 'none here' : namesIn(choices.map((choice) => choice.name));
  return `field ${name}: ${required ? 'required, ' : ''}allowed values ${values}`;
}

/** What OpenProject objects to, in the names people see and with what would be allowed. */
export async function violationLines(
  violations: readonly Violation[],
  fields: readonly Field[],
  choicesOf: (field: Field) => Promise<readonly Choice[]>,
  isEmpty: (field: Field) => boolean,
): Promise<string[]> {
  return Promise.all(
    violations.map(async ({ attribute, message }) => {
      const field = fieldNamed(fields, attribute);
      if (field === undefined)
        return attribute === '' || attribute === 'base' ? message : `field ${attribute}: ${message}`;
      const missing = field.required && isEmpty(field);
      const choices = hasChoices(field) ? await choicesOf(field) : undefined;
      if (choices !== undefined) return allowedLine(field.name, choices, missing);
      return `field ${field.name}: ${missing ? 'required' : message}`;
    }),
  );
}

const hasChoices = ({ choices, choicesAt, key }: Field): boolean =>
  choices !== undefined || (choicesAt !== undefined && key !== 'project');
