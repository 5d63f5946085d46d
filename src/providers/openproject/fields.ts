import { z } from 'zod';
import { isSameName } from '../name-match.ts';
import { optionalField } from '../vendor-fields.ts';
import { hal } from './schemas.ts';

/** A value that may be chosen, by the link that is written for it. */
export type Choice = { readonly href: string; readonly name: string };

/** A property of a work package as its schema describes it. */
export type Field = {
  /** `subject`, `customField3` */
  readonly key: string;
  /** As people see it, in the language of the account. */
  readonly name: string;
  /** OpenProject's word: `String`, `User`, `[]CustomOption`. */
  readonly type: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
  readonly writable: boolean;
  /** Lies among the links. */
  readonly isLink: boolean;
  readonly choices?: readonly Choice[] | undefined;
  /** Where the choices are listed, when they are too many or too costly. */
  readonly choicesAt?: string | undefined;
};

const flag = optionalField(z.boolean());
const fieldSchema = z.object({
  type: z.string(),
  name: z.string(),
  required: flag,
  hasDefault: flag,
  writable: flag,
  location: optionalField(z.string()),
  _links: optionalField(z.object({ allowedValues: optionalField(z.union([z.array(hal), hal])) })),
  _embedded: optionalField(
    z.object({
      allowedValues: optionalField(
        z.array(
          z.object({
            name: optionalField(z.string()),
            value: optionalField(z.union([z.string(), z.number()])),
            _links: z.object({ self: hal }),
          }),
        ),
      ),
    }),
  ),
});

const localTypes = new Set('String Formattable Integer Float Boolean Date DateTime Duration Link Text'.split(' '));

/** The fields of a schema; what else stands there begins with an underscore or is no field. */
export function fieldsIn(schema: Readonly<Record<string, unknown>>): readonly Field[] {
  return Object.entries(schema)
    .filter(([key]) => !key.startsWith('_'))
    .flatMap(([key, value]) => {
      const parsed = fieldSchema.safeParse(value);
      return parsed.success ? [toField(key, parsed.data)] : [];
    });
}

function toField(key: string, found: z.output<typeof fieldSchema>): Field {
  const { type, name, required = false, hasDefault = false, writable = false, location, _links, _embedded } = found;
  const linked = _links?.allowedValues;
  const choices = Array.isArray(linked) ? linked.flatMap(toChoice) : embeddedChoices(_embedded?.allowedValues);
  const choicesAt = linked === undefined || Array.isArray(linked) ? undefined : linked.href;
  const isLink = location === '_links' || !localTypes.has(type);
  return { key, name, type, required, hasDefault, writable, isLink, choices, choicesAt };
}

const toChoice = ({ href, title }: z.output<typeof hal>): Choice[] =>
  href === undefined || title === undefined ? [] : [{ href, name: title }];

type Embedded = readonly {
  readonly name?: string | undefined;
  readonly value?: string | number | undefined;
  readonly _links: { readonly self: z.output<typeof hal> };
}[];

function embeddedChoices(values: Embedded | undefined): readonly Choice[] | undefined {
  return values?.flatMap(({ name, value, _links: { self } }) =>
    self.href === undefined ? [] : [{ href: self.href, name: name ?? self.title ?? String(value ?? '') }],
  );
}

/** By the name people see or OpenProject's own. */
export function fieldNamed(fields: readonly Field[], name: string): Field | undefined {
  return fields.find(({ key }) => key === name) ?? fields.find((field) => isSameName(field.name, name));
}

const words: Readonly<Record<string, string>> = {
  String: 'text',
  Link: 'text',
  Formattable: 'rich text',
  Integer: 'number',
  Float: 'number',
  Boolean: 'yes or no',
  Date: 'date',
  DateTime: 'date and time',
  Duration: 'hours',
  User: 'person',
  '[]User': 'people',
  WorkPackage: 'item',
};

export const typeInWords = ({ type }: Field): string => words[type] ?? (type.startsWith('[]') ? 'choices' : 'choice');
