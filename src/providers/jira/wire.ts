import { z } from 'zod';

/** Jira's answers, as far as they are read. Other fields may come and go. */

const text = z.string().nullish();
const named = z.object({ name: z.string() }).nullish();
const person = z.object({ displayName: z.string() }).nullish();

/** Cloud names people by `accountId`, Data Center by `key` and `name`. */
export const myself = z
  .object({
    accountId: z.string().optional(),
    key: z.string().optional(),
    name: z.string().optional(),
    displayName: text,
    emailAddress: text,
  })
  .transform((me, context) => {
    const id = me.accountId || me.key || me.name;
    if (id) return { ...me, id };
    context.addIssue('The answer names nobody.');
    return z.NEVER;
  });

/** Cloud's people, as the search by name finds them. */
export const users = z.array(z.object({ accountId: z.string(), displayName: text }));

const wireProject = z.object({ id: z.string(), key: z.string(), name: z.string() });
export type WireProject = z.infer<typeof wireProject>;
export const projectPage = z.object({
  startAt: z.number(),
  total: z.number().optional(),
  isLast: z.boolean().optional(),
  values: z.array(wireProject),
});
export const projectList = z.array(wireProject);

export const issue = z.object({
  key: z.string(),
  fields: z.object({
    summary: text,
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }).nullish(),
    issuetype: named,
    project: z.object({ key: z.string() }).nullish(),
    assignee: person,
    updated: text,
    // Only when one issue is fetched.
    description: z.unknown().optional(),
    reporter: person,
    priority: named,
    labels: z.array(z.string()).nullish(),
    parent: z.object({ key: z.string() }).nullish(),
    created: text,
    duedate: text,
  }),
  renderedFields: z.object({ description: text }).nullish(),
});
export type Issue = z.infer<typeof issue>;

/** Cloud: pages by token, no total. */
export const tokenPage = z.object({
  issues: z.array(issue),
  nextPageToken: text,
  isLast: z.boolean().optional(),
});

/** Data Center: pages by offset. */
export const offsetPage = z.object({
  issues: z.array(issue),
  startAt: z.number(),
  maxResults: z.number(),
  total: z.number().optional(),
});

export const serverInfo = z.object({ version: z.string() });
