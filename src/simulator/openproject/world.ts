import type { Identity } from '../server/call.ts';
import { visibleTo, type Person } from '../company/people.ts';
import type { Project, WorkItem } from '../company/work-item.ts';
import { halls, priorities, statuses, types } from './catalog.ts';
import { pagesOf, sprintsOf, versionsOf } from './extras.ts';
import type {
  Category,
  Detail,
  Relation,
  Sprint,
  StoredAttachment,
  TimeEntry,
  Version,
  Work,
  WrittenPage,
} from './work.ts';

export { statuses } from './catalog.ts';

export const userId = (person: Person): number => person.number + 3;

/** What one OpenProject instance holds, and changes while it runs. */
export class OpenProjectWorld {
  readonly projects: readonly Project[];
  readonly people: readonly Person[];
  readonly versions: readonly Version[];
  readonly sprints: readonly Sprint[];
  readonly categories: readonly Category[];
  readonly pages: readonly WrittenPage[];
  work: Work[];
  relations: Relation[] = [];
  timeEntries: TimeEntry[] = [];
  attachments: StoredAttachment[] = [];
  #serial = 2000;

  constructor(projects: readonly Project[], people: readonly Person[], now: Date) {
    this.projects = projects;
    this.people = people;
    this.versions = projects.flatMap(({ key }) => versionsOf(this.projectId(key), now));
    this.sprints = sprintsOf(this.projectId('showroom-bergen'), now);
    this.categories = this.#categories();
    this.pages = projects.flatMap(({ key, name }) => pagesOf(this.projectId(key), name, now));
    const items = projects.flatMap((project) => project.items);
    const ids = new Map(items.map((item, index) => [`${item.project} ${item.number}`, 1001 + index]));
    this.work = items.map((item) => this.#workOf(item, ids));
  }

  /** Every new thing gets a number nothing else has. */
  newId(): number {
    this.#serial += 1;
    return this.#serial;
  }

  #categories(): Category[] {
    return this.projects.flatMap(({ key, items }) =>
      [...new Set(items.flatMap(({ labels }) => labels))]
        .sort((a, b) => a.localeCompare(b, 'en'))
        .map((name, index) => ({ id: this.projectId(key) * 10 + index, project: this.projectId(key), name })),
    );
  }

  #workOf(item: WorkItem, ids: ReadonlyMap<string, number>): Work {
    const project = this.projectId(item.project);
    const work: Work = {
      id: ids.get(`${item.project} ${item.number}`) ?? 0,
      lockVersion: item.remarks.length + (item.stage === 'todo' ? 0 : 3),
      project,
      subject: item.title,
      description: item.description,
      type: types[item.kind].id,
      status: statuses[item.stage].id,
      priority: priorities[item.priority].id,
      author: userId(item.author),
      assignee: item.assignee === undefined ? undefined : userId(item.assignee),
      responsible: undefined,
      parent: ids.get(`${item.project} ${String(item.parent)}`),
      version: item.stage === 'done' ? undefined : this.versions.find((each) => each.project === project)?.id,
      sprint: undefined,
      category: this.categories.find((each) => each.project === project && each.name === item.labels[0])?.id,
      startDate: item.startOn,
      dueDate: item.dueOn,
      estimatedTime: item.kind === 'epic' ? undefined : `PT${item.priority * 4}H`,
      percentageDone: { todo: 0, doing: 40, review: 80, done: 100 }[item.stage],
      hall: item.kind === 'bug' ? halls[item.number % halls.length]?.id : undefined,
      reference: '',
      createdAt: item.createdAt,
      updatedAt: item.updatedAt,
      journals: [],
      watchers: new Set([userId(item.author)]),
    };
    this.addJournal(work, { by: work.author, at: item.createdAt });
    for (const { author, at, text } of item.remarks) this.addJournal(work, { by: userId(author), at, comment: text });
    return work;
  }

  addJournal(
    work: Work,
    entry: { by: number; at: Date; comment?: string; internal?: boolean; details?: readonly Detail[] },
  ) {
    const { by, at, comment = '', internal = false, details = [] } = entry;
    const version = work.journals.length + 1;
    const journal = { id: this.newId(), version, by, at, updatedAt: at, comment, internal, details };
    work.journals.push(journal);
    return journal;
  }

  isPublic(project: Project): boolean {
    return project === this.projects.at(-1);
  }

  visibleProjects(identity: Identity): readonly Project[] {
    if (identity.kind === 'known') return visibleTo(identity.person, this.projects);
    return this.projects.filter((project) => this.isPublic(project));
  }

  visibleWork(identity: Identity): readonly Work[] {
    const ids = new Set(this.visibleProjects(identity).map(({ key }) => this.projectId(key)));
    return this.work.filter(({ project }) => ids.has(project));
  }

  projectId(key: string): number {
    return this.projects.findIndex((project) => project.key === key) + 3;
  }

  project(id: number): Project | undefined {
    return this.projects[id - 3];
  }

  findProject(idOrIdentifier: string, identity: Identity): Project | undefined {
    return this.visibleProjects(identity).find(
      ({ key }) => key === idOrIdentifier || String(this.projectId(key)) === idOrIdentifier,
    );
  }

  findWork(id: string, identity: Identity): Work | undefined {
    return this.visibleWork(identity).find((work) => String(work.id) === id);
  }

  person(id: number | undefined): Person | undefined {
    return this.people.find((person) => userId(person) === id);
  }

  childrenOf(work: Work): readonly Work[] {
    return this.work.filter(({ parent }) => parent === work.id);
  }

  /** With everything below it, as OpenProject does it. */
  remove(work: Work): void {
    for (const child of this.childrenOf(work)) this.remove(child);
    this.work = this.work.filter((each) => each !== work);
    this.relations = this.relations.filter(({ from, to }) => from !== work.id && to !== work.id);
    this.timeEntries = this.timeEntries.filter((entry) => entry.work !== work.id);
  }
}
