import { z } from 'zod';
import { vendorId } from '../vendor-fields.ts';

/** Jira's answers, as far as they are read. Other fields may come and go. */

const text = z.string().nullish();
const named = z.object({ name: z.string() }).nullish();
const person = z
  .object({ displayName: text, name: text, accountId: text })
  .transform(({ displayName, name, accountId }) => ({
    displayName: displayName || name || 'somebody',
    id: accountId || name || undefined,
  }))
  .nullish();

/** Cloud names people by `accountId`, Data Center by `key` and `name`. */
export const myself = z
  .object({
    accountId: z.string().optional(),
    key: z.string().optional(),
    name: z.string().optional(),
    displayName: text,
    emailAddress: text,
    timeZone: text,
  })
  .transform((me, context) => {
    const id = me.accountId || me.key || me.name;
    if (id) return { ...me, id };
    context.addIssue('The answer names nobody.');
    return z.NEVER;
  });
export type Myself = z.infer<typeof myself>;

const user = z.object({
  accountId: text,
  key: text,
  name: text,
  displayName: text,
  emailAddress: text,
  active: z.boolean().optional(),
  accountType: text,
});
export type User = z.infer<typeof user>;
export const users = z.array(user);

const wireProject = z.object({ id: z.string(), key: z.string(), name: z.string() });
export type WireProject = z.infer<typeof wireProject>;
export const projectPage = z.object({
  startAt: z.number(),
  total: z.number().optional(),
  isLast: z.boolean().optional(),
  values: z.array(wireProject),
});
export const projectList = z.array(wireProject);

const status = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() });
const brief = z.object({
  key: z.string(),
  fields: z
    .object({ summary: text, status: status.nullish(), project: z.object({ id: z.string() }).nullish() })
    .nullish(),
});
export type Brief = z.infer<typeof brief>;

const issueLink = z.object({
  id: vendorId,
  type: z.object({ name: z.string(), inward: z.string(), outward: z.string() }),
  inwardIssue: brief.nullish(),
  outwardIssue: brief.nullish(),
});
export type IssueLink = z.infer<typeof issueLink>;

const attachment = z.object({
  id: vendorId,
  filename: z.string(),
  author: person,
  created: text,
  size: z.number().nullish(),
  mimeType: text,
});
export type WireAttachment = z.infer<typeof attachment>;
export const attachments = z.array(attachment);

export const issue = z.object({
  id: vendorId.optional(),
  key: z.string(),
  fields: z.looseObject({
    summary: text,
    status: status.nullish(),
    issuetype: z.object({ name: z.string(), subtask: z.boolean().optional() }).nullish(),
    project: z.object({ id: z.string().optional(), key: z.string() }).nullish(),
    assignee: person,
    priority: named,
    duedate: text,
    updated: text,
    // Only when one issue is fetched.
    description: z.unknown().optional(),
    reporter: person,
    labels: z.array(z.string()).nullish(),
    parent: brief.nullish(),
    created: text,
    timetracking: z
      .object({ originalEstimateSeconds: z.number().nullish(), timeSpentSeconds: z.number().nullish() })
      .nullish(),
    subtasks: z.array(brief).nullish(),
    issuelinks: z.array(issueLink).nullish(),
    attachment: z.array(attachment).nullish(),
  }),
  names: z.record(z.string(), z.string()).nullish(),
  schema: z
    .record(
      z.string(),
      z.object({
        type: z.string(),
        items: z.string().optional(),
        system: z.string().optional(),
        custom: z.string().optional(),
      }),
    )
    .nullish(),
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

const comment = z.object({
  id: vendorId,
  author: person,
  body: z.unknown(),
  created: text,
  updated: text,
  visibility: z.object({ type: z.string(), value: text }).nullish(),
  jsdPublic: z.boolean().nullish(),
});
export type WireComment = z.infer<typeof comment>;
export { comment as commentAnswer };
export const commentPage = z.object({ comments: z.array(comment), total: z.number().optional() });

const worklog = z.object({
  id: vendorId,
  author: person,
  comment: z.unknown().optional(),
  started: text,
  timeSpentSeconds: z.number().catch(0),
});
export type WireWorklog = z.infer<typeof worklog>;
export { worklog as worklogAnswer };
export const worklogPage = z.object({ worklogs: z.array(worklog), total: z.number().optional() });

/** One member is called `toString`, which every object has anyway: only its own one counts. */
const historyItem = z.record(z.string(), z.unknown()).transform((item) => {
  const own = (name: string): string | undefined => {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { field: own('field') ?? '', from: own('fromString') ?? own('from'), to: own('toString') ?? own('to') };
});
const history = z.object({ created: z.string(), author: person, items: z.array(historyItem) });
export type WireHistory = z.infer<typeof history>;
export const historyPage = z.object({ values: z.array(history), total: z.number().optional() });
export const issueHistory = z.object({ changelog: z.object({ histories: z.array(history) }).nullish() });

export const watcherList = z.object({ watchers: z.array(user).catch([]) });
export const created = z.object({ id: vendorId, key: z.string() });
export const linkTypes = z.object({
  issueLinkTypes: z.array(z.object({ name: z.string(), inward: z.string(), outward: z.string() })),
});
export const remoteLinks = z.array(z.object({ id: vendorId, object: z.object({ url: z.string(), title: text }) }));
