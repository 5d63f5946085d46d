import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';

type Json = Readonly<Record<string, unknown>>;
type Schema = Json | boolean;

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'specs');
export const specsAreHere = existsSync(folder);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pointer(document: unknown, reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, step) => (isObject(value) || Array.isArray(value) ? (value as Json)[step] : undefined),
      document,
    );
}

/** Words of OpenAPI that are not JSON Schema, or mean something else there. */
const foreign = new Set([
  'example',
  'examples',
  'discriminator',
  'xml',
  'externalDocs',
  'deprecated',
  'nullable',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'contentMediaType',
]);

const types = new Set<unknown>(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
/** OpenProject's file names types of its own: "digest", "array of formattable". */
const isUnknownType = (key: string, value: unknown): boolean =>
  key === 'type' && typeof value === 'string' && !types.has(value);

/** Turns the schemas one answer uses, and no others, into one JSON Schema. */
class Translation {
  readonly definitions: Record<string, Schema> = {};
  readonly #names = new Map<string, string>();
  readonly #document: Json;

  constructor(document: Json) {
    this.#document = document;
  }

  translate(schema: unknown): Schema {
    if (!isObject(schema)) return true;
    const reference = schema['$ref'];
    if (typeof reference === 'string') return { $ref: `#/definitions/${this.#name(reference)}` };
    const translated = Object.fromEntries(
      Object.entries(schema)
        .filter(([key, value]) => !foreign.has(key) && !key.startsWith('x-') && !isUnknownType(key, value))
        .map(([key, value]) => [key, this.#value(key, value)]),
    );
    return schema['nullable'] === true ? { anyOf: [translated, { type: 'null' }] } : translated;
  }

  #value(key: string, value: unknown): unknown {
    if (key === 'properties' && isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, this.translate(schema)]));
    }
    if (['items', 'additionalProperties', 'not'].includes(key)) return isObject(value) ? this.translate(value) : value;
    if (['allOf', 'anyOf', 'oneOf'].includes(key) && Array.isArray(value))
      return value.map((each) => this.translate(each));
    return value;
  }

  #name(reference: string): string {
    const known = this.#names.get(reference);
    if (known !== undefined) return known;
    const name = `s${this.#names.size}`;
    this.#names.set(reference, name);
    this.definitions[name] = this.translate(pointer(this.#document, reference));
    return name;
  }
}

export type Operation = { readonly path: string; readonly method: string; readonly status: number };

/** One vendor's OpenAPI file. `prefix` is what stands before its paths on the wire. */
export class VendorSpec {
  readonly name: string;
  readonly #prefix: string;
  readonly #document: Json;
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, verbose: true, logger: false });

  constructor(name: string, prefix = '') {
    this.name = name;
    this.#prefix = prefix;
    this.#document = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json;
  }

  #operation({ path, method }: Pick<Operation, 'path' | 'method'>): Json | undefined {
    if (!path.startsWith(this.#prefix)) return undefined;
    const item = (this.#document['paths'] as Json)[path.slice(this.#prefix.length)];
    const operation = isObject(item) ? item[method.toLowerCase()] : undefined;
    return isObject(operation) ? operation : undefined;
  }

  has(operation: Pick<Operation, 'path' | 'method'>): boolean {
    return this.#operation(operation) !== undefined;
  }

  /** What the specification objects to in an answer's body; undefined where it says nothing about such a body. */
  objections(operation: Operation, body: unknown): ErrorObject[] | undefined {
    const responses = this.#operation(operation)?.['responses'];
    const response = isObject(responses) ? responses[String(operation.status)] : undefined;
    const resolved =
      isObject(response) && typeof response['$ref'] === 'string' ? pointer(this.#document, response['$ref']) : response;
    const content = isObject(resolved) ? resolved['content'] : undefined;
    const media = isObject(content) ? Object.entries(content).find(([type]) => type.includes('json'))?.[1] : undefined;
    if (!isObject(media)) return undefined;
    const translation = new Translation(this.#document);
    const schema = translation.translate(media['schema']);
    const root = typeof schema === 'object' ? { allOf: [schema], definitions: translation.definitions } : {};
    const validate = this.#ajv.compile(root);
    return validate(body) ? [] : [...(validate.errors ?? [])];
  }
}
