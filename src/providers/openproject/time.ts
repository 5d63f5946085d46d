import { AppError } from '../../lib/app-error.ts';
import type { TimeEntry } from '../item-parts.ts';
import { readAll } from './collections.ts';
import type { Context } from './context.ts';
import { hoursOf } from './duration.ts';
import { timeEntry, type OpTimeEntry } from './schemas.ts';

/** Oldest first. */
export async function timeEntriesOf(
  context: Context,
  id: string,
  signal?: AbortSignal,
): Promise<readonly OpTimeEntry[]> {
  const values = [id];
  const asEntity = [
    { entity_type: { operator: '=', values: ['WorkPackage'] } },
    { entity_id: { operator: '=', values } },
  ];
  try {
    return await entriesBy(context, asEntity, signal);
  } catch (error) {
    // Before time could be spent on meetings too, the filter had another name.
    if (!(error instanceof AppError) || error.code !== 'query-rejected') throw error;
    return entriesBy(context, [{ work_package: { operator: '=', values } }], signal);
  }
}

function entriesBy({ api }: Context, filters: readonly unknown[], signal?: AbortSignal) {
  const sortBy = JSON.stringify([['spent_on', 'asc']]);
  return readAll(api, '/api/v3/time_entries', { filters: JSON.stringify(filters), sortBy }, timeEntry, signal);
}

export function toTimeEntry({ id, spentOn, hours, comment, _links }: OpTimeEntry): TimeEntry {
  const text = typeof comment === 'string' ? comment : comment?.raw;
  return {
    id,
    date: spentOn,
    hours: hoursOf(hours) ?? 0,
    by: _links.user?.title,
    comment: text === '' ? undefined : text,
    activity: _links.activity?.title,
  };
}
