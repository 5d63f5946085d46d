import { toHtml } from '../rich-text/html.ts';
import { priorities, statuses, types, userId, type OpenProjectWorld } from './world.ts';
import type { Person } from '../company/people.ts';
import type { Project, Remark, WorkItem } from '../company/work-item.ts';

type Link = { readonly href: string | null; readonly title?: string };

export const link = (path: string, title?: string): Link => ({
  href: `/api/v3${path}`,
  ...(title === undefined ? {} : { title }),
});
const none: Link = { href: null };

const formatted = (raw: string) => ({ format: 'markdown', raw, html: toHtml(raw) });

/** Whole seconds, as the real instances write. */
const openProjectTime = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const userLink = (person: Person | undefined): Link =>
  person === undefined ? none : link(`/users/${userId(person)}`, person.name);

const lockVersion = (item: WorkItem): number => item.remarks.length + (item.stage === 'todo' ? 0 : 3);
const progress = { todo: 0, doing: 40, review: 80, done: 100 } as const;

function actionLinks(path: string): Record<string, unknown> {
  return {
    update: { href: `/api/v3${path}/form`, method: 'post' },
    updateImmediately: { href: `/api/v3${path}`, method: 'patch' },
    addComment: { href: `/api/v3${path}/activities`, method: 'post', title: 'Add comment' },
  };
}

/** Draws things as HAL. Links are host-relative, as everywhere in this API. */
export class OpenProjectRenderer {
  readonly #world: OpenProjectWorld;

  constructor(world: OpenProjectWorld) {
    this.#world = world;
  }

  workPackage(item: WorkItem, mayEdit: boolean): Record<string, unknown> {
    return {
      _type: 'WorkPackage',
      id: this.#world.itemId(item),
      lockVersion: lockVersion(item),
      subject: item.title,
      description: formatted(item.description),
      scheduleManually: false,
      startDate: item.startOn ?? null,
      dueDate: item.dueOn ?? null,
      derivedStartDate: null,
      derivedDueDate: null,
      estimatedTime: item.kind === 'epic' ? null : `PT${item.priority * 4}H`,
      derivedEstimatedTime: null,
      percentageDone: progress[item.stage],
      createdAt: openProjectTime(item.createdAt),
      updatedAt: openProjectTime(item.updatedAt),
      _links: { ...this.#links(item), ...(mayEdit ? actionLinks(`/work_packages/${this.#world.itemId(item)}`) : {}) },
    };
  }

  #itemLink(item: WorkItem | undefined): Link {
    return item === undefined ? none : link(`/work_packages/${this.#world.itemId(item)}`, item.title);
  }

  #links(item: WorkItem): Record<string, unknown> {
    const path = `/work_packages/${this.#world.itemId(item)}`;
    const project = this.#world.projects.find(({ key }) => key === item.project);
    const [type, status, priority] = [types[item.kind], statuses[item.stage], priorities[item.priority]];
    return {
      self: link(path, item.title),
      attachments: link(`${path}/attachments`),
      activities: link(`${path}/activities`),
      watchers: link(`${path}/watchers`),
      relations: link(`${path}/relations`),
      revisions: link(`${path}/revisions`),
      schema: link(`/work_packages/schemas/${this.#world.projectId(item.project)}-${type.id}`),
      type: link(`/types/${type.id}`, type.name),
      status: link(`/statuses/${status.id}`, status.name),
      priority: link(`/priorities/${priority.id}`, priority.name),
      project: link(`/projects/${this.#world.projectId(item.project)}`, project?.name),
      author: userLink(item.author),
      assignee: userLink(item.assignee),
      responsible: none,
      category: none,
      version: none,
      parent: this.#itemLink(this.#world.parentOf(item)),
      children: this.#world.childrenOf(item).map((child) => this.#itemLink(child)),
      ancestors: [this.#world.parentOf(item)].filter((each) => each !== undefined).map((each) => this.#itemLink(each)),
      customFields: [],
    };
  }

  project(project: Project): Record<string, unknown> {
    const id = this.#world.projectId(project.key);
    const path = `/projects/${id}`;
    return {
      _type: 'Project',
      id,
      identifier: project.key,
      name: project.name,
      active: true,
      public: this.#world.isPublic(project),
      description: formatted(project.about),
      statusExplanation: formatted('Half-way and on time.'),
      createdAt: openProjectTime(project.items[0]?.createdAt ?? new Date(0)),
      updatedAt: openProjectTime(project.items.at(-1)?.updatedAt ?? new Date(0)),
      _links: {
        self: link(path, project.name),
        createWorkPackage: { href: `/api/v3${path}/work_packages/form`, method: 'post' },
        createWorkPackageImmediately: { href: `/api/v3${path}/work_packages`, method: 'post' },
        workPackages: link(`${path}/work_packages`),
        categories: link(`${path}/categories`),
        versions: link(`${path}/versions`),
        types: link(`${path}/types`),
        memberships: link('/memberships'),
        schema: link('/projects/schema'),
        status: link('/project_statuses/on_track', 'On track'),
        parent: none,
        ancestors: [],
      },
    };
  }

  user(person: Person): Record<string, unknown> {
    const id = userId(person);
    return {
      _type: 'User',
      id,
      login: person.login,
      admin: person.number === 1,
      firstName: person.firstName,
      lastName: person.lastName,
      name: person.name,
      email: person.email,
      avatar: '',
      status: 'active',
      identityUrl: null,
      language: 'en',
      createdAt: '2024-02-01T08:00:00Z',
      updatedAt: '2026-01-05T08:00:00Z',
      _links: {
        self: link(`/users/${id}`, person.name),
        memberships: link('/memberships', 'Memberships'),
        showUser: { href: `/users/${id}`, type: 'text/html' },
      },
    };
  }

  activity(item: WorkItem, remark: Remark, index: number): Record<string, unknown> {
    const id = this.#world.itemId(item) * 10 + index;
    return {
      _type: 'Activity::Comment',
      id,
      comment: formatted(remark.text),
      details: [],
      version: index + 1,
      createdAt: openProjectTime(remark.at),
      _links: {
        self: link(`/activities/${id}`),
        workPackage: this.#itemLink(item),
        user: userLink(remark.author),
      },
    };
  }
}

/** The person nobody is. */
export const anonymousUser = (): Record<string, unknown> => ({
  _type: 'User',
  id: 2,
  name: 'Anonymous',
  avatar: '',
  createdAt: '2024-02-01T08:00:00Z',
  updatedAt: '2024-02-01T08:00:00Z',
  _links: { self: link('/users/2', 'Anonymous'), showUser: { href: '/users/2', type: 'text/html' } },
});
