import type { Silence } from './conversation.ts';
import type { SightStep, SightVerdict } from './sight-report.ts';
import { wordsFor } from './silence-words.ts';

/** What became of one step; what is not good comes with what it means and what to do. */
export type Outcome = {
  readonly state: Exclude<SightStep['state'], 'running'>;
  readonly detail: string;
  readonly durationMs?: number;
  readonly meaning?: Pick<SightVerdict, 'title' | 'next'>;
};

export const good = (detail: string, durationMs?: number): Outcome => ({
  ...{ state: 'good', detail },
  ...(durationMs !== undefined && { durationMs }),
});

export const skipped = (detail: string): Outcome => ({ state: 'skipped', detail });

export const bad = (state: 'warning' | 'failed', title: string, next: string, detail = title): Outcome => ({
  ...{ state, detail, meaning: { title, next } },
});

export function silent(silence: Silence, log: readonly string[]): Outcome {
  const { title, next } = wordsFor(silence, log.at(-1));
  return bad('failed', title, next);
}
