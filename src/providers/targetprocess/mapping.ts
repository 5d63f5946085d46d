import { htmlToMarkdown } from '../rich-text/html-to-markdown.ts';
import { utcTime } from '../vendor-fields.ts';
import type { Account, Item, ItemSummary, Project } from '../vocabulary.ts';
import { dayIn, momentIn } from './dates.ts';
import type { Entity, TpProject, TpUser } from './schemas.ts';

export function nameOf({ Id, FullName, FirstName, LastName, Login, Email }: TpUser): string {
  const parts = [FirstName, LastName].filter((part) => part !== undefined && part !== '').join(' ');
  return [FullName, parts, Login, Email].find((name) => name !== undefined && name !== '') ?? `user ${Id}`;
}

export function toAccount(user: TpUser): Account {
  return { id: user.Id, name: nameOf(user), login: user.Login, email: user.Email };
}

export function toProject(baseUrl: string, { Id, Name, Abbreviation, Program }: TpProject): Project {
  return { id: Id, key: Abbreviation, name: Name, path: Program?.Name, url: `${baseUrl}/entity/${Id}` };
}

export function toSummary(baseUrl: string, found: Entity): ItemSummary {
  const { Id, Name, EntityType, EntityState, AssignedUser, Project, ModifyDate } = found;
  return {
    id: Id,
    title: Name,
    type: EntityType?.Name,
    state: EntityState?.Name,
    done: EntityState?.IsFinal,
    assignees: AssignedUser?.Items.map(nameOf),
    project: Project?.Name,
    updatedAt: utcTime(momentIn(ModifyDate)),
    url: `${baseUrl}/entity/${Id}`,
  };
}

export async function toItem(baseUrl: string, found: Entity, parent: string | undefined): Promise<Item> {
  const { Description, Owner, Priority, Tags, CreateDate, StartDate, PlannedStartDate, PlannedEndDate } = found;
  return {
    ...toSummary(baseUrl, found),
    description: await markdownOf(Description, baseUrl),
    author: Owner === undefined ? undefined : nameOf(Owner),
    priority: Priority?.Name,
    labels: (Tags ?? '').split(',').flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()])),
    parent,
    createdAt: utcTime(momentIn(CreateDate)),
    startDate: dayIn(PlannedStartDate ?? StartDate),
    dueDate: dayIn(PlannedEndDate),
  };
}

const markdownMark = '<!--markdown-->';

/** HTML, unless its author's editor writes Markdown and marks it so. */
async function markdownOf(description: string | undefined, baseUrl: string): Promise<string | undefined> {
  const text = description?.trim() ?? '';
  if (text === '') return undefined;
  return text.startsWith(markdownMark) ? text.slice(markdownMark.length).trim() : await htmlToMarkdown(text, baseUrl);
}
