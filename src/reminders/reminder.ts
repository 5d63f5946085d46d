import { z } from 'zod';

/** What a reminder is about, most urgent first. */
export const reminderKind = z.enum([
  /** The key fails its checks. */
  'failing',
  /** An interrupted rotation waits to be resumed or discarded. */
  'interrupted',
  /** The key is due or will be. */
  'due',
  /** The grace time is over (or nearly): the old key has to be revoked at the system. */
  'revoke',
  /** Nobody said yet when this key ends. */
  'expiry-unknown',
]);
export type ReminderKind = z.infer<typeof reminderKind>;

/** Something the user should do, as the list, the notification and the badge show it. */
export const reminder = z.object({
  /** Stays the same for the same thing, so that it can be snoozed: `<kind>:<connection or rotation id>:<key version>`. */
  id: z.string().min(1).max(200),
  kind: reminderKind,
  connectionId: z.uuid(),
  /** "The key of “Jira Berlin” expires in 3 days" */
  title: z.string(),
  /** What to do about it, in one sentence. */
  text: z.string(),
  /** The day it is about; absent: now. */
  on: z.iso.date().optional(),
  urgency: z.enum(['overdue', 'soon', 'later']),
  /** Not shown, not counted and not announced before this. */
  snoozedUntil: z.iso.datetime().optional(),
});
export type Reminder = z.infer<typeof reminder>;

/** What a shell announces with the operating system's notifications. A click leads to what helps. */
const notice = z.object({
  reminderId: z.string(),
  kind: reminderKind,
  connectionId: z.uuid(),
  title: z.string(),
  text: z.string(),
  /** Of how many things it tells at once; what else it says is of the first. Absent: of one. */
  bundles: z.number().int().min(2).optional(),
});
export type Notice = z.infer<typeof notice>;

/** The same for what the guard found or did in Claude Desktop's settings. */
const claudeNotice = z.object({
  reminderId: z.string(),
  kind: z.literal('claude-desktop'),
  title: z.string(),
  text: z.string(),
});

export const announcement = z.union([notice, claudeNotice]);
