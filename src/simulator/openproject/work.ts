/** What one OpenProject instance holds, with its own ids everywhere. Dates are `YYYY-MM-DD`, durations ISO 8601. */

export type Detail = { readonly field: string; readonly from?: string | undefined; readonly to?: string | undefined };

export type Journal = {
  readonly id: number;
  readonly version: number;
  /** A user's id. */
  readonly by: number;
  readonly at: Date;
  updatedAt: Date;
  comment: string;
  readonly internal: boolean;
  readonly details: readonly Detail[];
};

export type Work = {
  readonly id: number;
  lockVersion: number;
  project: number;
  subject: string;
  description: string;
  type: number;
  status: number;
  priority: number;
  readonly author: number;
  assignee: number | undefined;
  responsible: number | undefined;
  parent: number | undefined;
  version: number | undefined;
  sprint: number | undefined;
  category: number | undefined;
  startDate: string | undefined;
  dueDate: string | undefined;
  estimatedTime: string | undefined;
  percentageDone: number;
  /** Of the custom field "Affected hall". */
  hall: number | undefined;
  /** Of the custom field "Reference". */
  reference: string;
  readonly createdAt: Date;
  updatedAt: Date;
  readonly journals: Journal[];
  readonly watchers: Set<number>;
};

export type Relation = {
  readonly id: number;
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly description: string;
};

export type TimeEntry = {
  readonly id: number;
  readonly work: number;
  readonly project: number;
  readonly user: number;
  hours: string;
  spentOn: string;
  comment: string;
  activity: number;
  readonly createdAt: Date;
  updatedAt: Date;
};

/** `container` as in the API: `work_packages/12`. */
export type StoredAttachment = {
  readonly id: number;
  readonly container: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly bytes: Uint8Array;
  readonly author: number;
  readonly createdAt: Date;
};

export type Version = {
  readonly id: number;
  readonly project: number;
  readonly name: string;
  readonly status: 'open' | 'locked' | 'closed';
  readonly start: string;
  readonly end: string;
};

export type Sprint = {
  readonly id: number;
  readonly project: number;
  readonly name: string;
  readonly status: 'in_planning' | 'active' | 'completed';
  readonly start: string;
  readonly end: string;
};

export type Category = { readonly id: number; readonly project: number; readonly name: string };

export type WrittenPage = {
  readonly id: number;
  readonly kind: 'documents' | 'wiki_pages';
  readonly project: number;
  title: string;
  text: string;
  readonly createdAt: Date;
};
