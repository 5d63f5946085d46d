import { AppError } from '../../lib/app-error.ts';
import { containsText, isSameName } from '../name-match.ts';
import { fullList } from './schemas.ts';
import type { FullList } from './schemas.ts';
import { listsIn, pathOf, placesIn } from './lists.ts';
import type { ListPlace } from './lists.ts';
import { notAllowed } from './refusals.ts';
import type { ClickUp } from './workspaces.ts';

/** Finding a name costs two calls for every space, of a hundred a minute. */
const mostSpaces = 30;

/** One list with its statuses, by its id, its address in ClickUp, its name, or "Space / Folder / Name". */
export async function findList(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<FullList> {
  return readList(clickUp, await listIdMeant(clickUp, given, signal), signal);
}

/** The same before a write, where a wrong name is a wrong field. */
export async function listToWrite(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<FullList> {
  try {
    return await findList(clickUp, given, signal);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'query-rejected')) throw error;
    throw new AppError('invalid-input', error.message, error.next);
  }
}

export function readList({ api }: ClickUp, id: string, signal?: AbortSignal): Promise<FullList> {
  return api.get(`/api/v2/list/${encodeURIComponent(id)}`, undefined, fullList, signal);
}

export async function listIdMeant(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<string> {
  const id = /^\s*(\d+)\s*$/.exec(given)?.[1] ?? /\/li\/(\d+)/.exec(given)?.[1];
  if (id !== undefined) return id;
  const all = await allLists(clickUp, signal);
  const found = all.filter((one) => isNamed(one, given));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.list.id;
  const near = found.length > 0 ? found : all.filter(({ list }) => containsText(list.name, given));
  const shown = (near.length > 0 ? near : all).map((one) => `${pathOf(one)} / ${one.list.name} (${one.list.id})`);
  const next = 'A ClickUp project is a list; give its number from list_projects.';
  throw new AppError('query-rejected', `${notAllowed('project', given, shown, found.length > 0)}.`, next);
}

function isNamed(one: ListPlace, given: string): boolean {
  if (isSameName(one.list.name, given)) return true;
  if (!given.includes('/')) return false;
  const spaced = (text: string): string =>
    ` / ${text
      .split('/')
      .map((part) => part.trim())
      .join(' / ')}`.toLowerCase();
  return spaced(`${pathOf(one)} / ${one.list.name}`).endsWith(spaced(given));
}

/** All lists with their places; of a very large workspace those of its first spaces. */
export async function allLists({ api, surroundings }: ClickUp, signal?: AbortSignal): Promise<ListPlace[]> {
  const places = await placesIn(api, await surroundings.workspaces(signal), signal);
  const found: ListPlace[] = [];
  for (const place of places.slice(0, mostSpaces)) found.push(...(await listsIn(api, place, signal)));
  return found;
}
