import type { ClientRecord } from '../clients/client.ts';
import type { ConfigFormat, ServerList } from '../clients/formats/format.ts';
import type { FindSource } from './report.ts';

/** How a file's text is read. */
export type Reading =
  | { readonly kind: 'servers'; readonly format: ConfigFormat; readonly lists: readonly ServerList[] }
  | { readonly kind: 'settings'; readonly format: ConfigFormat }
  | { readonly kind: 'lines'; readonly syntax: 'env' | 'shell' };

/** A file to look into. */
export type Target = {
  readonly path: string;
  readonly source: FindSource;
  readonly reading: Reading;
  /** Whose file it is, or is a copy of. */
  readonly client?: ClientRecord;
};

export const readingOf = ({ format, list, otherLists = [] }: ClientRecord): Reading => ({
  kind: 'servers',
  format,
  lists: [list, ...otherLists],
});
