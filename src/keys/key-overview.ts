import { z } from 'zod';
import { credential } from '../connections/credential.ts';
import { problem } from '../lib/app-error.ts';
import { authMethodId, providerId } from '../providers/provider.ts';
import { account } from '../providers/vocabulary.ts';
import { rotationView } from '../rotation/rotation.ts';
import { rotationPolicy } from './rotation-policy.ts';

const dueReason = z.enum(['expiry', 'policy', 'exposure']);
export type DueReason = z.infer<typeof dueReason>;

/** When a key is to be replaced: the earliest of its end, the policy and the day it was found in plain text. */
const keyDue = z.object({
  /** A calendar day in the user's time zone. */
  on: z.iso.date(),
  because: dueReason,
  /** From today's calendar day; 0: today, negative: overdue. */
  daysLeft: z.number().int(),
});
export type KeyDue = z.infer<typeof keyDue>;

/** All that is known of one connection's key. Never the key. */
export const keyOverview = z.object({
  connectionId: z.uuid(),
  name: z.string(),
  provider: providerId,
  method: authMethodId,
  active: z.boolean(),
  owner: account,
  credential,
  policy: rotationPolicy,
  /** What `policy` and the settings come to: days, 0: never. */
  everyDays: z.number().int(),
  due: keyDue.optional(),
  /** The key has ended: by its date, not because a call failed. */
  expired: z.boolean(),
  /** Keys of this kind end, and nobody said yet when this one does. */
  expiryUnknown: z.boolean(),
  /** Days a new key of this kind lives at most; absent: it does not end by itself. */
  maxLifetimeDays: z.number().int().optional(),
  /** When Claude last called something with it; absent: not in the kept record (90 days). */
  lastUsedAt: z.iso.datetime().optional(),
  lastTestedAt: z.iso.datetime().optional(),
  /** It has failed every check since then. */
  failing: z.object({ since: z.iso.datetime(), times: z.number().int(), problem }).optional(),
  /** Whether the system's token API can rotate it; `on`: it is to happen by itself when due. */
  automatic: z.enum(['unsupported', 'off', 'on']),
  /** A rotation under way, interrupted, or in its grace time. */
  rotation: rotationView.optional(),
});
export type KeyOverview = z.infer<typeof keyOverview>;
