import { z } from 'zod';
import { authMethodId, providerId } from '../providers/provider.ts';
import { secretReference } from '../secrets/secret-reference.ts';
import { connectionName, connectionOptions } from './connection.ts';
import type { KeySource } from './key-source.ts';

/** What the window sends. Keys go inward only: no answer has one of these shapes. */

const address = z.string().trim().min(1, 'Enter the address.').max(2048, 'This is too long for an address.');
/** Far above the longest token a system gives out; what is longer was copied by mistake. */
const key = z.string().trim().max(8192, 'This is too long for a key.');
/** Names stand in lists, logs and what Claude reads: one line, in the order in which it was typed. */
const name = connectionName.regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u, 'Use one line of plain text.');
/** A calendar date, `YYYY-MM-DD`. */
const expiresAt = z.iso.date().optional();

/** The key itself, or where it is read from: one of the two. */
const keySource = {
  secret: key.min(1, 'Paste the key.').optional(),
  reference: secretReference.optional(),
};

const notBoth = ({ secret, reference }: KeySource): boolean => secret === undefined || reference === undefined;
const oneAtLeast = ({ secret, reference }: KeySource): boolean => secret !== undefined || reference !== undefined;
const both = { message: 'Enter the key or say where it is, not both.', path: ['reference'] };
const neither = { message: 'Paste the key.', path: ['secret'] };

const draftFields = z.object({
  provider: providerId,
  /** As typed or pasted: without a scheme, with `/wiki`, an issue link. */
  address,
  method: authMethodId,
  account: z.string().trim().optional(),
  ...keySource,
  workspaceId: z.string().trim().optional(),
  options: connectionOptions.optional(),
});
export const connectionDraft = draftFields.refine(oneAtLeast, neither).refine(notBoth, both);
export type ConnectionDraft = z.output<typeof connectionDraft>;

export const newConnection = draftFields.extend({ name, expiresAt }).refine(oneAtLeast, neither).refine(notBoth, both);
export type NewConnection = z.output<typeof newConnection>;

/** Only what is present changes; an empty `workspaceId` takes it away. */
export const connectionEdit = z
  .object({
    id: z.uuid(),
    name: name.optional(),
    address: address.optional(),
    account: z.string().trim().optional(),
    workspaceId: z.string().trim().optional(),
    options: connectionOptions.optional(),
    /** `reference`: the key is read from there from now on. `secret`: it is kept here instead of being read elsewhere. */
    ...keySource,
  })
  .refine(notBoth, both);
export type ConnectionEdit = z.output<typeof connectionEdit>;

/** A new key to look at; nothing is saved. */
export const keyTrial = z.object({
  id: z.uuid(),
  secret: key.min(1, 'Paste the new key.'),
  /** Other connections that hold the same old key. */
  together: z.array(z.uuid()).max(100).default([]),
});

export const newKey = keyTrial.extend({
  /** `null`: it does not end. */
  expiresAt: z.iso.date().nullable().optional(),
  /** Set after the user saw what differs: another account, other abilities. */
  accept: z.boolean().default(false),
});
