import type { Identity } from '../server/call.ts';
import type { Person } from '../company/people.ts';
import type { Kind, Project, Stage, WorkItem } from '../company/work-item.ts';

type Named = { readonly id: number; readonly name: string };

export const statuses: Readonly<Record<Stage, Named & { closed: boolean; color: string }>> = {
  todo: { id: 1, name: 'New', closed: false, color: '#1098AD' },
  doing: { id: 7, name: 'In progress', closed: false, color: '#F08C00' },
  review: { id: 9, name: 'In review', closed: false, color: '#7950F2' },
  done: { id: 12, name: 'Closed', closed: true, color: '#868E96' },
};

export const types: Readonly<Record<Kind, Named>> = {
  task: { id: 1, name: 'Task' },
  epic: { id: 3, name: 'Phase' },
  story: { id: 4, name: 'Feature' },
  bug: { id: 7, name: 'Bug' },
};

export const priorities: Readonly<Record<WorkItem['priority'], Named>> = {
  1: { id: 10, name: 'Immediate' },
  2: { id: 9, name: 'High' },
  3: { id: 8, name: 'Normal' },
  4: { id: 7, name: 'Low' },
};

export const userId = (person: Person): number => person.number + 3;

/** What one OpenProject instance holds. */
export class OpenProjectWorld {
  readonly projects: readonly Project[];
  readonly people: readonly Person[];
  readonly items: readonly WorkItem[];

  constructor(projects: readonly Project[], people: readonly Person[]) {
    this.projects = projects;
    this.people = people;
    this.items = projects.flatMap((project) => project.items);
  }

  isPublic(project: Project): boolean {
    return project === this.projects.at(-1);
  }

  visibleProjects(identity: Identity): readonly Project[] {
    return identity.kind === 'known' ? this.projects : this.projects.filter((project) => this.isPublic(project));
  }

  visibleItems(identity: Identity): readonly WorkItem[] {
    return this.visibleProjects(identity).flatMap((project) => project.items);
  }

  projectId(key: string): number {
    return this.projects.findIndex((project) => project.key === key) + 3;
  }

  itemId(item: WorkItem): number {
    return 1001 + this.items.indexOf(item);
  }

  findProject(idOrIdentifier: string, identity: Identity): Project | undefined {
    return this.visibleProjects(identity).find(
      ({ key }) => key === idOrIdentifier || String(this.projectId(key)) === idOrIdentifier,
    );
  }

  findItem(id: string, identity: Identity): WorkItem | undefined {
    return this.visibleItems(identity).find((item) => String(this.itemId(item)) === id);
  }

  parentOf(item: WorkItem): WorkItem | undefined {
    return this.items.find(({ project, number }) => project === item.project && number === item.parent);
  }

  childrenOf(item: WorkItem): WorkItem[] {
    return this.items.filter(({ project, parent }) => project === item.project && parent === item.number);
  }
}
