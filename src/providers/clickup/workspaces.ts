import { connectionFailure } from '../../diagnosis/advice.ts';
import type { ApiClient } from '../http/api-client.ts';
import { remembered } from '../remembered.ts';
import type { Account } from '../vocabulary.ts';
import { keyName, systemName } from './failures.ts';
import { toAccount } from './members.ts';
import { customItemsAnswer, spacesAnswer, teamsAnswer, userAnswer } from './schemas.ts';
import type { ClickUpUser, Space, Workspace } from './schemas.ts';

export type ClickUpSite = {
  readonly api: ApiClient;
  readonly now: () => Date;
  /** Narrows everything to one workspace. */
  readonly workspaceId?: string | undefined;
};

export type TaskType = { readonly id: number; readonly name: string };

/** Whose key it is and what it opens; remembered, because every call counts against 100 a minute. */
export type Surroundings = {
  readonly me: (signal?: AbortSignal) => Promise<ClickUpUser>;
  readonly workspaces: (signal?: AbortSignal) => Promise<readonly Workspace[]>;
  /** The names of the states of all spaces; folders and lists may have more. */
  readonly states: (signal?: AbortSignal) => Promise<readonly string[]>;
  /** The task types of a workspace, "Task" included. */
  readonly types: (workspaceId: string, signal?: AbortSignal) => Promise<readonly TaskType[]>;
};

/** What every part of the client works with. */
export type ClickUp = {
  readonly api: ApiClient;
  readonly now: () => Date;
  readonly surroundings: Surroundings;
  /** Narrows everything to one workspace. */
  readonly workspaceId?: string | undefined;
};

/** Whose clock tells which day a moment belongs to. */
export async function timeZoneOf({ surroundings }: ClickUp, signal?: AbortSignal): Promise<string> {
  return (await surroundings.me(signal)).timezone ?? 'UTC';
}

const fiveMinutes = 300_000;

export function rememberedSurroundings(site: ClickUpSite): Surroundings {
  const workspaces = remembered(site.now, fiveMinutes, (signal) => askWorkspaces(site, signal));
  return {
    me: remembered(site.now, fiveMinutes, (signal) => askUser(site.api, signal)),
    workspaces,
    states: remembered(site.now, fiveMinutes, async (signal) => statesOf(site.api, await workspaces(signal), signal)),
    types: rememberedTypes(site),
  };
}

function rememberedTypes({ api, now }: ClickUpSite): Surroundings['types'] {
  const known = new Map<string, (signal?: AbortSignal) => Promise<readonly TaskType[]>>();
  return (workspaceId, signal) => {
    const load = known.get(workspaceId) ?? remembered(now, fiveMinutes, (asked) => askTypes(api, workspaceId, asked));
    known.set(workspaceId, load);
    return load(signal);
  };
}

async function askTypes(api: ApiClient, workspaceId: string, signal?: AbortSignal): Promise<readonly TaskType[]> {
  const path = `/api/v2/team/${encodeURIComponent(workspaceId)}/custom_item`;
  const { custom_items: own } = await api.get(path, undefined, customItemsAnswer, signal);
  return [{ id: 0, name: 'Task' }, ...(own ?? []).filter(({ id }) => id !== 0)];
}

async function statesOf(api: ApiClient, workspaces: readonly Workspace[], signal?: AbortSignal): Promise<string[]> {
  const spaces = await Promise.all(workspaces.map((workspace) => spacesIn(api, workspace, signal)));
  return spaces.flat().flatMap(({ statuses }) => (statuses ?? []).map(({ status }) => status));
}

export async function spacesIn(api: ApiClient, { id }: Workspace, signal?: AbortSignal): Promise<readonly Space[]> {
  const path = `/api/v2/team/${encodeURIComponent(id)}/space`;
  return (await api.get(path, { archived: false }, spacesAnswer, signal)).spaces;
}

/** A key without a workspace is a key for nothing, so both have to be there. */
export async function whoAmI(site: ClickUpSite, signal?: AbortSignal): Promise<Account> {
  const [user] = await Promise.all([askUser(site.api, signal), askWorkspaces(site, signal)]);
  return toAccount(user);
}

async function askUser(api: ApiClient, signal?: AbortSignal): Promise<ClickUpUser> {
  return (await api.get('/api/v2/user', undefined, userAnswer, signal)).user;
}

/** Those that are meant; AppError `workspace-forbidden` when there is none. */
async function askWorkspaces({ api, workspaceId }: ClickUpSite, signal?: AbortSignal): Promise<readonly Workspace[]> {
  const { teams } = await api.get('/api/v2/team', undefined, teamsAnswer, signal);
  const meant = teams.filter(({ id }) => workspaceId === undefined || id === workspaceId);
  if (meant.length > 0) return meant;
  const known = teams.map(({ id, name }) => `${name} (${id})`).join(', ');
  const next =
    known === ''
      ? 'Log in to ClickUp in the browser and check that you are a member of a workspace.'
      : `The key opens these workspaces: ${known}. Choose one of them, or leave the workspace empty to use all.`;
  throw connectionFailure('workspace-forbidden', { systemName, keyName, next });
}
