import type { ApiClient } from '../http/api-client.ts';
import { containsText } from '../name-match.ts';
import type { ListProjectsQuery } from '../provider.ts';
import { refuseCursor } from '../refusals.ts';
import type { Page, Project } from '../vocabulary.ts';
import { systemName } from './failures.ts';
import { foldersAnswer, listsAnswer, sharedAnswer } from './schemas.ts';
import type { Folder, List, Space, Workspace } from './schemas.ts';
import { spacesIn } from './workspaces.ts';

/** A part of a workspace whose lists are asked for in one go: a space, or what was shared with a guest. */
export type Place = { readonly id: string; readonly workspace: Workspace; readonly space?: Space | undefined };

/** A list and where it lies. */
export type ListPlace = { readonly list: List; readonly place: Place; readonly folder?: Folder | undefined };

/** Each space costs two calls of the hundred a minute, so a page ends after this many. */
const mostPlacesPerPage = 10;

/** A cursor names the place to go on in and how many of its lists were given out: `790.3`. */
export async function pageOfLists(
  api: ApiClient,
  workspaces: readonly Workspace[],
  { text, limit, cursor, signal }: ListProjectsQuery,
): Promise<Page<Project>> {
  const places = await placesIn(api, workspaces, signal);
  const start = startOf(places, cursor);
  const end = Math.min(places.length, start.index + mostPlacesPerPage);
  const items: Project[] = [];
  for (let index = start.index; index < end; index++) {
    const place = places[index];
    if (place === undefined) break;
    const skipped = index === start.index ? start.skip : 0;
    const all = (await listsIn(api, place, signal)).map(toProject).filter((list) => isWanted(list, text));
    const room = limit - items.length;
    items.push(...all.slice(skipped, skipped + room));
    if (all.length - skipped > room) return { items, nextCursor: `${place.id}.${String(skipped + room)}` };
  }
  const following = places[end];
  return { items, nextCursor: following === undefined ? undefined : `${following.id}.0` };
}

const isWanted = ({ name, path }: Project, text: string | undefined): boolean =>
  text === undefined || containsText(name, text) || containsText(path, text);

function startOf(places: readonly Place[], cursor: string | undefined): { index: number; skip: number } {
  if (cursor === undefined) return { index: 0, skip: 0 };
  const [, id, skip] = /^(.+)\.(\d{1,9})$/.exec(cursor) ?? [];
  const index = places.findIndex((place) => place.id === id);
  if (index === -1) throw refuseCursor(systemName);
  return { index, skip: Number(skip) };
}

export async function placesIn(
  api: ApiClient,
  workspaces: readonly Workspace[],
  signal?: AbortSignal,
): Promise<Place[]> {
  const places: Place[] = [];
  for (const workspace of workspaces) {
    const spaces = await spacesIn(api, workspace, signal);
    if (spaces.length === 0) places.push({ id: `shared-${workspace.id}`, workspace });
    places.push(...spaces.map((space) => ({ id: space.id, workspace, space })));
  }
  return places;
}

export async function listsIn(api: ApiClient, place: Place, signal?: AbortSignal): Promise<ListPlace[]> {
  const { workspace, space } = place;
  const { folders, lists } =
    space === undefined ? await sharedWithGuest(api, workspace, signal) : await contentsOf(api, space, signal);
  const found: ListPlace[] = [];
  for (const folder of folders) {
    const inside = await listsOfFolder(api, folder, signal);
    found.push(...inside.map((list) => ({ list, place, folder })));
  }
  return [...found, ...lists.map((list) => ({ list, place }))];
}

async function contentsOf(api: ApiClient, space: Space, signal?: AbortSignal) {
  const path = `/api/v2/space/${encodeURIComponent(space.id)}`;
  const [{ folders }, { lists }] = await Promise.all([
    api.get(`${path}/folder`, { archived: false }, foldersAnswer, signal),
    api.get(`${path}/list`, { archived: false }, listsAnswer, signal),
  ]);
  return { folders, lists };
}

async function sharedWithGuest(api: ApiClient, { id }: Workspace, signal?: AbortSignal) {
  const { shared } = await api.get(`/api/v2/team/${encodeURIComponent(id)}/shared`, undefined, sharedAnswer, signal);
  return { folders: shared.folders ?? [], lists: shared.lists ?? [] };
}

/** Folders usually bring their lists along; an empty list of them is asked for once more. */
async function listsOfFolder(api: ApiClient, folder: Folder, signal?: AbortSignal): Promise<readonly List[]> {
  if (folder.lists !== undefined && folder.lists.length > 0) return folder.lists;
  const path = `/api/v2/folder/${encodeURIComponent(folder.id)}/list`;
  return (await api.get(path, { archived: false }, listsAnswer, signal)).lists;
}

/** Where it lies, outermost first. */
export function pathOf({ place: { workspace, space }, folder }: ListPlace): string {
  const above = [workspace.name, space?.name ?? 'Shared with me', folder?.name];
  return above.filter((name) => name !== undefined).join(' / ');
}

function toProject(found: ListPlace): Project {
  const { list, place } = found;
  return { id: list.id, name: list.name, path: pathOf(found), url: listUrl(place.workspace.id, list.id) };
}

export const listUrl = (workspaceId: string, listId: string): string =>
  `https://app.clickup.com/${encodeURIComponent(workspaceId)}/v/li/${encodeURIComponent(listId)}`;
