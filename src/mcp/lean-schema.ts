import type { z } from 'zod';

type Json = { readonly [name: string]: unknown };

/**
 * The same schema, listed in fewer words: every client pays for each of them before the first question. What is
 * checked stays as it is; only what its JSON form says about it without need goes.
 */
export function lean<S extends z.ZodObject>(schema: S): S {
  const standard = schema['~standard'];
  const { jsonSchema } = standard;
  const leaner = {
    input: (options: Parameters<typeof jsonSchema.input>[0]) => asRoot(jsonSchema.input(options)),
    output: (options: Parameters<typeof jsonSchema.output>[0]) => strip(jsonSchema.output(options)) as Json,
  };
  return Object.create(schema, { '~standard': { value: { ...standard, jsonSchema: leaner } } }) as S;
}

/** Unknown arguments are refused at the top, and clients should know. */
function asRoot(schema: Json): Json {
  return { ...(strip(schema) as Json), additionalProperties: false };
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const schema = value as Json;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([name, inner]) => {
      if (isNeedless(name, inner, schema)) return [];
      // Below `properties` stand names of fields, not of keywords.
      if (name === 'properties') return [[name, eachOf(inner as Json)]];
      return [[name, strip(inner)]];
    }),
  );
}

function eachOf(properties: Json): Json {
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, strip(inner)]));
}

function isNeedless(name: string, inner: unknown, schema: Json): boolean {
  switch (name) {
    case '$schema':
    case 'propertyNames':
    case 'additionalProperties':
    case 'minLength':
    case 'maxLength':
    case 'minItems':
      return true;
    case 'maxItems':
      return Number(inner) >= 50;
    case 'properties':
      return Object.keys(inner as Json).length === 0;
    // zod writes the day or e-mail address as a pattern of a hundred characters too.
    case 'pattern':
      return 'format' in schema;
    case 'minimum':
    case 'maximum':
      return Math.abs(Number(inner)) === Number.MAX_SAFE_INTEGER;
    default:
      return false;
  }
}
