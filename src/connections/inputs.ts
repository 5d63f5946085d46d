import { z } from 'zod';
import { authMethodId, providerId } from '../providers/provider.ts';
import { connectionName, connectionOptions } from './connection.ts';

/** What the window sends. Keys go inward only: no answer has one of these shapes. */

const address = z.string().trim().min(1, 'Enter the address.').max(2048, 'This is too long for an address.');
/** Far above the longest token a system gives out; what is longer was copied by mistake. */
const key = z.string().trim().max(8192, 'This is too long for a key.');
/** Names stand in lists, logs and what Claude reads: one line, in the order in which it was typed. */
const name = connectionName.regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u, 'Use one line of plain text.');
/** A calendar date, `YYYY-MM-DD`. */
const expiresAt = z.iso.date().optional();

export const connectionDraft = z.object({
  provider: providerId,
  /** As typed or pasted: without a scheme, with `/wiki`, an issue link. */
  address,
  method: authMethodId,
  account: z.string().trim().optional(),
  secret: key.min(1, 'Paste the key.'),
  workspaceId: z.string().trim().optional(),
  options: connectionOptions.optional(),
});
export type ConnectionDraft = z.output<typeof connectionDraft>;

export const newConnection = connectionDraft.extend({ name, expiresAt });
export type NewConnection = z.output<typeof newConnection>;

/** Only what is present changes; an empty `workspaceId` takes it away. */
export const connectionEdit = z.object({
  id: z.uuid(),
  name: name.optional(),
  address: address.optional(),
  account: z.string().trim().optional(),
  workspaceId: z.string().trim().optional(),
  options: connectionOptions.optional(),
});
export type ConnectionEdit = z.output<typeof connectionEdit>;

export const keyReplacement = z.object({
  id: z.uuid(),
  secret: key.min(1, 'Paste the new key.'),
  expiresAt,
  /** Set after the user confirmed that the connection may belong to somebody else from now on. */
  acceptOtherAccount: z.boolean().default(false),
});
export type KeyReplacement = z.output<typeof keyReplacement>;

/** A new key to look at; nothing is saved. */
export const keyTrial = z.object({ id: z.uuid(), secret: key.min(1, 'Paste the new key.') });

export const newKey = keyTrial.extend({
  /** Other connections that hold the same old key. */
  together: z.array(z.uuid()).max(100).default([]),
  /** `null`: it does not end. */
  expiresAt: z.iso.date().nullable().optional(),
  /** Set after the user saw what differs: another account, other abilities. */
  accept: z.boolean().default(false),
});
