import { AppError } from '../lib/app-error.ts';
import type { KeyComparison, PastRotation, RotationPlan, RotationProgress, RotationView } from './rotation.ts';

export type NewKey = {
  readonly connectionId: string;
  readonly secret: string;
  /** Other connections that hold the same old key and get the new one in the same step. */
  readonly together: readonly string[];
  /** `null`: the user says that it does not end; absent: unknown, the system is asked where it can be. */
  readonly expiresAt?: string | null | undefined;
  /** The user saw what differs (another account, other abilities) and wants it all the same. */
  readonly accept: boolean;
};

/** Replacing keys so that nothing is lost, wherever it is interrupted. */
export interface Rotations {
  /** Reads keys, but asks no remote system except for whether it has a token API. */
  plan(connectionId: string): Promise<RotationPlan>;
  /** Tests a new key beside the old one; saves nothing. */
  tryKey(input: { connectionId: string; secret: string }): Promise<KeyComparison>;
  /**
   * Tests, stores, swaps and proves. AppError `different-account` or `different-abilities` unless accepted;
   * `rotation-under-way` while another one of these connections is not over. A new key that turns out not to work
   * after the swap is rolled back by itself.
   */
  replace(input: NewKey): Promise<RotationView>;
  /** Makes a token by the system's own API, and goes on as `replace`. AppError `unsupported` where it has none. */
  automatic(input: { connectionId: string; together: readonly string[] }): Promise<RotationView>;
  /** Goes on with an interrupted one from the last step that was noted. */
  resume(rotationId: string): Promise<RotationView>;
  /** Gives an interrupted one up before its swap; the key that was not used yet is deleted (and revoked where we made it). */
  discard(rotationId: string): Promise<PastRotation>;
  /** Within the grace time: the old key is tested, then in use again. AppError `rotation-over` afterwards. */
  rollBack(rotationId: string): Promise<PastRotation>;
  /** Ends the grace time now: `revoke` deletes the old token at the system first, where we can; then the old key is forgotten. */
  finish(input: { rotationId: string; revoke: boolean }): Promise<PastRotation>;
  /** Unfinished ones, oldest first. */
  list(): Promise<readonly RotationView[]>;
  /** Newest first. */
  history(connectionId: string): Promise<readonly PastRotation[]>;
  /** At start: goes on with interrupted automatic ones, ends those whose grace time is over. What waits for the user stays. */
  recover(): Promise<void>;
  /** Called now and then: grace times that ended, automatic rotations that are due. Never throws. */
  tend(): Promise<void>;
}

export type RotationListener = (progress: RotationProgress) => void;

/** A rotation that does nothing, until the real one is there. */
export function createRotations(): Rotations {
  const notYet = (): Promise<never> =>
    Promise.reject(new AppError('unsupported', 'Keys cannot be rotated yet.', 'Wait for the next version.'));
  return {
    plan: notYet,
    tryKey: notYet,
    replace: notYet,
    automatic: notYet,
    resume: notYet,
    discard: notYet,
    rollBack: notYet,
    finish: notYet,
    list: () => Promise.resolve([]),
    history: () => Promise.resolve([]),
    recover: () => Promise.resolve(),
    tend: () => Promise.resolve(),
  };
}
