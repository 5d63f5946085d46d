import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { ProviderClient } from '../provider.ts';
import { refuseQuery } from '../refusals.ts';
import type { Item } from '../vocabulary.ts';
import { systemName } from './failures.ts';
import { pageOfLists } from './lists.ts';
import { toItem } from './mapping.ts';
import { task } from './schemas.ts';
import type { Task } from './schemas.ts';
import { searchTasks } from './tasks.ts';
import { rememberedSurroundings, whoAmI } from './workspaces.ts';
import type { ClickUpSite, Surroundings } from './workspaces.ts';

export function createClickUpClient(site: ClickUpSite): ProviderClient {
  const { api } = site;
  const surroundings = rememberedSurroundings(site);
  return {
    whoAmI: (signal) => whoAmI(site, signal),
    listProjects: async (query) => pageOfLists(api, await surroundings.workspaces(query.signal), query),
    searchItems: (query) => searchTasks(api, surroundings, query),
    getItem: (id, { signal } = {}) => getItem(api, surroundings, id, signal),
  };
}

async function getItem(api: ApiClient, surroundings: Surroundings, given: string, signal?: AbortSignal): Promise<Item> {
  const { id, workspaceId } = idIn(given);
  const found = isCustomId(id)
    ? await findByCustomId(
        api,
        id,
        workspaceId === undefined ? await idsOf(surroundings, signal) : [workspaceId],
        signal,
      )
    : await readTask(api, id, undefined, signal);
  const hasDays = found.due_date !== undefined || found.start_date !== undefined;
  const timeZone = hasDays ? (await surroundings.me(signal)).timezone : undefined;
  return toItem(found, timeZone ?? 'UTC');
}

/** `9hx`, `#9hx`, `ABC-12`, or the address of a task: `https://app.clickup.com/t/9hx`, `…/t/1234/ABC-12`. */
function idIn(given: string): { readonly id: string; readonly workspaceId?: string | undefined } {
  const [, workspaceId, fromAddress] = /\/t\/(?:(\d+)\/)?([\w-]+)/.exec(given) ?? [];
  const id = withoutBranchPrefix(fromAddress ?? given.trim().replace(/^#+/, ''));
  if (/^[\w-]+$/.test(id)) return { id, workspaceId };
  throw refuseQuery(systemName, 'Give the id of a task, for example 9hx or ABC-12.');
}

const isCustomId = (id: string): boolean => /^[a-z]\w*-\d+$/i.test(id);

/** ClickUp writes `CU-9hx` into the names of branches. */
const withoutBranchPrefix = (id: string): string => (isCustomId(id) ? id : id.replace(/^CU-/i, ''));

async function idsOf({ workspaces }: Surroundings, signal?: AbortSignal): Promise<string[]> {
  return (await workspaces(signal)).map(({ id }) => id);
}

/** Custom ids are unique within one workspace only, so each is asked until one knows it. */
async function findByCustomId(
  api: ApiClient,
  id: string,
  workspaceIds: readonly string[],
  signal?: AbortSignal,
): Promise<Task> {
  for (const workspaceId of workspaceIds) {
    try {
      return await readTask(api, id, workspaceId, signal);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    }
  }
  throw connectionFailure('not-found', { systemName });
}

function readTask(api: ApiClient, id: string, workspaceId: string | undefined, signal?: AbortSignal): Promise<Task> {
  const custom = workspaceId === undefined ? {} : { custom_task_ids: true, team_id: workspaceId };
  const query = { include_markdown_description: true, ...custom };
  return api.get(`/api/v2/task/${encodeURIComponent(id)}`, query, task, signal);
}
