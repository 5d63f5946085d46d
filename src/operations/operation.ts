import type { OperationMethod } from '../providers/operation-call.ts';

/** One call of a system's own API. Names with `*` are required. */
export type Operation = {
  readonly method: OperationMethod;
  /** With `{parameters}`. */
  readonly path: string;
  readonly query: readonly string[];
  /** The names of the body's fields. */
  readonly body: readonly string[];
  readonly purpose: string;
};

/** `GET /rest/api/3/issue/{key}?fields&expand {summary*,fields} get issue`: how the index holds an operation. */
export function formatOperation({ method, path, query, body, purpose }: Operation): string {
  const parameters = query.length === 0 ? '' : `?${query.join('&')}`;
  const fields = body.length === 0 ? '' : ` {${body.join(',')}}`;
  return `${method} ${path}${parameters}${fields} ${purpose}`;
}

const form = /^([A-Z]+) (\/[^\s?]*)(?:\?(\S*))?(?: \{(.*?)\})? ([^{}]+)$/;

/** Throws for a line that is not of that form: the index is ours. */
export function parseOperation(line: string): Operation {
  const found = form.exec(line);
  if (found === null) throw new Error(`Not an operation: ${line}`);
  const [, method = '', path = '', query = '', body = '', purpose = ''] = found;
  const names = (list: string, separator: string): string[] => list.split(separator).filter((name) => name !== '');
  return { method: method as OperationMethod, path, query: names(query, '&'), body: names(body, ','), purpose };
}
