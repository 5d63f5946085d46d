import type { Issue, IssueKind } from './issue.ts';
import type { JiraRenderer } from './render.ts';

/** Where a field is filled in: on the screen of a kind of issue in a project. */
export type Place = {
  readonly renderer: JiraRenderer;
  readonly kind: IssueKind;
  /** The project's key. */
  readonly project: string;
  readonly isNew: boolean;
};

/** One field: how it is described, shown, remembered and set. */
export type FieldDef = {
  readonly id: string;
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly cloudOnly?: true;
  readonly dataCenterOnly?: true;
  /** Whether it is on the screen; absent: always. */
  readonly on?: (place: Place) => boolean;
  readonly required?: (place: Place) => boolean;
  readonly hasDefault?: true;
  readonly allowed?: (place: Place) => readonly unknown[];
  readonly draw: (issue: Issue, renderer: JiraRenderer) => unknown;
  /** Id and text for the history. */
  readonly show: (issue: Issue, renderer: JiraRenderer) => readonly [id: string | undefined, text: string | undefined];
  /** The elements of a list, for `add` and `remove`. */
  readonly elements?: (issue: Issue) => readonly unknown[];
  /** Throws Invalid. */
  readonly set?: (issue: Issue, value: unknown, place: Place) => void;
};

/** A value Jira does not take, in Jira's words. */
export class Invalid extends Error {}
