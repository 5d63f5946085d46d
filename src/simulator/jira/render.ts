import { issueTypes, linkTypes, priorities, statuses } from './catalog.ts';
import { issueKey, jiraTime, type Attachment, type Comment, type Issue, type Worklog } from './issue.ts';
import type { JiraWorld, Sprint } from './world.ts';
import type { Dialect } from './dialect.ts';
import type { Project, Stage } from '../company/work-item.ts';
import type { Person } from '../company/people.ts';

type Json = Record<string, unknown>;

/** Draws one site's things as JSON; `base` is where its links begin. */
export class JiraRenderer {
  readonly world: JiraWorld;
  readonly dialect: Dialect;
  readonly #base: string;
  readonly api: string;

  constructor(world: JiraWorld, dialect: Dialect, base: string) {
    this.world = world;
    this.dialect = dialect;
    this.#base = base;
    this.api = `${base}${dialect.api}`;
  }

  user(person: Person | undefined): Json | null {
    return person === undefined ? null : this.dialect.user(person, this.#base);
  }

  status(stage: Stage): Json {
    const { id, name, category } = statuses[stage];
    return {
      self: `${this.api}/status/${id}`,
      description: '',
      iconUrl: `${this.#base}/images/icons/statuses/generic.png`,
      name,
      id,
      statusCategory: { self: `${this.api}/statuscategory/${category.id}`, ...category },
    };
  }

  issueType(kind: Issue['kind']): Json {
    const { id, name, level, description } = issueTypes[kind];
    const self = `${this.api}/issuetype/${id}`;
    const isSubtask = kind === 'subtask';
    return {
      ...{ self, id, description, iconUrl: `${this.#base}/images/${kind}.svg` },
      name: isSubtask ? this.dialect.subtaskName : name,
      subtask: isSubtask,
      avatarId: 10_300,
      hierarchyLevel: level,
    };
  }

  priority(value: Issue['priority']): Json {
    const { id, name } = priorities[value];
    return {
      self: `${this.api}/priority/${id}`,
      iconUrl: `${this.#base}/images/icons/priorities/${id}.svg`,
      name,
      id,
    };
  }

  project({ key, name }: Pick<Project, 'key' | 'name'>): Json {
    const id = this.world.projectId(key);
    const avatarUrls = { '48x48': `${this.api}/universal_avatar/view/type/project/avatar/10400` };
    return { self: `${this.api}/project/${id}`, id, key, name, projectTypeKey: 'software', avatarUrls };
  }

  comment(comment: Comment, issue: Issue): Json {
    const author = this.user(comment.author);
    const { visibility } = comment;
    return {
      self: `${this.api}/issue/${issue.id}/comment/${comment.id}`,
      ...{ id: comment.id, author, body: comment.text.native, updateAuthor: author },
      ...{ created: jiraTime(comment.createdAt), updated: jiraTime(comment.updatedAt) },
      ...(visibility === undefined ? {} : { visibility }),
    };
  }

  worklog(worklog: Worklog, issue: Issue): Json {
    const author = this.user(worklog.author);
    const minutes = Math.round(worklog.seconds / 60);
    return {
      self: `${this.api}/issue/${issue.id}/worklog/${worklog.id}`,
      ...{ id: worklog.id, issueId: issue.id, author, updateAuthor: author },
      ...(worklog.comment === undefined ? {} : { comment: worklog.comment.native }),
      ...{ created: jiraTime(worklog.createdAt), updated: jiraTime(worklog.updatedAt) },
      started: jiraTime(worklog.started),
      timeSpent: `${minutes}m`,
      timeSpentSeconds: worklog.seconds,
    };
  }

  attachment(attachment: Attachment): Json {
    const { id, name, type, bytes, author, createdAt } = attachment;
    const file = `${this.#base}/secure/attachment/${id}/${encodeURIComponent(name)}`;
    return {
      self: `${this.api}/attachment/${id}`,
      ...{ id, filename: name, author: this.user(author), created: jiraTime(createdAt) },
      ...{ size: bytes.length, mimeType: type },
      content: this.dialect.isCloud ? `${this.api}/attachment/content/${id}` : file,
    };
  }

  reference(issue: Issue): { id: string; key: string; self: string } {
    return { id: issue.id, key: issueKey(issue), self: `${this.api}/issue/${issue.id}` };
  }

  /** An issue as others refer to it. */
  brief(issue: Issue): Json {
    const fields = {
      summary: issue.summary,
      status: this.status(issue.stage),
      priority: this.priority(issue.priority),
      issuetype: this.issueType(issue.kind),
    };
    return { ...this.reference(issue), fields };
  }

  links(issue: Issue): Json[] {
    return this.world.links.flatMap(({ id, type, source, destination }) => {
      if (issue.id !== source && issue.id !== destination) return [];
      const other = this.world.byId(issue.id === source ? destination : source);
      if (other === undefined) return [];
      const side = issue.id === source ? 'outwardIssue' : 'inwardIssue';
      return [{ id, self: `${this.api}/issueLink/${id}`, type: this.linkType(type), [side]: this.brief(other) }];
    });
  }

  linkType(name: string): Json | undefined {
    const found = linkTypes.find((type) => type.name === name);
    return found === undefined ? undefined : { ...found, self: `${this.api}/issueLinkType/${found.id}` };
  }

  /** Data Center's issues carry a Java object's text in place of a sprint. */
  sprint(sprint: Sprint): unknown {
    const { id, board, name, state, goal, start, end } = sprint;
    if (this.dialect.isCloud) {
      const dates = { ...(start && { startDate: start.toISOString() }), ...(end && { endDate: end.toISOString() }) };
      return { id, name, state, boardId: board, goal, ...dates };
    }
    const date = (value: Date | undefined): string => value?.toISOString() ?? '<null>';
    const inside = `id=${id},rapidViewId=${board},state=${state.toUpperCase()},name=${name},startDate=${date(start)},endDate=${date(end)},completeDate=<null>,activatedDate=<null>,sequence=${id},goal=${goal}`;
    return `com.atlassian.greenhopper.service.sprint.Sprint@1f[${inside}]`;
  }

  /** As boards list them, the same on both sites. */
  boardSprint({ id, board, name, state, goal, start, end }: Sprint): Json {
    return {
      ...{ id, self: `${this.#base}/rest/agile/1.0/sprint/${id}`, state, name },
      ...(start === undefined ? {} : { startDate: start.toISOString() }),
      ...(end === undefined ? {} : { endDate: end.toISOString() }),
      originBoardId: board,
      goal,
    };
  }
}
