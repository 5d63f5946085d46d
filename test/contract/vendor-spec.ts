import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

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

  readonly #validators = new WeakMap<object, ValidateFunction>();
  #templates: string[][] | undefined;

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

  /** The path as the file spells it, literal parts before `{parameters}`; undefined when it has no such call. */
  pathFor({ path, method }: Pick<Operation, 'path' | 'method'>): string | undefined {
    const given = path.split('/');
    this.#templates ??= Object.keys(this.#document['paths'] as Json).map((each) => `${this.#prefix}${each}`.split('/'));
    const fitting = this.#templates
      .filter((wanted) => wanted.length === given.length)
      .filter((wanted) => wanted.every((part, index) => part.startsWith('{') || part === given[index]))
      .map((wanted) => wanted.join('/'))
      .filter((template) => this.has({ path: template, method }));
    return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  /** The names of a call's query parameters. */
  queryNames(operation: Pick<Operation, 'path' | 'method'>): ReadonlySet<string> {
    const own = (this.#operation(operation)?.['parameters'] ?? []) as Json[];
    const all = own.map((each) =>
      typeof each['$ref'] === 'string' ? (pointer(this.#document, each['$ref']) as Json) : each,
    );
    return new Set(all.filter((each) => each['in'] === 'query').map(({ name }) => String(name)));
  }

  /** The media types a call's body may have; none where it has no body. */
  bodyTypes(operation: Pick<Operation, 'path' | 'method'>): string[] {
    return Object.keys(this.#body(operation));
  }

  /** What the specification objects to in a JSON body that is sent. */
  bodyObjections(operation: Pick<Operation, 'path' | 'method'>, body: unknown): ErrorObject[] {
    const media = this.#body(operation)['application/json'];
    return this.#check(isObject(media) ? media['schema'] : true, body);
  }

  #body(operation: Pick<Operation, 'path' | 'method'>): Json {
    const body = this.#operation(operation)?.['requestBody'];
    const resolved = isObject(body) && typeof body['$ref'] === 'string' ? pointer(this.#document, body['$ref']) : body;
    const content = isObject(resolved) ? resolved['content'] : undefined;
    return isObject(content) ? content : {};
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
    return this.#check(media['schema'], body);
  }

  #check(declared: unknown, value: unknown): ErrorObject[] {
    if (!isObject(declared)) return [];
    const validate = this.#validators.get(declared) ?? this.#compile(declared);
    return validate(value) ? [] : [...(validate.errors ?? [])];
  }

  #compile(declared: Json): ValidateFunction {
    const translation = new Translation(this.#document);
    const schema = translation.translate(declared);
    const root = typeof schema === 'object' ? { allOf: [schema], definitions: translation.definitions } : {};
    const validate = this.#ajv.compile(root);
    this.#validators.set(declared, validate);
    return validate;
  }
}
