import { z } from 'zod';

export const person = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string().optional(),
  email: z.string().optional(),
});
export type Person = z.infer<typeof person>;

export type ListPeopleQuery = {
  /** Id, key or name of a project: who can be assigned there. */
  readonly project?: string | undefined;
  /** Part of a name, login or e-mail address. */
  readonly text?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** A Jira sprint, OpenProject sprint or version, ClickUp sprint list, Targetprocess (team) iteration or release. */
export const sprint = z.object({
  id: z.string(),
  name: z.string(),
  /** "sprint", "version", "iteration", "release" where a system has several. */
  kind: z.string().optional(),
  state: z.enum(['active', 'future', 'closed']).optional(),
  /** `YYYY-MM-DD`, as is `end`. */
  start: z.string().optional(),
  end: z.string().optional(),
  goal: z.string().optional(),
  /** The board, folder or team it belongs to. */
  of: z.string().optional(),
  url: z.string().optional(),
});
export type Sprint = z.infer<typeof sprint>;

export type ListSprintsQuery = {
  /** Id, key or name of a project. */
  readonly project?: string | undefined;
  /** Absent: active and future ones. */
  readonly state?: 'active' | 'future' | 'closed' | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};
