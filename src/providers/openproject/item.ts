import pLimit from 'p-limit';
import { AppError } from '../../lib/app-error.ts';
import type { GetItemOptions, ItemInclude } from '../provider.ts';
import type { Item } from '../vocabulary.ts';
import { itemParts, type Part } from './item-parts.ts';
import { mostAtOnce, type Context } from './context.ts';
import { toItem } from './mapping.ts';
import type { WorkPackage } from './schemas.ts';
import { furtherFields, statusesIfVisible } from './search.ts';
import { readWork } from './work.ts';

export async function getItem(context: Context, id: string, options: GetItemOptions = {}): Promise<Item> {
  const { include = [], fields, signal } = options;
  const [found, known] = await Promise.all([readWork(context, id, signal), statusesIfVisible(context, signal)]);
  const limit = pLimit(mostAtOnce);
  const parts = await Promise.all(
    [...new Set(include)].map((name) => limit(() => partIfVisible(context, found, name, signal))),
  );
  const item = toItem(context.baseUrl, found, known);
  const more = fields === undefined ? {} : { fields: await fieldsOf(context, found, fields, signal) };
  const notes = parts.flatMap((part) => part.notes ?? []);
  return Object.assign(item, more, ...parts, { notes: notes.length === 0 ? undefined : notes }) as Item;
}

async function fieldsOf(context: Context, found: WorkPackage, wanted: readonly string[], signal?: AbortSignal) {
  const href = found._links.schema?.href;
  return furtherFields(found, href === undefined ? [] : await context.schema(href, signal), wanted);
}

/** That one part may not be seen is no reason to show nothing. */
async function partIfVisible(
  context: Context,
  found: WorkPackage,
  name: ItemInclude,
  signal?: AbortSignal,
): Promise<Part> {
  try {
    return await itemParts[name](context, found, signal);
  } catch (error) {
    if (!(error instanceof AppError) || !hidden.has(error.code)) throw error;
    return { notes: [`OpenProject does not show this account the ${words[name]}.`] };
  }
}
const hidden = new Set(['forbidden', 'not-found']);

const words: Readonly<Record<ItemInclude, string>> = {
  comments: 'comments',
  history: 'history',
  links: 'links',
  children: 'children',
  attachments: 'attachments',
  time: 'time entries',
  development: 'development activity',
  watchers: 'watchers',
  moves: 'moves, because it may not change the work package',
};
