import type { ItemSummary, Page } from '../../../src/providers/vocabulary.ts';
import { aClient } from '../../fakes/connections/fake-access.ts';

export const anItem = (id: string, more: Partial<ItemSummary> = {}): ItemSummary => ({
  id,
  title: `Title of ${id}`,
  ...more,
});

/** A client whose search gives `count` items, page by page. */
export function aSearch(prefix: string, count: number, title = (id: string) => `Title of ${id}`) {
  const all = Array.from({ length: count }, (_, index) =>
    anItem(`${prefix}-${index + 1}`, { title: title(`${index}`) }),
  );
  return aClient({
    searchItems: ({ limit, cursor }): Promise<Page<ItemSummary>> => {
      const from = Number(cursor ?? 0);
      const items = all.slice(from, from + limit);
      const nextCursor = from + limit < count ? String(from + limit) : undefined;
      return Promise.resolve({ items, nextCursor, total: count });
    },
  });
}

export type Listed = {
  results: { connection: string; found: { id: string }[]; problem?: { code: string } }[];
  next_cursor?: string;
};
export const idsIn = (structured: unknown): string[] =>
  (structured as Listed).results.flatMap(({ found }) => found.map(({ id }) => id));
