import { visibleTo, type Person } from '../company/people.ts';
import type { Project } from '../company/work-item.ts';
import type { Identity } from '../server/call.ts';
import { issueKey, type Attachment, type Comment, type Issue, type Worklog } from './issue.ts';

export type Board = { readonly id: number; readonly name: string; readonly project: string; readonly scrum: boolean };
export type Sprint = {
  readonly id: number;
  readonly board: number;
  readonly name: string;
  readonly state: 'closed' | 'active' | 'future';
  readonly start: Date | undefined;
  readonly end: Date | undefined;
  readonly goal: string;
};
/** `source` does to `destination` what the type's outward words say. */
export type IssueLink = {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly destination: string;
};
export type Named = { readonly id: string; readonly name: string; readonly project: string };

/** What one Jira site holds. */
export class JiraWorld {
  readonly projects: readonly Project[];
  readonly people: readonly Person[];
  readonly issues: Issue[] = [];
  readonly links: IssueLink[] = [];
  readonly boards: Board[] = [];
  readonly sprints: Sprint[] = [];
  readonly components: Named[] = [];
  readonly versions: Named[] = [];
  #serial = 20_000;
  #issueSerial = 10_000;

  constructor(projects: readonly Project[], people: readonly Person[]) {
    this.projects = projects;
    this.people = people;
  }

  /** A number no comment, worklog, link or attachment has yet. */
  newId(): string {
    this.#serial += 1;
    return String(this.#serial);
  }

  newIssueId(): string {
    return String(this.#issueSerial++);
  }

  newNumber(project: string): number {
    const numbers = this.issues.filter((issue) => issue.project === project).map(({ number }) => number);
    return Math.max(0, ...numbers) + 1;
  }

  /** Without login nothing is visible, unless the site is open to the public: then the last project is. */
  visibleProjects(identity: Identity): readonly Project[] {
    if (identity.kind === 'known') return visibleTo(identity.person, this.projects);
    return identity.kind === 'anonymous' && identity.siteIsPublic ? this.projects.slice(-1) : [];
  }

  visibleIssues(identity: Identity): readonly Issue[] {
    const keys = new Set(this.visibleProjects(identity).map(({ key }) => key));
    return this.issues.filter(({ project }) => keys.has(project));
  }

  projectId(key: string): string {
    return String(10_000 + this.projects.findIndex((project) => project.key === key));
  }

  findProject(idOrKey: string, identity: Identity): Project | undefined {
    const wanted = idOrKey.toUpperCase();
    return this.visibleProjects(identity).find(({ key }) => key === wanted || this.projectId(key) === idOrKey);
  }

  findIssue(idOrKey: string, identity: Identity): Issue | undefined {
    const wanted = idOrKey.toUpperCase();
    return this.visibleIssues(identity).find((issue) => issueKey(issue) === wanted || issue.id === idOrKey);
  }

  byId(id: string | undefined): Issue | undefined {
    return id === undefined ? undefined : this.issues.find((issue) => issue.id === id);
  }

  childrenOf(issue: Issue): readonly Issue[] {
    return this.issues.filter(({ parent }) => parent === issue.id);
  }

  subtasksOf(issue: Issue): readonly Issue[] {
    return this.childrenOf(issue).filter(({ kind }) => kind === 'subtask');
  }

  remove(issue: Issue): void {
    this.issues.splice(this.issues.indexOf(issue), 1);
    const left = this.links.filter(({ source, destination }) => source !== issue.id && destination !== issue.id);
    this.links.splice(0, this.links.length, ...left);
  }

  findAttachment(id: string, identity: Identity): { issue: Issue; attachment: Attachment } | undefined {
    for (const issue of this.visibleIssues(identity)) {
      const attachment = issue.attachments.find((each) => each.id === id);
      if (attachment !== undefined) return { issue, attachment };
    }
    return undefined;
  }
}

export const findById = <T extends Comment | Worklog>(all: readonly T[], id: string): T | undefined =>
  all.find((each) => each.id === id);
