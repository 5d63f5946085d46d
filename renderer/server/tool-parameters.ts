import { z } from 'zod';
import type { Tool } from './types.ts';

const typed = z.object({ type: z.union([z.string(), z.array(z.string())]).optional() });
const within = {
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
};
const propertySchema = typed.extend({
  ...within,
  anyOf: z.array(typed).optional(),
  items: typed.extend({ ...within, enum: z.array(z.string()).optional() }).optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const inputSchema = z.object({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
});

export type Parameter = {
  readonly name: string;
  readonly description: string | undefined;
  readonly required: boolean;
  /** `words`: several short texts. `json`: anything a simple field cannot hold, typed in as JSON. */
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'connection' | 'words' | 'json';
  readonly choices: readonly string[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly byDefault: unknown;
  /** What JSON has to look like, where the schema says: `[{ "title": … }]`, and the names it may hold. */
  readonly form: { readonly example: string; readonly names: readonly string[] } | undefined;
};

function kindOf(name: string, property: z.infer<typeof propertySchema>): Parameter['kind'] {
  if (property.enum !== undefined) return 'choice';
  const types = new Set([property, ...(property.anyOf ?? [])].flatMap(({ type }) => type ?? []));
  types.delete('null');
  // Where one will do, the form asks for one.
  if (types.has('string')) types.delete('array');
  const [type, another] = types;
  if (another !== undefined) return 'json';
  switch (type) {
    case 'string':
      return name === 'connection' ? 'connection' : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return property.items?.type === 'string' ? 'words' : 'json';
    case undefined:
    default:
      return 'json';
  }
}

function formOf({ items, ...property }: z.infer<typeof propertySchema>): Parameter['form'] {
  const { properties, required = [] } = items ?? property;
  if (properties === undefined) return undefined;
  const names = Object.keys(properties);
  const shown = required.length > 0 ? required : names.slice(0, 1);
  const one = `{ ${shown.map((name) => `"${name}": "…"`).join(', ')} }`;
  return { example: items === undefined ? one : `[${one}]`, names };
}

/** What a tool's JSON Schema asks for, as fields of a form; required ones first. */
export function parametersOf(tool: Tool): readonly Parameter[] {
  const { properties, required } = inputSchema.parse(tool.inputSchema);
  return Object.entries(properties)
    .map(([name, property]) => ({
      name,
      description: property.description,
      required: required.includes(name),
      kind: kindOf(name, property),
      choices: property.enum ?? property.items?.enum ?? [],
      // Generated schemas bound every integer by the safe range, which nobody wants to read.
      minimum:
        property.minimum !== undefined && property.minimum > -Number.MAX_SAFE_INTEGER ? property.minimum : undefined,
      maximum:
        property.maximum !== undefined && property.maximum < Number.MAX_SAFE_INTEGER ? property.maximum : undefined,
      byDefault: property.default,
      form: formOf(property),
    }))
    .sort((a, b) => Number(b.required) - Number(a.required));
}

export type FieldValue = string | number | boolean | readonly string[] | null;
export type FieldValues = Record<string, FieldValue>;

export type Gathered =
  | { readonly ok: true; readonly values: Record<string, unknown> }
  | { readonly ok: false; readonly errors: Record<string, string> };

function isEmpty(value: FieldValue | undefined): value is undefined | null | '' | readonly [] {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The arguments as the tool takes them: empty fields left out, JSON parsed. */
export function gatherArguments(parameters: readonly Parameter[], fields: FieldValues): Gathered {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const { name, required, kind } of parameters) {
    const value = fields[name];
    if (isEmpty(value)) {
      if (required) errors[name] = 'This one is needed.';
    } else if (kind === 'json') {
      const parsed = parseJson(String(value));
      if (parsed === undefined) errors[name] = 'This is not valid JSON.';
      else values[name] = parsed;
    } else values[name] = value;
  }
  return Object.keys(errors).length === 0 ? { ok: true, values } : { ok: false, errors };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
