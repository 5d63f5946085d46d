import {
  statuses,
  teamId,
  userId,
  type ClickUpWorld,
  type Folder,
  type List,
  type Space,
  type Status,
} from './world.ts';
import { isAdministrator, mayWrite, type Person } from '../company/people.ts';

/** Milliseconds since 1970 as a string: times go out as text in this API. */
export const ms = (date: Date): string => String(date.getTime());
export const msOrNull = (time: number | undefined): string | null => (time === undefined ? null : String(time));

const initials = (person: Person): string => `${person.firstName.charAt(0)}${person.lastName.charAt(0)}`;

export const drawUser = (person: Person): Record<string, unknown> => ({
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

/** Its id, because moving a task names states by it. */
export const drawStatus = (status: Status): Record<string, unknown> => ({ id: statusId(status), ...status });
export const statusId = ({ status }: Status): string => `sc_${status.replaceAll(' ', '_')}`;

/** Owner, member or guest. */
const roleOf = (person: Person): number => (isAdministrator(person) ? 1 : mayWrite(person) ? 3 : 4);

export const drawTeam = (people: readonly Person[]): Record<string, unknown> => ({
  id: teamId,
  name: 'Harbour & Pine',
  color: '#40BC86',
  avatar: null,
  members: people.map((person) => ({ user: { ...drawUser(person), role: roleOf(person) } })),
});

const feature = { enabled: true };

export const drawSpace = (space: Space): Record<string, unknown> => ({
  id: space.id,
  name: space.name,
  color: null,
  private: false,
  avatar: null,
  admin_can_manage: true,
  statuses: Object.values(statuses).map(drawStatus),
  multiple_assignees: true,
  features: {
    due_dates: { enabled: true, start_date: true, remap_due_dates: false, remap_closed_due_date: false },
    ...{ time_tracking: feature, tags: feature, time_estimates: feature, checklists: feature },
    ...{ custom_fields: feature, remap_dependencies: feature, dependency_warning: feature, portfolios: feature },
  },
  archived: false,
});

/** Lists outside a folder carry a hidden one, as in the real API. */
export const folderOf = (list: List): Record<string, unknown> => ({
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
    task_count: String(world.tasksIn(list).filter(({ status }) => status.type !== 'closed').length),
    due_date: msOrNull(list.dueAt),
    start_date: msOrNull(list.startAt),
    folder: folderOf(list),
    space: { id: list.space.id, name: list.space.name, access: true },
    archived: false,
    override_statuses: list.statuses.length > Object.keys(statuses).length,
    permission_level: 'create',
  };
}

/** A single list also tells its statuses. */
export const drawFullList = (world: ClickUpWorld, list: List): Record<string, unknown> => ({
  ...drawList(world, list),
  deleted: false,
  inbound_address: '',
  statuses: list.statuses.map(drawStatus),
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
