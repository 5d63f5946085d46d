import { json, type Answer } from '../server/answer.ts';
import { whole } from '../jira/parameters.ts';
import type { Call } from '../server/call.ts';

const usualPageSize = 20;
const maxPageSize = 1000;

type Page<T> = {
  readonly type: 'Collection' | 'WorkPackageCollection';
  readonly all: readonly T[];
  readonly draw: (item: T) => unknown;
};

function address(call: Call, offset: number | string, pageSize: number | string): string {
  const query = new URLSearchParams(call.query);
  query.delete('offset');
  query.delete('pageSize');
  const rest = query.toString();
  return `${call.request.path}?${rest === '' ? '' : `${rest}&`}offset=${offset}&pageSize=${pageSize}`;
}

/** A paged HAL collection: `offset` is the number of the page, counted from 1; a page size of 0 means the largest. */
export function collection<T>(call: Call, { type, all, draw }: Page<T>): Answer {
  const asked = whole(call.query.get('pageSize'), usualPageSize);
  const pageSize = asked === 0 ? maxPageSize : Math.min(asked, maxPageSize);
  const offset = Math.max(whole(call.query.get('offset'), 1), 1);
  const items = all.slice((offset - 1) * pageSize, offset * pageSize);
  const at = (page: number) => ({ href: address(call, page, pageSize) });
  return json({
    _type: type,
    total: all.length,
    count: items.length,
    pageSize,
    offset,
    _embedded: { elements: items.map(draw) },
    _links: {
      self: at(offset),
      jumpTo: { href: address(call, '{offset}', pageSize), templated: true },
      changeSize: { href: address(call, offset, '{size}'), templated: true },
      ...(offset > 1 ? { previousByOffset: at(offset - 1) } : {}),
      ...(offset * pageSize < all.length ? { nextByOffset: at(offset + 1) } : {}),
    },
  });
}

/** A collection that always comes whole. */
export const wholeCollection = (call: Call, elements: readonly unknown[]): Answer =>
  json({
    _type: 'Collection',
    total: elements.length,
    count: elements.length,
    _embedded: { elements },
    _links: { self: { href: call.request.path } },
  });
