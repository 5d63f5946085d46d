import MiniSearch from 'minisearch';
import type { Operation } from './operation.ts';

type Entry = { id: number; purpose: string; path: string; method: string };

/** The operations that fit the words best, the best first. Words match by their beginning and forgive a typing error. */
export function findOperations(operations: readonly Operation[], words: string, limit: number): Operation[] {
  const search = new MiniSearch<Entry>({
    fields: ['purpose', 'path', 'method'],
    tokenize: (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u),
    processTerm: (term) => stem(term),
    searchOptions: {
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      boost: { purpose: 3 },
    },
  });
  search.addAll(operations.map(({ purpose, path, method }, id) => ({ id, purpose, path: inWords(path), method })));
  const found = search.search(words, { combineWith: 'OR' });
  return found.slice(0, limit).flatMap(({ id }) => operations[id as number] ?? []);
}

const inWords = (path: string): string => path.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[{}/_]/g, ' ');

/** So that "watchers" finds "watcher", and words that say nothing do not count. */
function stem(term: string): string | undefined {
  if (stopWords.has(term)) return undefined;
  return term.length > 3 && term.endsWith('s') && !term.endsWith('ss') ? term.slice(0, -1) : term;
}

const stopWords = new Set([
  'a',
  'an',
  'and',
  'api',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'rest',
  'the',
  'to',
  'with',
  '',
]);
