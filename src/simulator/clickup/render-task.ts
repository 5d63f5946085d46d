import { toPlainText } from '../rich-text/html.ts';
import { drawValue, fieldsOf } from './fields.ts';
import { drawStatus, drawUser, folderOf, ms, msOrNull } from './render.ts';
import { teamId, userId, type ClickUpWorld, type Comment, type Task, type TaskFile, type TimeEntry } from './world.ts';

const priorities = {
  1: { priority: 'urgent', color: '#f50000' },
  2: { priority: 'high', color: '#f8ae00' },
  3: { priority: 'normal', color: '#6fddff' },
  4: { priority: 'low', color: '#d8d8d8' },
} as const;

type Options = { readonly markdown: boolean };

export function drawTask(world: ClickUpWorld, task: Task, options: Options): Record<string, unknown> {
  const { list, id, status } = task;
  const plain = toPlainText(task.text);
  const isDone = status.type === 'closed';
  return {
    id,
    custom_id: null,
    custom_item_id: task.typeId,
    name: task.name,
    text_content: plain,
    description: plain,
    ...(options.markdown ? { markdown_description: task.text } : {}),
    status: drawStatus(status),
    orderindex: `${task.number}.00000000000000000000000000000000`,
    date_created: ms(task.createdAt),
    date_updated: ms(task.updatedAt),
    date_closed: isDone ? ms(task.updatedAt) : null,
    date_done: isDone ? ms(task.updatedAt) : null,
    archived: false,
    creator: drawUser(task.author),
    assignees: task.assignees.map(drawUser),
    watchers: task.watchers.map(drawUser),
    checklists: [],
    tags: task.tags.map((name) => ({ name, tag_fg: '#ffffff', tag_bg: '#1090e0', creator: userId(task.author) })),
    parent: task.parentId ?? null,
    top_level_parent: task.parentId ?? null,
    priority: task.priority === undefined ? null : drawPriority(task.priority),
    due_date: msOrNull(task.dueAt),
    start_date: msOrNull(task.startAt),
    points: task.points ?? null,
    time_estimate: task.estimate ?? null,
    time_spent: spentOn(world, task),
    custom_fields: fieldsOf(list).map((field) => drawValue(task, field, drawUser)),
    dependencies: drawDependencies(world, task),
    linked_tasks: [...task.links].map((other) => ({
      task_id: id,
      link_id: other,
      date_created: ms(task.createdAt),
      userid: String(userId(task.author)),
      workspace_id: teamId,
    })),
    locations: [...task.further].map((other) => ({ id: other.id, name: other.name })),
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

function spentOn({ entries }: ClickUpWorld, task: Task): string | null {
  const spent = entries.filter((entry) => entry.task === task).reduce((sum, { duration }) => sum + duration, 0);
  return spent === 0 ? null : String(spent);
}

function drawDependencies({ tasks }: ClickUpWorld, task: Task): Record<string, unknown>[] {
  const draw = (waiting: Task, first: string) => ({
    task_id: waiting.id,
    depends_on: first,
    type: 1,
    date_created: ms(waiting.createdAt),
    userid: String(userId(waiting.author)),
    workspace_id: teamId,
  });
  const own = [...task.waitsFor].map((first) => draw(task, first));
  return [...own, ...tasks.filter(({ waitsFor }) => waitsFor.has(task.id)).map((waiting) => draw(waiting, task.id))];
}

const drawPriority = (priority: 1 | 2 | 3 | 4): Record<string, unknown> => ({
  id: String(priority),
  ...priorities[priority],
  orderindex: String(priority),
});

const plainOf = (comment: Comment): string =>
  comment.blocks.map((block) => (typeof block['text'] === 'string' ? block['text'] : '')).join('');

/** Answers say who is meant where requests name the id only. */
function drawBlock(world: ClickUpWorld, block: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (block['type'] !== 'tag') return { ...block };
  const person = world.person((block['user'] as { id?: unknown } | undefined)?.id);
  return { type: 'tag', text: `@${person?.name ?? ''}`, user: person === undefined ? undefined : drawUser(person) };
}

export const drawComment = (world: ClickUpWorld, comment: Comment): Record<string, unknown> => ({
  id: comment.id,
  comment: comment.blocks.map((block) => drawBlock(world, block)),
  comment_text: plainOf(comment),
  user: drawUser(comment.author),
  resolved: false,
  assignee: null,
  assigned_by: null,
  reactions: [],
  date: ms(comment.at),
  reply_count: comment.replies.length,
});

/** `url` leads to another host, and needs no key. */
export const drawFile = (task: Task, file: TaskFile, url: string): Record<string, unknown> => ({
  id: file.id,
  date: file.at.getTime(),
  title: file.name,
  type: 1,
  source: 1,
  version: 0,
  extension: file.name.split('.').at(-1) ?? '',
  thumbnail_small: '',
  thumbnail_medium: '',
  thumbnail_large: '',
  is_folder: null,
  mimetype: file.type,
  hidden: false,
  parent_id: task.id,
  size: file.bytes.length,
  total_comments: 0,
  resolved_comments: 0,
  user: drawUser(file.author),
  deleted: false,
  url,
  url_w_query: url,
  url_w_host: url,
});

export const drawEntry = ({ id, task, person, start, duration, description, tags }: TimeEntry) => ({
  id,
  task: { id: task.id, custom_id: null, name: task.name, status: drawStatus(task.status), custom_type: null },
  wid: teamId,
  user: drawUser(person),
  billable: false,
  start: String(start),
  end: String(start + duration),
  duration: String(duration),
  description,
  tags: tags.map((name) => ({ name, tag_bg: '#1090e0', tag_fg: '#ffffff', creator: userId(person) })),
  source: 'clickup',
  at: String(start + duration),
  task_location: {
    list_id: Number(task.list.id),
    folder_id: Number(task.list.folder?.id ?? `${task.list.id}0`),
    space_id: Number(task.list.space.id),
    list_name: task.list.name,
    folder_name: task.list.folder?.name ?? 'hidden',
    space_name: task.list.space.name,
  },
  task_tags: [],
  task_url: `https://app.clickup.com/t/${task.id}`,
});
