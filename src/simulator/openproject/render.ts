import { toHtml } from '../rich-text/html.ts';
import { halls, priorities, statuses, types, type Named } from './catalog.ts';
import { userId, type OpenProjectWorld } from './world.ts';
import type { Person } from '../company/people.ts';
import type { Project } from '../company/work-item.ts';
import type { Work } from './work.ts';

type Link = { readonly href: string | null; readonly title?: string };

export const link = (path: string, title?: string): Link => ({
  href: `/api/v3${path}`,
  ...(title === undefined ? {} : { title }),
});
const none: Link = { href: null };

export const formatted = (raw: string) => ({ format: 'markdown', raw, html: toHtml(raw) });

/** Whole seconds, as the real instances write. */
export const openProjectTime = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

export const named = (list: Readonly<Record<string, Named>> | readonly Named[], id: number | undefined) =>
  Object.values(list).find((each) => each.id === id);

/** Whole hours and minutes of ISO 8601, which is all that is written here. */
function hoursIn(duration: string): number {
  const [, days = 0, hours = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(duration) ?? [];
  return Number(days) * 24 + Number(hours) + Number(minutes) / 60;
}

function duration(hours: number): string {
  const minutes = Math.round((hours % 1) * 60);
  return `PT${String(Math.floor(hours))}H${minutes === 0 ? '' : `${String(minutes)}M`}`;
}

function actionLinks(path: string): Record<string, unknown> {
  const at = `/api/v3${path}`;
  return {
    update: { href: `${at}/form`, method: 'post' },
    updateImmediately: { href: at, method: 'patch' },
    delete: { href: at, method: 'delete' },
    addComment: { href: `${at}/activities`, method: 'post', title: 'Add comment' },
    addAttachment: { href: `${at}/attachments`, method: 'post' },
    logTime: { href: '/api/v3/time_entries', method: 'post', title: 'Log time' },
    addRelation: { href: `${at}/relations`, method: 'post', title: 'Add relation' },
    addWatcher: { href: `${at}/watchers`, method: 'post', templated: true },
  };
}

/** Draws things as HAL. Links are host-relative, as everywhere in this API. */
export class OpenProjectRenderer {
  readonly #world: OpenProjectWorld;

  constructor(world: OpenProjectWorld) {
    this.#world = world;
  }

  workPackage(work: Work, mayEdit: boolean): Record<string, unknown> {
    const spent = this.#world.timeEntries.filter((entry) => entry.work === work.id);
    return {
      _type: 'WorkPackage',
      id: work.id,
      lockVersion: work.lockVersion,
      subject: work.subject,
      description: formatted(work.description),
      scheduleManually: false,
      startDate: work.startDate ?? null,
      dueDate: work.dueDate ?? null,
      derivedStartDate: null,
      derivedDueDate: null,
      estimatedTime: work.estimatedTime ?? null,
      derivedEstimatedTime: null,
      spentTime: duration(spent.reduce((sum, entry) => sum + hoursIn(entry.hours), 0)),
      percentageDone: work.percentageDone,
      customField2: work.reference === '' ? null : work.reference,
      createdAt: openProjectTime(work.createdAt),
      updatedAt: openProjectTime(work.updatedAt),
      _links: { ...this.#links(work), ...(mayEdit ? actionLinks(`/work_packages/${work.id}`) : {}) },
    };
  }

  #parts(path: string): Record<string, Link> {
    const names = ['attachments', 'activities', 'watchers', 'relations', 'revisions'];
    return Object.fromEntries(names.map((name) => [name, link(`${path}/${name}`)]));
  }

  #links(work: Work): Record<string, unknown> {
    const path = `/work_packages/${work.id}`;
    const one = (collection: string, item: Named | undefined): Link =>
      item === undefined ? none : link(`/${collection}/${item.id}`, item.name);
    const parent = this.#world.work.find(({ id }) => id === work.parent);
    const hasSprints = this.#world.sprints.some(({ project }) => project === work.project);
    return {
      self: link(path, work.subject),
      ...this.#parts(path),
      schema: link(`/work_packages/schemas/${work.project}-${work.type}`),
      type: one('types', named(types, work.type)),
      status: one('statuses', named(statuses, work.status)),
      priority: one('priorities', named(priorities, work.priority)),
      project: link(`/projects/${work.project}`, this.#world.project(work.project)?.name),
      author: this.userLink(work.author),
      assignee: this.userLink(work.assignee),
      responsible: this.userLink(work.responsible),
      category: one('categories', named(this.#world.categories, work.category)),
      version: one('versions', named(this.#world.versions, work.version)),
      ...(hasSprints ? { sprint: one('sprints', named(this.#world.sprints, work.sprint)) } : {}),
      ...(work.type === types.bug.id ? { customField1: one('custom_options', named(halls, work.hall)) } : {}),
      parent: this.workLink(parent),
      children: this.#world.childrenOf(work).map((child) => this.workLink(child)),
      ancestors: parent === undefined ? [] : [this.workLink(parent)],
      customFields: [],
    };
  }

  workLink(work: Work | undefined): Link {
    return work === undefined ? none : link(`/work_packages/${work.id}`, work.subject);
  }

  userLink(id: number | undefined): Link {
    return id === undefined ? none : link(`/users/${id}`, this.#world.person(id)?.name);
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
