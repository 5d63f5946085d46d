import type { Person } from '../company/people.ts';
import type { Kind, Stage } from '../company/work-item.ts';

export type IssueKind = Kind | 'subtask';
export type Priority = 1 | 2 | 3 | 4;

/** A text as the site stores it (a document or wiki markup), and as it shows it. */
export type Text = { readonly native: unknown; readonly html: string };

export type Visibility = { readonly type: string; readonly value: string };

export type Comment = {
  readonly id: string;
  readonly author: Person;
  text: Text;
  readonly createdAt: Date;
  updatedAt: Date;
  visibility: Visibility | undefined;
};

export type Worklog = {
  readonly id: string;
  readonly author: Person;
  comment: Text | undefined;
  started: Date;
  seconds: number;
  readonly createdAt: Date;
  updatedAt: Date;
};

export type HistoryItem = {
  readonly field: string;
  readonly fieldId: string;
  readonly from: string | undefined;
  readonly fromText: string | undefined;
  readonly to: string | undefined;
  readonly toText: string | undefined;
};
type HistoryEntry = {
  readonly id: string;
  readonly author: Person;
  readonly at: Date;
  readonly items: readonly HistoryItem[];
};

export type Attachment = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly author: Person;
  readonly createdAt: Date;
};

type RemoteLink = {
  readonly id: number;
  readonly globalId: string | undefined;
  readonly url: string;
  readonly title: string;
};

/** An issue as a site holds it; writes change it in place. */
export type Issue = {
  readonly id: string;
  readonly number: number;
  /** The project's key. */
  readonly project: string;
  kind: IssueKind;
  summary: string;
  description: Text | undefined;
  stage: Stage;
  resolution: string | undefined;
  priority: Priority;
  assignee: Person | undefined;
  reporter: Person;
  readonly creator: Person;
  labels: readonly string[];
  readonly createdAt: Date;
  updatedAt: Date;
  /** `YYYY-MM-DD` */
  dueOn: string | undefined;
  /** An issue's id. */
  parent: string | undefined;
  estimateSeconds: number | undefined;
  components: readonly string[];
  fixVersions: readonly string[];
  sprints: readonly number[];
  /** Values of other custom fields, by their id: texts, numbers, option ids, lists of them. */
  readonly custom: Map<string, unknown>;
  readonly comments: Comment[];
  readonly worklogs: Worklog[];
  readonly history: HistoryEntry[];
  readonly attachments: Attachment[];
  readonly remoteLinks: RemoteLink[];
  watchers: readonly Person[];
};

export const issueKey = (issue: Issue): string => `${issue.project}-${issue.number}`;

/** `2026-01-15T10:30:00.000+0000`: no colon in the offset. */
export const jiraTime = (date: Date): string => date.toISOString().replace('Z', '+0000');
