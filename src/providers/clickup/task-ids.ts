import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import { refuseQuery } from '../refusals.ts';
import { systemName } from './failures.ts';
import { task } from './task-schemas.ts';
import type { FullTask } from './task-schemas.ts';
import type { ClickUp } from './workspaces.ts';

/** Reads a task by anything people call it; all writes go by the `id` that comes back. */
export async function readTask(
  clickUp: ClickUp,
  given: string,
  options: { readonly subtasks?: boolean; readonly signal?: AbortSignal | undefined } = {},
): Promise<FullTask> {
  const { id, workspaceId } = idIn(given);
  if (!isCustomId(id)) return ask(clickUp, id, undefined, options);
  if (workspaceId !== undefined) return ask(clickUp, id, workspaceId, options);
  return findByCustomId(clickUp, id, options);
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

/** Custom ids are unique within one workspace only, so each is asked until one knows it. */
async function findByCustomId(
  clickUp: ClickUp,
  id: string,
  options: { readonly subtasks?: boolean; readonly signal?: AbortSignal | undefined },
): Promise<FullTask> {
  for (const workspace of await clickUp.surroundings.workspaces(options.signal)) {
    try {
      return await ask(clickUp, id, workspace.id, options);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    }
  }
  throw connectionFailure('not-found', { systemName });
}

async function ask(
  { api, workspaceId: only }: ClickUp,
  id: string,
  workspaceId: string | undefined,
  { subtasks, signal }: { readonly subtasks?: boolean; readonly signal?: AbortSignal | undefined },
): Promise<FullTask> {
  const custom = workspaceId === undefined ? {} : { custom_task_ids: true, team_id: workspaceId };
  const query = {
    include_markdown_description: true,
    include_subtasks: subtasks === true ? true : undefined,
    ...custom,
  };
  const found = await api.get(`/api/v2/task/${encodeURIComponent(id)}`, query, task, signal);
  if (only === undefined || found.team_id === undefined || found.team_id === only) return found;
  // The key opens more workspaces than the connection is meant for.
  throw connectionFailure('not-found', { systemName });
}
