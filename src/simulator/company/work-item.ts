import type { Person } from './people.ts';

/** How far work is; every system has its own names for these. */
export type Stage = 'todo' | 'doing' | 'review' | 'done';

export type Kind = 'epic' | 'story' | 'task' | 'bug';

export type Remark = { readonly author: Person; readonly at: Date; readonly text: string };

/** A piece of work before a system dresses it up. Texts are Markdown of the few forms rich-text.ts knows. */
export type WorkItem = {
  /** Counts from 1 within its project. */
  readonly number: number;
  readonly project: string;
  readonly kind: Kind;
  readonly title: string;
  readonly description: string;
  readonly stage: Stage;
  /** 1 urgent, 2 high, 3 normal, 4 low. */
  readonly priority: 1 | 2 | 3 | 4;
  readonly assignee: Person | undefined;
  readonly author: Person;
  readonly labels: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** `YYYY-MM-DD` */
  readonly startOn: string | undefined;
  readonly dueOn: string | undefined;
  /** The number of the epic it belongs to. */
  readonly parent: number | undefined;
  readonly remarks: readonly Remark[];
};

export type Project = {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly items: readonly WorkItem[];
};
