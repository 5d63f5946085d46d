import { toPlainText } from '../rich-text/html.ts';
import {
  statuses,
  teamId,
  userId,
  type ClickUpWorld,
  type Folder,
  type List,
  type Space,
  type Status,
  type Task,
} from './world.ts';
import type { Person } from '../company/people.ts';
import type { Remark, WorkItem } from '../company/work-item.ts';

const priorities: Readonly<Record<WorkItem['priority'], { priority: string; color: string }>> = {
  1: { priority: 'urgent', color: '#f50000' },
  2: { priority: 'high', color: '#f8ae00' },
  3: { priority: 'normal', color: '#6fddff' },
  4: { priority: 'low', color: '#d8d8d8' },
};

/** Milliseconds since 1970 as a string: times go out as text in this API. */
const ms = (date: Date): string => String(date.getTime());
const dayMs = (day: string | undefined): string | null => (day === undefined ? null : ms(new Date(`${day}T04:00:00Z`)));

const initials = (person: Person): string => `${person.firstName.charAt(0)}${person.lastName.charAt(0)}`;

const drawUser = (person: Person): Record<string, unknown> => ({
  id: userId(person),
  username: person.name,
  email: person.email,
  color: '#4169e1',
  profilePicture: null,
  initials: initials(person),
});

const profileInfo = {
  display_profile: null,
  verified_ambassador: null,
  verified_consultant: null,
  top_tier_user: null,
  viewed_verified_ambassador: null,
  viewed_verified_consultant: null,
  viewed_top_tier_user: null,
};

/** As the member lists show people. */
export const drawMember = (person: Person): Record<string, unknown> => ({ ...drawUser(person), profileInfo });

export const drawOwner = (person: Person): Record<string, unknown> => ({
  ...drawUser(person),
  week_start_day: 1,
  global_font_support: true,
  timezone: 'Europe/Oslo',
});

const drawStatus = (status: Status): Record<string, unknown> => ({ ...status });
const allStatuses = (): Record<string, unknown>[] => Object.values(statuses).map(drawStatus);

export const drawTeam = (people: readonly Person[]): Record<string, unknown> => ({
  id: teamId,
  name: 'Harbour & Pine',
  color: '#40BC86',
  avatar: null,
  members: people.map((person) => ({ user: { ...drawUser(person), role: person.number === 1 ? 1 : 3 } })),
});

const feature = { enabled: true };

export const drawSpace = (space: Space): Record<string, unknown> => ({
  id: space.id,
  name: space.name,
  color: null,
  private: false,
  avatar: null,
  admin_can_manage: true,
  statuses: allStatuses(),
  multiple_assignees: true,
  features: {
    due_dates: { enabled: true, start_date: true, remap_due_dates: false, remap_closed_due_date: false },
    ...{ time_tracking: feature, tags: feature, time_estimates: feature, checklists: feature },
    ...{ custom_fields: feature, remap_dependencies: feature, dependency_warning: feature, portfolios: feature },
  },
  archived: false,
});

/** Lists outside a folder carry a hidden one, as in the real API. */
const folderOf = (list: List): Record<string, unknown> => ({
  id: list.folder?.id ?? `${list.id}0`,
  name: list.folder?.name ?? 'hidden',
  hidden: list.folder === undefined,
  access: true,
});

export function drawList(world: ClickUpWorld, list: List): Record<string, unknown> {
  return {
    id: list.id,
    name: list.name,
    orderindex: world.lists.indexOf(list),
    content: list.about,
    status: null,
    priority: null,
    assignee: null,
    task_count: String(world.tasksIn(list).filter(({ item }) => item.stage !== 'done').length),
    due_date: null,
    start_date: null,
    folder: folderOf(list),
    space: { id: list.space.id, name: list.space.name, access: true },
    archived: false,
    override_statuses: false,
    permission_level: 'create',
  };
}

/** A single list also tells its statuses. */
export const drawFullList = (world: ClickUpWorld, list: List): Record<string, unknown> => ({
  ...drawList(world, list),
  deleted: false,
  inbound_address: '',
  statuses: allStatuses(),
});

export function drawFolder(world: ClickUpWorld, folder: Folder): Record<string, unknown> {
  const lists = world.lists.filter((list) => list.folder === folder);
  const drawn = lists.map((list) => drawList(world, list));
  const count = drawn.reduce((sum, list) => sum + Number(list['task_count']), 0);
  return {
    id: folder.id,
    name: folder.name,
    orderindex: world.folders.indexOf(folder),
    override_statuses: false,
    hidden: false,
    space: { id: folder.space.id, name: folder.space.name, access: true },
    task_count: String(count),
    archived: false,
    statuses: [],
    lists: drawn,
    permission_level: 'create',
  };
}

export function drawTask(world: ClickUpWorld, task: Task, options: { markdown: boolean }): Record<string, unknown> {
  const { item, list, id } = task;
  const plain = toPlainText(item.description);
  const isDone = item.stage === 'done';
  const parent = world.parentOf(task)?.id ?? null;
  return {
    id,
    custom_id: null,
    custom_item_id: 0,
    name: item.title,
    text_content: plain,
    description: plain,
    ...(options.markdown ? { markdown_description: item.description } : {}),
    status: { id: `sc_${statuses[item.stage].orderindex}`, ...drawStatus(statuses[item.stage]) },
    orderindex: `${item.number}.00000000000000000000000000000000`,
    date_created: ms(item.createdAt),
    date_updated: ms(item.updatedAt),
    date_closed: isDone ? ms(item.updatedAt) : null,
    date_done: isDone ? ms(item.updatedAt) : null,
    archived: false,
    creator: drawUser(item.author),
    assignees: item.assignee === undefined ? [] : [drawUser(item.assignee)],
    watchers: [drawUser(item.author)],
    checklists: [],
    tags: item.labels.map((name) => ({ name, tag_fg: '#ffffff', tag_bg: '#1090e0', creator: userId(item.author) })),
    parent,
    top_level_parent: parent,
    priority: item.kind === 'epic' ? null : drawPriority(item.priority),
    due_date: dayMs(item.dueOn),
    start_date: dayMs(item.startOn),
    points: null,
    time_estimate: null,
    custom_fields: [],
    dependencies: [],
    linked_tasks: [],
    locations: [],
    team_id: teamId,
    url: `https://app.clickup.com/t/${id}`,
    sharing: { public: false, public_share_expires_on: null, public_fields: [], token: null, seo_optimized: false },
    permission_level: 'create',
    list: { id: list.id, name: list.name, access: true },
    project: folderOf(list),
    folder: folderOf(list),
    space: { id: list.space.id },
  };
}

const drawPriority = (priority: WorkItem['priority']): Record<string, unknown> => ({
  id: String(priority),
  ...priorities[priority],
  orderindex: String(priority),
});

export const drawComment = (task: Task, remark: Remark, index: number): Record<string, unknown> => ({
  id: String(90_120_000_000 + task.item.number * 10 + index),
  comment: [{ text: remark.text, attributes: {} }],
  comment_text: remark.text,
  user: drawUser(remark.author),
  resolved: false,
  assignee: null,
  assigned_by: null,
  reactions: [],
  date: ms(remark.at),
  reply_count: 0,
});
