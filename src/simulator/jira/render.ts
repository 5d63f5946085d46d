import { toHtml } from '../rich-text/html.ts';
import { issueTypes, priorities, statuses } from './catalog.ts';
import { issueKey, type JiraWorld } from './world.ts';
import type { Dialect } from './dialect.ts';
import type { Kind, Project, Remark, Stage, WorkItem } from '../company/work-item.ts';

/** `2026-01-15T10:30:00.000+0000`: no colon in the offset. */
const jiraTime = (date: Date): string => date.toISOString().replace('Z', '+0000');

/** Draws one site's things as JSON; `base` is where its links begin. */
export class JiraRenderer {
  readonly #world: JiraWorld;
  readonly #dialect: Dialect;
  readonly #base: string;
  readonly #api: string;

  constructor(world: JiraWorld, dialect: Dialect, base: string) {
    this.#world = world;
    this.#dialect = dialect;
    this.#base = base;
    this.#api = `${base}${dialect.api}`;
  }

  user(person: WorkItem['assignee']): Record<string, unknown> | null {
    return person === undefined ? null : this.#dialect.user(person, this.#base);
  }

  status(stage: Stage): Record<string, unknown> {
    const { id, name, category } = statuses[stage];
    return {
      self: `${this.#api}/status/${id}`,
      description: '',
      iconUrl: `${this.#base}/images/icons/statuses/generic.png`,
      name,
      id,
      statusCategory: { self: `${this.#api}/statuscategory/${category.id}`, ...category },
    };
  }

  issueType(kind: Kind): Record<string, unknown> {
    const { id, name, level, description } = issueTypes[kind];
    const self = `${this.#api}/issuetype/${id}`;
    return {
      self,
      id,
      description,
      iconUrl: `${this.#base}/images/${kind}.svg`,
      name,
      subtask: false,
      avatarId: 10_300,
      hierarchyLevel: level,
    };
  }

  priority(value: WorkItem['priority']): Record<string, unknown> {
    const { id, name } = priorities[value];
    return {
      self: `${this.#api}/priority/${id}`,
      iconUrl: `${this.#base}/images/icons/priorities/${id}.svg`,
      name,
      id,
    };
  }

  project({ key, name }: Pick<Project, 'key' | 'name'>): Record<string, unknown> {
    const id = this.#world.projectId(key);
    const avatarUrls = { '48x48': `${this.#api}/universal_avatar/view/type/project/avatar/10400` };
    return { self: `${this.#api}/project/${id}`, id, key, name, projectTypeKey: 'software', avatarUrls };
  }

  comment(remark: Remark, id: string, issue: WorkItem): Record<string, unknown> {
    const author = this.user(remark.author);
    const at = jiraTime(remark.at);
    const self = `${this.#api}/issue/${this.#world.issueId(issue)}/comment/${id}`;
    return { self, id, author, body: this.#dialect.text(remark.text), updateAuthor: author, created: at, updated: at };
  }

  comments(issue: WorkItem): Record<string, unknown>[] {
    return issue.remarks.map((remark, index) =>
      this.comment(remark, `${this.#world.issueId(issue)}${index + 1}`, issue),
    );
  }

  #parent(issue: WorkItem): Record<string, unknown> {
    const parent = this.#world.parentOf(issue);
    if (parent === undefined) return {};
    const fields = {
      summary: parent.title,
      status: this.status(parent.stage),
      priority: this.priority(parent.priority),
      issuetype: this.issueType(parent.kind),
    };
    return { parent: { ...this.reference(parent), fields } };
  }

  reference(issue: WorkItem): { id: string; key: string; self: string } {
    const id = this.#world.issueId(issue);
    return { id, key: issueKey(issue), self: `${this.#api}/issue/${id}` };
  }

  fields(issue: WorkItem): Record<string, unknown> {
    const comments = this.comments(issue);
    const project = this.#world.projects.find(({ key }) => key === issue.project);
    const isDone = issue.stage === 'done';
    return {
      summary: issue.title,
      description: this.#dialect.text(issue.description),
      issuetype: this.issueType(issue.kind),
      project: project === undefined ? null : this.project(project),
      status: this.status(issue.stage),
      priority: this.priority(issue.priority),
      assignee: this.user(issue.assignee),
      reporter: this.user(issue.author),
      creator: this.user(issue.author),
      labels: issue.labels,
      components: [],
      fixVersions: [],
      ...this.#parent(issue),
      subtasks: [],
      issuelinks: [],
      resolution: isDone ? { self: `${this.#api}/resolution/10000`, id: '10000', name: 'Done' } : null,
      resolutiondate: isDone ? jiraTime(issue.updatedAt) : null,
      created: jiraTime(issue.createdAt),
      updated: jiraTime(issue.updatedAt),
      duedate: issue.dueOn ?? null,
      comment: { comments, maxResults: comments.length, total: comments.length, startAt: 0 },
      attachment: [],
    };
  }

  /** `expand=renderedFields`: texts as HTML, everything else null. */
  renderedFields(issue: WorkItem): Record<string, unknown> {
    return { summary: null, description: toHtml(issue.description), status: null };
  }
}
