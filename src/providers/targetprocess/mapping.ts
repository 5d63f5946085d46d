import { utcTime } from '../vendor-fields.ts';
import type { Account, Item, ItemSummary, Project } from '../vocabulary.ts';
import { dayIn, momentIn } from './dates.ts';
import { fieldsOf } from './field-values.ts';
import { toMarkdown } from './rich-texts.ts';
import type { Entity, TpProject, TpUser } from './schemas.ts';

export function nameOf({ Id, FullName, FirstName, LastName, Login, Email }: TpUser): string {
  const parts = [FirstName, LastName].filter((part) => part !== undefined && part !== '').join(' ');
  return [FullName, parts, Login, Email].find((name) => name !== undefined && name !== '') ?? `user ${Id}`;
}

export function toAccount(user: TpUser): Account {
  return { id: user.Id, name: nameOf(user), login: user.Login, email: user.Email };
}

export function toProject(baseUrl: string, { Id, Name, Abbreviation, Program }: TpProject): Project {
  return { id: Id, key: Abbreviation, name: Name, path: Program?.Name, url: webLink(baseUrl, Id) };
}

export const webLink = (baseUrl: string, id: string): string => `${baseUrl}/entity/${id}`;

export const timeOf = (text: string | undefined): string | undefined => utcTime(momentIn(text));

export function toSummary(baseUrl: string, found: Entity, fields?: readonly string[]): ItemSummary {
  const { Id, Name, EntityType, EntityState, AssignedUser, Project, Priority, PlannedEndDate, ModifyDate } = found;
  return {
    id: Id,
    title: Name,
    type: EntityType?.Name,
    state: EntityState?.Name,
    done: EntityState?.IsFinal,
    // Somebody with two roles is assigned twice.
    assignees: AssignedUser === undefined ? undefined : [...new Set(AssignedUser.Items.map(nameOf))],
    project: Project?.Name,
    projectId: Project?.Id,
    priority: Priority?.Name,
    dueDate: dayIn(PlannedEndDate),
    updatedAt: timeOf(ModifyDate),
    url: webLink(baseUrl, Id),
    fields: fieldsOf(found, fields),
  };
}

export function tagsOf({ Tags }: Pick<Entity, 'Tags'>): string[] {
  return (Tags ?? '').split(',').flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()]));
}

const sprintOf = ({ TeamIteration, Iteration, Release }: Entity): string | undefined =>
  (TeamIteration ?? Iteration ?? Release)?.Name;

export async function toItem(baseUrl: string, found: Entity, parent: string | undefined): Promise<Item> {
  const { Description, Owner, CreateDate, StartDate, PlannedStartDate, Effort, TimeSpent, Units } = found;
  return {
    ...toSummary(baseUrl, found),
    description: await toMarkdown(Description, baseUrl),
    author: Owner === undefined ? undefined : nameOf(Owner),
    labels: tagsOf(found),
    parent,
    createdAt: timeOf(CreateDate),
    startDate: dayIn(PlannedStartDate ?? StartDate),
    sprint: sprintOf(found),
    // Efforts may be points, which are no hours; without an estimate it is 0.
    estimateHours: Units === 'pt' || Effort === 0 ? undefined : Effort,
    spentHours: TimeSpent,
  };
}
