import { calendarDate, utcTime } from '../vendor-fields.ts';
import type { Account, Item, ItemSummary } from '../vocabulary.ts';
import type { ClickUpUser, Member, Task } from './schemas.ts';

/** Guests who never chose a name have an e-mail address only. */
const nameOf = ({ id, username, email }: Member): string => username ?? email ?? `user ${id}`;

export function toAccount(user: ClickUpUser): Account {
  return { id: user.id, name: nameOf(user), email: user.email };
}

export function isFinished({ status }: Task): boolean | undefined {
  if (status?.type === undefined) return undefined;
  return status.type === 'closed' || status.type === 'done';
}

export function toSummary(task: Task): ItemSummary {
  const { id, name, status, assignees, list, date_updated: updated, url } = task;
  return {
    id,
    title: name,
    state: status?.status,
    done: isFinished(task),
    assignees: (assignees ?? []).map(nameOf),
    project: list?.name,
    updatedAt: utcTime(updated),
    url: url ?? `https://app.clickup.com/t/${id}`,
  };
}

/** ClickUp keeps a day as a moment in it, so the day depends on whose calendar is asked: the key owner's. */
export function toItem(task: Task, timeZone: string): Item {
  const { description, text_content: text, markdown_description: markdown, creator, priority, tags, parent } = task;
  const { date_created: created, start_date: start, due_date: due } = task;
  return {
    ...toSummary(task),
    description: markdown ?? text ?? description,
    author: creator === undefined ? undefined : nameOf(creator),
    priority: priority?.priority,
    labels: (tags ?? []).map(({ name }) => name),
    parent,
    createdAt: utcTime(created),
    startDate: start === undefined ? undefined : calendarDate(start, timeZone),
    dueDate: due === undefined ? undefined : calendarDate(due, timeZone),
  };
}
