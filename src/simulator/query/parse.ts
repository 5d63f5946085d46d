import { QueryFault, tokenize, type Token } from './tokens.ts';

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: 'empty' };

const operators = ['=', '!=', '~', '!~', '>=', '<=', '>', '<', 'in', 'not in', 'is', 'is not'] as const;
export type Operator = (typeof operators)[number];

export type Clause = { readonly field: string; readonly operator: Operator; readonly values: readonly Value[] };
export type Condition =
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

export type SortKey = { readonly field: string; readonly descending: boolean };
export type Query = { readonly condition: Condition | undefined; readonly sort: readonly SortKey[] };

/** Reads one query from left to right. */
class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get here(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  take(): Token {
    const token = this.here;
    this.#next += 1;
    return token;
  }

  isNext(text: string): boolean {
    return this.here.kind !== 'string' && this.here.text.toLowerCase() === text;
  }

  takeIf(text: string): boolean {
    if (!this.isNext(text)) return false;
    this.#next += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) throw this.fault(`Expecting '${text}'`);
  }

  fault(wanted: string): QueryFault {
    const { text, at, kind } = this.here;
    return new QueryFault(`${wanted} but got '${kind === 'end' ? 'end of query' : text}' (line 1, character ${at}).`);
  }
}

function readOperator(reader: Reader): Operator {
  if (reader.takeIf('not')) {
    reader.expect('in');
    return 'not in';
  }
  if (reader.takeIf('is')) return reader.takeIf('not') ? 'is not' : 'is';
  const known = operators.find((operator) => reader.isNext(operator));
  if (known === undefined)
    throw reader.fault(
      "Expecting operator. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'",
    );
  reader.take();
  return known;
}

function readArguments(reader: Reader): string[] {
  const args: string[] = [];
  while (!reader.takeIf(')')) {
    args.push(reader.take().text);
    if (!reader.isNext(')')) reader.expect(',');
  }
  return args;
}

function readValue(reader: Reader): Value {
  if (reader.here.kind === 'symbol' || reader.here.kind === 'end') {
    throw reader.fault('Expecting either a value, list or function');
  }
  const token = reader.take();
  if (token.kind === 'string') return { kind: 'text', text: token.text };
  if (reader.takeIf('(')) return { kind: 'function', name: token.text.toLowerCase(), args: readArguments(reader) };
  const isEmpty = ['empty', 'null'].includes(token.text.toLowerCase());
  return isEmpty ? { kind: 'empty' } : { kind: 'text', text: token.text };
}

function readValues(reader: Reader, operator: Operator): Value[] {
  if (operator !== 'in' && operator !== 'not in') return [readValue(reader)];
  // A function may stand for a list.
  if (reader.here.kind === 'word') {
    const value = readValue(reader);
    if (value.kind === 'function') return [value];
    throw reader.fault("Expecting '('");
  }
  reader.expect('(');
  const values = [readValue(reader)];
  while (reader.takeIf(',')) values.push(readValue(reader));
  reader.expect(')');
  return values;
}

function readTerm(reader: Reader): Condition {
  if (reader.takeIf('not')) return { kind: 'not', part: readTerm(reader) };
  if (reader.takeIf('(')) {
    const inner = readAny(reader);
    reader.expect(')');
    return inner;
  }
  if (reader.here.kind === 'symbol' || reader.here.kind === 'end') throw reader.fault('Expecting a field name');
  const field = reader.take().text;
  const operator = readOperator(reader);
  return { kind: 'clause', clause: { field, operator, values: readValues(reader, operator) } };
}

function readJoined(reader: Reader, word: 'and' | 'or', read: (reader: Reader) => Condition): Condition {
  const first = read(reader);
  const parts = [first];
  while (reader.takeIf(word)) parts.push(read(reader));
  return parts.length === 1 ? first : { kind: word, parts };
}

const readAll = (reader: Reader): Condition => readJoined(reader, 'and', readTerm);
const readAny = (reader: Reader): Condition => readJoined(reader, 'or', readAll);

function readSort(reader: Reader): SortKey[] {
  if (!reader.takeIf('order')) return [];
  reader.expect('by');
  const keys: SortKey[] = [];
  do {
    if (reader.here.kind === 'symbol' || reader.here.kind === 'end') throw reader.fault('Expecting a field name');
    const field = reader.take().text;
    const descending = reader.takeIf('desc');
    if (!descending) reader.takeIf('asc');
    keys.push({ field, descending });
  } while (reader.takeIf(','));
  return keys;
}

/** JQL and CQL share their grammar; fields and values are checked by the evaluator. Throws QueryFault. */
export function parseQuery(text: string): Query {
  const reader = new Reader(text);
  const isBare = reader.here.kind === 'end' || reader.isNext('order');
  const condition = isBare ? undefined : readAny(reader);
  const sort = readSort(reader);
  if (reader.here.kind !== 'end') throw reader.fault("Expecting either 'OR' or 'AND'");
  return { condition, sort };
}
