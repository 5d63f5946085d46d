import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';

/** How long a shown change can be agreed to. */
const validMs = 10 * 60_000;
/** Changes waiting for an answer at the same time; the oldest give way. */
const atMost = 200;

/** Where a token was given to: a question goes back through the client, a preview through the model. */
type Channel = 'question' | 'preview';

/** `other`: the token was given for another change, or the same one has become another meanwhile. */
export type Redeemed = 'valid' | 'expired' | 'other' | 'unknown';

/** Changes that were shown and wait for the user's word, in the memory of this process only. */
export interface Confirmations {
  /** A token that agrees to exactly this change, once. */
  offer(channel: Channel, change: unknown): string;
  /** Uses the token up, whatever comes of it. */
  redeem(channel: Channel, token: string, change: unknown): Redeemed;
}

export function createConfirmations(clock: Pick<Clock, 'now'>): Confirmations {
  const waiting = new Map<string, { digest: string; until: number }>();
  const keyOf = (channel: Channel, token: string): string => `${channel}:${token}`;
  return {
    offer(channel, change) {
      const token = randomBytes(12).toString('base64url');
      waiting.set(keyOf(channel, token), { digest: digestOf(change), until: clock.now().getTime() + validMs });
      const [oldest] = waiting.keys();
      if (waiting.size > atMost && oldest !== undefined) waiting.delete(oldest);
      return token;
    },
    redeem(channel, token, change) {
      const offered = waiting.get(keyOf(channel, token));
      waiting.delete(keyOf(channel, token));
      if (offered === undefined) return 'unknown';
      if (offered.until <= clock.now().getTime()) return 'expired';
      return offered.digest === digestOf(change) ? 'valid' : 'other';
    },
  };
}

function digestOf(change: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(change)))
    .digest('hex');
}

/** The same for the same content, in whatever order the fields came. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
