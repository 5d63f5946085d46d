import type { Person } from '../company/people.ts';
import type { Project, WorkItem } from '../company/work-item.ts';
import type { Identity } from '../server/call.ts';

/** What one Jira site holds. */
export class JiraWorld {
  readonly projects: readonly Project[];
  readonly people: readonly Person[];
  readonly issues: readonly WorkItem[];

  constructor(projects: readonly Project[], people: readonly Person[]) {
    this.projects = projects;
    this.people = people;
    this.issues = projects.flatMap((project) => project.items);
  }

  /** Without login nothing is visible, unless the site is open to the public: then the last project is. */
  visibleProjects(identity: Identity): readonly Project[] {
    if (identity.kind === 'known') return this.projects;
    return identity.kind === 'anonymous' && identity.siteIsPublic ? this.projects.slice(-1) : [];
  }

  visibleIssues(identity: Identity): readonly WorkItem[] {
    return this.visibleProjects(identity).flatMap((project) => project.items);
  }

  projectId(key: string): string {
    return String(10_000 + this.projects.findIndex((project) => project.key === key));
  }

  issueId(issue: WorkItem): string {
    return String(10_000 + this.issues.indexOf(issue));
  }

  findProject(idOrKey: string, identity: Identity): Project | undefined {
    const wanted = idOrKey.toUpperCase();
    return this.visibleProjects(identity).find(({ key }) => key === wanted || this.projectId(key) === idOrKey);
  }

  findIssue(idOrKey: string, identity: Identity): WorkItem | undefined {
    const wanted = idOrKey.toUpperCase();
    return this.visibleIssues(identity).find((issue) => issueKey(issue) === wanted || this.issueId(issue) === idOrKey);
  }

  parentOf(issue: WorkItem): WorkItem | undefined {
    return this.issues.find(({ project, number }) => project === issue.project && number === issue.parent);
  }
}

export const issueKey = (issue: WorkItem): string => `${issue.project}-${issue.number}`;
