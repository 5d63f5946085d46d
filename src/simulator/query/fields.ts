import { QueryFault } from './tokens.ts';
import { parseDate } from './dates.ts';
import type { Field, Test } from './evaluate.ts';
import type { Operator, Value } from './parse.ts';

const isNegative = (operator: Operator): boolean => ['!=', 'not in', 'is not', '!~'].includes(operator);
const choiceOperators = ['=', '!=', 'in', 'not in', 'is', 'is not'] as const;

type ChoiceSettings<T> = {
  /** All names an item's value goes by, in lower case; empty when the field is empty. */
  readonly names: (item: T) => readonly string[];
  /** Throws when no such value exists: these systems answer 400, not an empty list. */
  readonly check?: (name: string) => void;
  /** e.g. currentUser() as a name. */
  readonly call?: (name: string, args: readonly string[]) => string | undefined;
  readonly sortValue?: (item: T) => string | number;
};

function valueName<T>(value: Value, settings: ChoiceSettings<T>): string | undefined {
  if (value.kind === 'empty') return undefined;
  if (value.kind === 'function') {
    const result = settings.call?.(value.name, value.args);
    if (result === undefined)
      throw new QueryFault(`Unable to find JQL function '${value.name}(${value.args.join(', ')})'.`);
    return result;
  }
  settings.check?.(value.text);
  return value.text.toLowerCase();
}

/** A field with names as values: status, assignee, project. Negations drop empty fields, as the real systems do. */
export function choiceField<T>(settings: ChoiceSettings<T>): Field<T> {
  return {
    operators: choiceOperators,
    ...(settings.sortValue === undefined ? {} : { sortValue: settings.sortValue }),
    test: (operator, values) => {
      const wanted = values.map((value) => valueName(value, settings));
      const negative = isNegative(operator);
      const wantsEmpty = wanted.includes(undefined);
      return (item) => {
        const names = settings.names(item);
        if (names.length === 0) return wantsEmpty && !negative;
        return names.some((name) => wanted.includes(name)) !== negative;
      };
    },
  };
}

/** Words of the text must begin with the query's words when they end in `*`, else be equal; a "quoted phrase" stands as it is. */
export function textTest(text: string): (haystack: string) => boolean {
  const phrase = /^\\?"(.+?)\\?"$/.exec(text)?.[1];
  if (phrase !== undefined) return (haystack) => haystack.toLowerCase().includes(phrase.toLowerCase());
  const wanted = text.toLowerCase().match(/[\p{L}\p{N}*?]+/gu) ?? [];
  return (haystack) => {
    const words = haystack.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return wanted.every((want) =>
      want.endsWith('*')
        ? words.some((word) => word.startsWith(want.slice(0, -1)))
        : words.some((word) => sameStem(word, want)),
    );
  };
}

/** A little stemming: the real index finds "payments" for "payment". */
const sameStem = (a: string, b: string): boolean => a.replace(/(e?s|ing|ed)$/, '') === b.replace(/(e?s|ing|ed)$/, '');

function plainText(value: Value | undefined): string {
  if (value?.kind !== 'text') throw new QueryFault('A text is expected here.');
  return value.text;
}

type TextSettings<T> = {
  readonly text: (item: T) => string;
  readonly operators?: readonly Operator[];
  /** Called with the value first; may throw. */
  readonly check?: (text: string) => void;
  readonly sortValue?: (item: T) => string;
};

export function textField<T>(settings: TextSettings<T>): Field<T> {
  return {
    operators: settings.operators ?? ['~', '!~'],
    ...(settings.sortValue === undefined ? {} : { sortValue: settings.sortValue }),
    test: (operator, values): Test<T> => {
      const wanted = values.map(plainText);
      for (const text of wanted) settings.check?.(text);
      const matches = wanted.map((text) =>
        operator.endsWith('~') ? textTest(text) : (value: string) => value.toLowerCase() === text.toLowerCase(),
      );
      return (item) => matches.some((match) => match(settings.text(item))) !== isNegative(operator);
    },
  };
}

const orders: Partial<Record<Operator, (time: number, wanted: number) => boolean>> = {
  '>=': (time, wanted) => time >= wanted,
  '>': (time, wanted) => time > wanted,
  '<=': (time, wanted) => time <= wanted,
  '<': (time, wanted) => time < wanted,
  '!=': (time, wanted) => time !== wanted,
  '=': (time, wanted) => time === wanted,
};

type DateSettings<T> = {
  readonly date: (item: T) => Date | undefined;
  readonly now: Date;
  readonly invalid: (text: string) => QueryFault;
  /** Whether `-7d` may stand for itself (JQL) or only inside now("-7d") (CQL). */
  readonly bareOffsets: boolean;
};

export function dateField<T>(settings: DateSettings<T>): Field<T> {
  return {
    operators: ['=', '!=', '>', '>=', '<', '<=', 'is', 'is not'],
    sortValue: (item) => settings.date(item)?.getTime() ?? 0,
    test: (operator, values) => {
      const [value] = values;
      if (value === undefined || value.kind === 'empty') {
        return (item) => (settings.date(item) === undefined) !== isNegative(operator);
      }
      const wanted = parseDate(value, settings);
      const inOrder = orders[operator] ?? (() => false);
      return (item) => {
        const date = settings.date(item);
        return date !== undefined && inOrder(date.getTime(), wanted.getTime());
      };
    },
  };
}
