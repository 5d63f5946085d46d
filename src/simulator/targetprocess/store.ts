import { generalTypes, isWork, types } from './schema.ts';

export type CustomValue = { readonly Name: string; readonly Type: string; readonly Value: unknown };
/** Dates are milliseconds since 1970. */
export type Value = string | number | boolean | null | Row | readonly CustomValue[];

/** One entity. References point at other rows, so a renamed project is renamed everywhere. */
export class Row {
  readonly type: string;
  readonly id: number;
  readonly fields: Record<string, Value>;

  constructor(type: string, id: number, fields: Record<string, Value>) {
    this.type = type;
    this.id = id;
    this.fields = fields;
  }

  /** The referenced entity. */
  ref(field: string): Row | undefined {
    const value = this.fields[field];
    return value instanceof Row ? value : undefined;
  }

  text(field: string): string {
    const value = this.fields[field];
    return typeof value === 'string' ? value : '';
  }

  number(field: string): number {
    const value = this.fields[field];
    return typeof value === 'number' ? value : 0;
  }
}

const firstNewId = 75_000;

/** Everything one account holds. Numbers are unique over all types, as in Targetprocess for what has a page. */
export class Store {
  readonly #rows = new Map<string, Row[]>();
  readonly files = new Map<number, Uint8Array>();
  /** The states a state can be left for. */
  readonly nextStates = new Map<Row, readonly Row[]>();
  #lastId = firstNewId;

  add(type: string, fields: Readonly<Record<string, Value>>, id?: number): Row {
    this.#lastId += id === undefined ? 1 : 0;
    const whole = Object.entries(types[type]?.fields ?? {}).map(([name, kind]): [string, Value] => [
      name,
      fields[name] ?? (kind === 'yes' ? false : kind === 'custom' ? [] : null),
    ]);
    const row = new Row(type, id ?? this.#lastId, Object.fromEntries(whole));
    this.#rows.set(type, [...(this.#rows.get(type) ?? []), row]);
    return row;
  }

  /** Of one type, or of all types a base type stands for. */
  of(type: string): readonly Row[] {
    if (type === 'Assignable')
      return generalTypes
        .filter(isWork)
        .flatMap((each) => this.of(each))
        .sort(byId);
    if (type === 'General') return generalTypes.flatMap((each) => this.of(each)).sort(byId);
    return this.#rows.get(type) ?? [];
  }

  find(type: string, id: unknown): Row | undefined {
    const wanted = Number(id);
    const among = type === 'General' ? generalTypes : type === 'Assignable' ? generalTypes.filter(isWork) : [type];
    for (const each of among) {
      const found = this.#rows.get(each)?.find((row) => row.id === wanted);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  where(type: string, field: string, target: Row): readonly Row[] {
    return this.of(type).filter((row) => row.ref(field) === target);
  }

  named(type: string, name: string): Row | undefined {
    return this.of(type).find((row) => row.fields['Name'] === name);
  }

  remove(row: Row): void {
    this.#rows.set(
      row.type,
      this.of(row.type).filter((each) => each !== row),
    );
    this.files.delete(row.id);
  }
}

const byId = (a: Row, b: Row): number => a.id - b.id;
