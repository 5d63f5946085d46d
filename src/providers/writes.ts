/**
 * Writing in two steps, the same for all systems. `prepare…` only reads: it finds the ids behind names, checks fields,
 * and says exactly what would change. `apply` does it. So a change can be shown and confirmed before it is made.
 */

/** One difference, in words people read: names, not ids. Absent `before`: it was empty; absent `after`: it will be. */
export type FieldChange = {
  readonly field: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
};

export type Prepared = {
  readonly kind: 'create' | 'update' | 'delete';
  /** What it is about: `PROJ-12 Fix the login`, `Page "Minutes"`, for something new its title. */
  readonly target: string;
  /** The ids (`Project.id`) of every project it reads from or writes to. Empty when that cannot be told. */
  readonly projects: readonly string[];
  /** Empty for an update: there is nothing to do, and `apply` does nothing. */
  readonly changes: readonly FieldChange[];
  /**
   * Makes the change. Writes are sent once and never repeated, except after an answer that proves nothing was done
   * (409 for a stale version: read again, once). Throws only when nothing was changed; what failed after a first
   * success is `problems`.
   */
  apply(signal?: AbortSignal): Promise<Written>;
};

export type Written = {
  /** What get_item or get_page takes; the id of the comment, time entry or attachment where it is one. */
  readonly id: string;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  /** What really changed: read again from the system wherever it may quietly ignore a value. */
  readonly changes: readonly FieldChange[];
  /** Parts that did not come about, one sentence each, with the reason. */
  readonly problems?: readonly string[] | undefined;
};

type Scalar = string | number | boolean;
/** Values for further fields, by the name people see or the system's own; `null` empties one. */
export type FieldInput = Readonly<Record<string, Scalar | readonly Scalar[] | null>>;

/** `type` as the system calls it, seen from the item that is written: "blocks". */
export type LinkInput = { readonly type: string; readonly to: string };

/** People are given by name, login, e-mail address or id, or as "me"; everything else by name. */
type Values = {
  readonly title?: string | undefined;
  /** Markdown. */
  readonly description?: string | undefined;
  readonly type?: string | undefined;
  /** The state's name; the way there is found. */
  readonly state?: string | undefined;
  /** Replaces those there are; empty for nobody. */
  readonly assignees?: readonly string[] | undefined;
  /** An item's id; `null` takes it out. */
  readonly parent?: string | null | undefined;
  /** Name or id; "current" for the active one; `null` for the backlog. */
  readonly sprint?: string | null | undefined;
  readonly priority?: string | null | undefined;
  /** `YYYY-MM-DD`. */
  readonly startDate?: string | null | undefined;
  readonly dueDate?: string | null | undefined;
  readonly estimateHours?: number | null | undefined;
  readonly fields?: FieldInput | undefined;
};

/** What several can be of, to be added or taken away. */
export type SeveralOf = {
  readonly labels?: readonly string[] | undefined;
  readonly links?: readonly LinkInput[] | undefined;
  readonly watchers?: readonly string[] | undefined;
};

export type ItemDraft = Values &
  SeveralOf & {
    readonly title: string;
    /** Id, key or name. May be left out where the parent tells. */
    readonly project?: string | undefined;
  };

export type ItemChange = Values & {
  /** Moves it to another project (ClickUp: list), where the system can. */
  readonly project?: string | undefined;
  readonly add?: SeveralOf | undefined;
  readonly remove?: SeveralOf | undefined;
};

/** A comment id that does not belong to `on` is `not-found`, else a comment of a hidden item could be reached. */
export type CommentChange =
  | {
      readonly kind: 'add';
      readonly on: string;
      readonly text: string;
      readonly replyTo?: string | undefined;
      readonly internal?: boolean | undefined;
      /** Pages: the words an inline comment stands at. */
      readonly quote?: string | undefined;
    }
  | { readonly kind: 'edit'; readonly on: string; readonly comment: string; readonly text: string }
  | { readonly kind: 'delete'; readonly on: string; readonly comment: string };

export type TimeChange =
  | {
      readonly kind: 'add';
      readonly item: string;
      readonly hours: number;
      /** `YYYY-MM-DD`; absent: today. */
      readonly date?: string | undefined;
      readonly comment?: string | undefined;
      readonly activity?: string | undefined;
    }
  | {
      readonly kind: 'edit';
      readonly item: string;
      readonly entry: string;
      readonly hours?: number | undefined;
      readonly date?: string | undefined;
      readonly comment?: string | undefined;
      readonly activity?: string | undefined;
    }
  | { readonly kind: 'delete'; readonly item: string; readonly entry: string };

/** Writing items. A missing method: the system cannot do it. */
export interface ItemWrites {
  prepareCreate(draft: ItemDraft, signal?: AbortSignal): Promise<Prepared>;
  prepareUpdate(id: string, change: ItemChange, signal?: AbortSignal): Promise<Prepared>;
  prepareDelete(id: string, signal?: AbortSignal): Promise<Prepared>;
  prepareComment(change: CommentChange, signal?: AbortSignal): Promise<Prepared>;
  prepareTime?(change: TimeChange, signal?: AbortSignal): Promise<Prepared>;
}
