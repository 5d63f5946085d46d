import pLimit from 'p-limit';
import { AppError } from '../../lib/app-error.ts';
import type { Attachment, HistoryEntry, Link } from '../item-parts.ts';
import type { GetItemOptions, ItemInclude } from '../provider.ts';
import { utcTime } from '../vendor-fields.ts';
import type { Item } from '../vocabulary.ts';
import { readComments } from './comments.ts';
import { readList } from './find-list.ts';
import { readingFor, toItem, toSummary } from './mapping.ts';
import type { Reading } from './mapping.ts';
import { nameOf } from './members.ts';
import { readTask } from './task-ids.ts';
import { timeInStatusAnswer } from './task-schemas.ts';
import type { File, FullTask } from './task-schemas.ts';
import { readTime } from './time.ts';
import type { ClickUp } from './workspaces.ts';

type Section = { readonly part: Partial<Item>; readonly note?: string | undefined };
type Asked = {
  readonly clickUp: ClickUp;
  readonly task: FullTask;
  readonly reading: Reading;
  readonly signal?: AbortSignal | undefined;
};

/** Sections, and requests within one: four at the same moment at most. */
const mostAtOnce = 2;
const mostLinks = 20;
const mostChildren = 100;

export async function getItem(clickUp: ClickUp, given: string, options: GetItemOptions = {}): Promise<Item> {
  const { include = [], fields, signal } = options;
  const task = await readTask(clickUp, given, { subtasks: include.includes('children'), signal });
  const reading = await readingFor(clickUp, [task, ...(task.subtasks ?? [])], { fields, signal });
  const asked = { clickUp, task, reading, signal };
  const limit = pLimit(mostAtOnce);
  const parts = await Promise.all([...new Set(include)].map((name) => limit(() => sections[name](asked))));
  const notes = parts.map(({ note }) => note).filter((note) => note !== undefined);
  const item = parts.reduce<Item>((whole, { part }) => ({ ...whole, ...part }), toItem(task, reading));
  return notes.length === 0 ? item : { ...item, notes };
}

const sections: Record<ItemInclude, (asked: Asked) => Promise<Section>> = {
  comments: async ({ clickUp, task, signal }) => {
    const { comments, note } = await readComments(clickUp, task.id, signal);
    return { part: { comments: [...comments] }, note };
  },
  history: readHistory,
  links: readLinks,
  children: ({ task, reading }) => Promise.resolve(childrenOf(task, reading)),
  attachments: ({ task }) => Promise.resolve({ part: { attachments: filesOf(task).map(toAttachment) } }),
  time: async ({ clickUp, task, signal }) => {
    const { entries, note } = await readTime(clickUp, task, signal);
    return { part: { time: [...entries] }, note };
  },
  development: () => Promise.resolve({ part: {}, note: 'ClickUp’s API does not tell about branches and commits.' }),
  watchers: ({ task }) => Promise.resolve({ part: { watchers: (task.watchers ?? []).map(nameOf) } }),
  moves: async ({ clickUp, task, signal }) => {
    const { id } = task.list ?? {};
    if (id === undefined) return { part: {}, note: 'The states of its list cannot be read.' };
    const { statuses } = await readList(clickUp, id, signal);
    const others = (statuses ?? []).map(({ status }) => status).filter((status) => status !== task.status?.status);
    return { part: { moves: others } };
  },
};

/** The API has no log of changes, only since when a task is or was in which state. */
async function readHistory({ clickUp, task, signal }: Asked): Promise<Section> {
  const told = 'ClickUp’s API tells the changes of the state only.';
  try {
    const path = `/api/v2/task/${encodeURIComponent(task.id)}/time_in_status`;
    const answer = await clickUp.api.get(path, undefined, timeInStatusAnswer, signal);
    const phases = [
      ...(answer.status_history ?? []),
      ...(answer.current_status === undefined ? [] : [answer.current_status]),
    ]
      .map(({ status, total_time: time }) => ({ status, since: time?.since }))
      .filter((phase): phase is { status: string; since: number } => phase.since !== undefined)
      .sort((a, b) => a.since - b.since);
    return { part: { history: historyOf(phases) }, note: told };
  } catch (error) {
    if (!(error instanceof AppError) || !refusals.has(error.code)) throw error;
    return { part: {}, note: 'Its history cannot be read: “Time in status” is switched off in this workspace.' };
  }
}

const refusals = new Set<AppError['code']>(['forbidden', 'not-found', 'query-rejected', 'workspace-forbidden']);

function historyOf(phases: readonly { readonly status: string; readonly since: number }[]): HistoryEntry[] {
  const changes = phases.filter(({ status }, index) => index === 0 || status !== phases[index - 1]?.status);
  return changes.map(({ status, since }, index) => ({
    at: utcTime(since) ?? '',
    changes: [{ field: 'state', ...(index === 0 ? {} : { from: changes[index - 1]?.status }), to: status }],
  }));
}

/** Dependencies and plain links, by the other task's id. */
export function linksOf(task: FullTask): { readonly type: string; readonly to: string }[] {
  const dependencies = (task.dependencies ?? []).map(({ task_id: waiting, depends_on: first }) =>
    waiting === task.id ? { type: 'waiting on', to: first } : { type: 'blocks', to: waiting },
  );
  const plain = (task.linked_tasks ?? []).map(({ task_id: one, link_id: other }) => ({
    type: 'relates to',
    to: one === task.id ? other : one,
  }));
  return [...dependencies, ...plain];
}

async function readLinks({ clickUp, task, signal }: Asked): Promise<Section> {
  const all = linksOf(task);
  const limit = pLimit(mostAtOnce);
  const links = await Promise.all(all.slice(0, mostLinks).map((link) => limit(() => withTitle(clickUp, link, signal))));
  const note =
    all.length > mostLinks ? `Only ${String(mostLinks)} of ${String(all.length)} links are shown.` : undefined;
  return { part: { links }, note };
}

/** The other task may be hidden from this account; the link is there all the same. */
async function withTitle(clickUp: ClickUp, link: { type: string; to: string }, signal?: AbortSignal): Promise<Link> {
  try {
    const { name, status, list } = await readTask(clickUp, link.to, { signal });
    return { ...link, title: name, state: status?.status, projectId: list?.id };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    return link;
  }
}

function childrenOf({ subtasks = [] }: FullTask, reading: Reading): Section {
  const children = subtasks.slice(0, mostChildren).map((task) => toSummary(task, { ...reading, fields: undefined }));
  const isCut = subtasks.length > mostChildren;
  return { part: { children }, note: isCut ? `Only ${String(mostChildren)} of its subtasks are shown.` : undefined };
}

export const filesOf = ({ attachments }: FullTask): readonly File[] =>
  (attachments ?? []).filter(({ deleted }) => deleted !== true);

export function toAttachment({ id, title, mimetype, size, date, user }: File): Attachment {
  return {
    id,
    name: title ?? id,
    type: mimetype,
    size,
    author: user === undefined ? undefined : nameOf(user),
    createdAt: utcTime(date),
  };
}
