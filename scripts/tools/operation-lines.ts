import { z } from 'zod';
import { formatOperation, type Operation } from '../../src/operations/operation.ts';
import { operationMethod } from '../../src/providers/operation-call.ts';
import { ownWords } from './own-words.ts';

const reference = z.looseObject({ $ref: z.string() });
const parameter = z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional() });
const schema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional().catch(undefined),
});
const specOperation = z.looseObject({
  operationId: z.string().optional(),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z.unknown().optional(),
});
type SpecOperation = z.infer<typeof specOperation>;
const specification = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
type Specification = z.infer<typeof specification>;

/** Every operation of an OpenAPI document, in the form of the index. */
export function operationLines(document: unknown, prefix: string): string[] {
  const spec = specification.parse(document);
  return Object.entries(spec.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([verb, found]) => {
      const method = operationMethod.safeParse(verb.toUpperCase());
      if (!method.success) return [];
      const operation = specOperation.parse(found);
      const shared = Array.isArray(methods['parameters']) ? methods['parameters'] : [];
      const parameters = queryParameters(spec, [...(shared as unknown[]), ...(operation.parameters ?? [])]);
      const full = `${prefix}${path}`;
      const made: Operation = {
        method: method.data,
        path: full,
        query: parameters,
        body: bodyFields(spec, operation),
        purpose: purposeOf(operation, method.data, path),
      };
      return [formatOperation(made)];
    }),
  );
}

function queryParameters(spec: Specification, given: readonly unknown[]): string[] {
  const found = given.flatMap((one) => {
    const read = parameter.safeParse(resolved(spec, one));
    return read.success && read.data.in === 'query'
      ? [`${read.data.name}${read.data.required === true ? '*' : ''}`]
      : [];
  });
  return [...new Set(found)];
}

/** The names of a body's fields, required ones with `*`; `file*` for a form that takes a file. */
function bodyFields(spec: Specification, { requestBody }: SpecOperation): string[] {
  const body = z
    .looseObject({ content: z.record(z.string(), z.unknown()).optional() })
    .safeParse(resolved(spec, requestBody));
  const content = Object.entries(body.data?.content ?? {});
  if (content.some(([type]) => type.includes('multipart'))) return ['(form with a file)'];
  const media = z.looseObject({ schema: z.unknown() }).safeParse(content[0]?.[1]);
  return media.success ? fieldsOf(spec, media.data.schema, 0) : [];
}

const deepest = 4;

function fieldsOf(spec: Specification, given: unknown, depth: number): string[] {
  const found = schema.safeParse(resolved(spec, given));
  if (!found.success || depth > deepest) return [];
  const { properties = {}, required = [] } = found.data;
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((name) => {
    const list = found.data[name];
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  const own = Object.keys(properties).map((name) => `${name}${required.includes(name) ? '*' : ''}`);
  return [...new Set([...own, ...parts.flatMap((part) => fieldsOf(spec, part, depth + 1))])].filter(
    (name) => !/[,\s}]/.test(name),
  );
}

function resolved(spec: Specification, given: unknown, depth = 0): unknown {
  const found = reference.safeParse(given);
  if (!found.success || depth > deepest) return given;
  const steps = found.data.$ref
    .replace(/^#\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const target = steps.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[decodeURIComponent(step)] : undefined,
    spec,
  );
  return resolved(spec, target, depth + 1);
}

const verbs = { GET: 'get', POST: 'create', PUT: 'replace', PATCH: 'change', DELETE: 'delete' } as const;

/** The operation's name in words; where that says little, the method and what the path names. */
function purposeOf({ operationId = '' }: SpecOperation, method: keyof typeof verbs, path: string): string {
  const own = ownWords[operationId];
  if (own !== undefined) return own;
  const words = asWords(operationId.replace(/_\d+$/, ''));
  const nouns = path
    .split('/')
    .flatMap((part) =>
      part === '' || part.startsWith('{') || /^(rest|api|v?\d[\d.]*|latest)$/.test(part) ? [] : asWords(part),
    );
  const tooShort = words.length < 2 || /_\d+$/.test(operationId);
  const chosen = tooShort
    ? [words[0] ?? verbs[method], ...words.slice(1), ...nouns.filter((noun) => !words.includes(noun)).slice(-3)]
    : words;
  return chosen.join(' ');
}

function asWords(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
