import { utcTime } from '../vendor-fields.ts';
import type { Account, Item, ItemSummary, Project } from '../vocabulary.ts';
import { hoursOf } from './duration.ts';
import { idIn } from './hrefs.ts';
import { fromOpenProject } from './mentions.ts';
import type { OpProject, OpStatus, OpUser, WorkPackage } from './schemas.ts';

export function toAccount({ id, name, login, email }: OpUser): Account {
  return { id, name, login, email };
}

export function toProject(baseUrl: string, { id, identifier, name, _links }: OpProject): Project {
  const above = _links?.ancestors?.map(({ title }) => title) ?? [_links?.parent?.title];
  const path = above.filter((title) => title !== undefined).join(' / ');
  return {
    id,
    key: identifier,
    name,
    path: path === '' ? undefined : path,
    url: `${baseUrl}/projects/${encodeURIComponent(identifier ?? id)}`,
  };
}

export function toSummary(baseUrl: string, found: WorkPackage, statuses: readonly OpStatus[]): ItemSummary {
  const { id, subject, dueDate, date, updatedAt, _links } = found;
  const assignee = _links.assignee?.title;
  const statusId = idIn(_links.status?.href);
  return {
    id,
    title: subject,
    type: _links.type?.title,
    state: _links.status?.title,
    done: statuses.find((status) => status.id === statusId)?.isClosed,
    assignees: assignee === undefined ? [] : [assignee],
    project: _links.project?.title,
    projectId: idIn(_links.project?.href),
    priority: _links.priority?.title,
    dueDate: dueDate ?? date,
    updatedAt: utcTime(updatedAt),
    url: `${baseUrl}/work_packages/${id}`,
  };
}

export function toItem(baseUrl: string, found: WorkPackage, statuses: readonly OpStatus[]): Item {
  const { description, startDate, date, createdAt, estimatedTime, spentTime, _links } = found;
  const category = _links.category?.title;
  return {
    ...toSummary(baseUrl, found, statuses),
    description: description?.raw === undefined ? undefined : fromOpenProject(description.raw),
    author: _links.author?.title,
    labels: category === undefined ? [] : [category],
    parent: idIn(_links.parent?.href),
    createdAt: utcTime(createdAt),
    startDate: startDate ?? date,
    sprint: _links.sprint?.title ?? _links.version?.title,
    estimateHours: hoursOf(estimatedTime),
    spentHours: hoursOf(spentTime),
  };
}
