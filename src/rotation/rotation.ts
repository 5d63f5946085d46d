import { z } from 'zod';
import { credential } from '../connections/credential.ts';
import { problem } from '../lib/app-error.ts';
import { endpoint } from '../providers/provider.ts';
import { account } from '../providers/vocabulary.ts';

/**
 * How far a rotation came; each step is written down before the next begins (docs/decisions/0012):
 * `started`: the items of the new key are noted, nothing else is certain;
 * `stored`: the new key lies whole beside the old one, which is in use;
 * `swapped`: the new key is in use, not yet proved by a real call;
 * `proved`: a real call was answered; the old key is kept until `graceUntil`, for rolling back.
 */
const rotationStep = z.enum(['started', 'stored', 'swapped', 'proved']);

/** One connection in a rotation: those that hold the same key are rotated together. */
const rotationMember = z.object({
  connectionId: z.uuid(),
  /** What the connection had before; enough to put it back. */
  before: z.object({ credential, owner: account, endpoint }),
  after: z.object({ credential, owner: account, endpoint }),
});
export type RotationMember = z.infer<typeof rotationMember>;

/**
 * Who works on a rotation: another process goes on with it only when that one has ended, or has noted nothing for so long
 * that its process number may be another program's by now.
 */
const worker = z.object({
  /** Made anew each time somebody begins to work on it: whoever finds another one here has lost it and stops. */
  run: z.uuid(),
  pid: z.number().int().positive(),
  until: z.iso.datetime(),
});

/** It is over, and something is still to be tidied up: its history, or the token that nobody uses any more. */
const ending = z.object({
  at: z.iso.datetime(),
  outcome: z.enum(['completed', 'rolled-back', 'discarded']),
  /** Of the key that is not in use any more, at the system. */
  unusedKey: z.enum(['to-revoke', 'revoked', 'unknown']),
  /** The user ended it, and so knows of the old key. */
  handled: z.boolean().optional(),
});
export type Ending = z.infer<typeof ending>;

/** A rotation under way or in its grace time: a part of connections.json, so that one write swaps and notes it. */
export const rotation = z.object({
  id: z.uuid(),
  kind: z.enum(['manual', 'automatic']),
  startedAt: z.iso.datetime(),
  step: rotationStep,
  members: z.array(rotationMember).min(1),
  /** Automatic only: the token asked for at the system; the name is noted before it is made, the id after. */
  token: z.object({ name: z.string(), id: z.string().optional() }).optional(),
  graceUntil: z.iso.datetime().optional(),
  /** Why the last attempt to go on did not succeed. */
  problem: problem.optional(),
  worker: worker.optional(),
  ending: ending.optional(),
});
export type Rotation = z.infer<typeof rotation>;

/** What became of a rotation: a line of the history, kept in rotation-history.json. */
export const pastRotation = z.object({
  id: z.uuid(),
  kind: z.enum(['manual', 'automatic']),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** `rolled-back`: the old key was put back; `discarded`: given up before the swap. */
  outcome: z.enum(['completed', 'rolled-back', 'discarded']),
  /** What became of the key that is not used any more, at the system. `unknown`: it has to be deleted there by hand. */
  oldKey: z.enum(['revoked', 'unknown']),
  /** The user said what became of the old key: nobody is reminded of it any more. */
  handled: z.boolean().optional(),
  members: z.array(
    z.object({ connectionId: z.uuid(), name: z.string(), oldHint: z.string(), newHint: z.string(), owner: account }),
  ),
});
export type PastRotation = z.infer<typeof pastRotation>;

/** A rotation as the window shows it. */
export const rotationView = rotation
  .pick({ id: true, kind: true, startedAt: true, step: true, graceUntil: true })
  .extend({
    members: z.array(z.object({ connectionId: z.uuid(), name: z.string(), oldHint: z.string(), newHint: z.string() })),
    /** Nobody is working on it: it was cut short and can be resumed or discarded. */
    interrupted: z.boolean(),
    canRollBack: z.boolean(),
    /** Whether we can revoke the old key at the system ourselves (Data Center's token API). */
    canRevoke: z.boolean(),
    /** Where the old key is revoked by hand. */
    tokenPage: z.url().optional(),
    problem: problem.optional(),
  });
export type RotationView = z.infer<typeof rotationView>;

/** What rotating a connection's key will be like, before anything is done. */
export const rotationPlan = z.object({
  connectionId: z.uuid(),
  /** Where a new key is made. */
  tokenPage: z.url().optional(),
  /** By the system's own token API, in one click. `reason`: why not, in a sentence for the user. */
  automatic: z.discriminatedUnion('possible', [
    z.object({ possible: z.literal(true) }),
    z.object({ possible: z.literal(false), reason: z.string().optional() }),
  ]),
  /** Other connections that hold this very key now. */
  together: z.array(z.object({ connectionId: z.uuid(), name: z.string() })),
  /** The key is not kept by us: what to change where, in a sentence. Nothing else can be done then. */
  elsewhere: z.string().optional(),
  /** Days a new key of this kind lives at most; absent: it does not end by itself. */
  maxLifetimeDays: z.number().int().optional(),
});
export type RotationPlan = z.infer<typeof rotationPlan>;

/** What a new key is like beside the one in use. */
export const keyComparison = z.object({
  account,
  sameAccount: z.boolean(),
  /** What the new key can or sees less (or more) than the old one, as sentences; empty: nothing differs. */
  differences: z.array(z.string()),
  /** The old key could not be asked any more (expired, revoked): its abilities are unknown. */
  oldKeyWorks: z.boolean(),
  /** Read from the system, where it tells. */
  expiresAt: z.iso.date().optional(),
});
export type KeyComparison = z.infer<typeof keyComparison>;

/** What is happening right now; sent as it happens. */
export const rotationProgress = z.object({
  connectionId: z.uuid(),
  step: z.enum(['making', 'testing', 'comparing', 'storing', 'swapping', 'proving', 'revoking']),
});
export type RotationProgress = z.infer<typeof rotationProgress>;
