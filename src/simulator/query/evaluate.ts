import type { QueryFault } from './tokens.ts';
import type { Clause, Condition, Operator, Query, SortKey, Value } from './parse.ts';

/** Tells whether an item satisfies one clause; made once per clause, so that faults are found before any item is seen. */
export type Test<T> = (item: T) => boolean;

/** What a language knows of a field. */
export type Field<T> = {
  readonly operators: readonly Operator[];
  readonly test: (operator: Operator, values: readonly Value[]) => Test<T>;
  /** Absent: cannot be sorted by. */
  readonly sortValue?: (item: T) => string | number;
};

export type Language<T> = {
  /** By lower-case name. */
  readonly fields: Readonly<Record<string, Field<T>>>;
  readonly unknownField: (name: string) => QueryFault;
  readonly unsupportedOperator: (clause: Clause) => QueryFault;
};

function field<T>(language: Language<T>, name: string): Field<T> {
  const found = Object.hasOwn(language.fields, name.toLowerCase()) ? language.fields[name.toLowerCase()] : undefined;
  if (found === undefined) throw language.unknownField(name);
  return found;
}

function compile<T>(language: Language<T>, condition: Condition): Test<T> {
  switch (condition.kind) {
    case 'clause': {
      const { clause } = condition;
      const known = field(language, clause.field);
      if (!known.operators.includes(clause.operator)) throw language.unsupportedOperator(clause);
      return known.test(clause.operator, clause.values);
    }
    case 'not': {
      const inner = compile(language, condition.part);
      return (item) => !inner(item);
    }
    case 'and': {
      const parts = condition.parts.map((part) => compile(language, part));
      return (item) => parts.every((part) => part(item));
    }
    case 'or': {
      const parts = condition.parts.map((part) => compile(language, part));
      return (item) => parts.some((part) => part(item));
    }
  }
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function sortTest<T>(language: Language<T>, key: SortKey): (a: T, b: T) => number {
  const value = field(language, key.field).sortValue;
  if (value === undefined) throw language.unknownField(key.field);
  return (a, b) => (key.descending ? compare(value(b), value(a)) : compare(value(a), value(b)));
}

/** Filters and sorts; without ORDER BY the given order stays. */
export function run<T>(language: Language<T>, query: Query, items: readonly T[]): T[] {
  const test = query.condition === undefined ? () => true : compile(language, query.condition);
  const orders = query.sort.map((key) => sortTest(language, key));
  const found = items.filter(test);
  return orders.length === 0 ? found : found.sort((a, b) => firstDifference(orders, a, b));
}

function firstDifference<T>(orders: readonly ((a: T, b: T) => number)[], a: T, b: T): number {
  for (const order of orders) {
    const result = order(a, b);
    if (result !== 0) return result;
  }
  return 0;
}
