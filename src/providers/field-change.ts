import { clip } from '../lib/clip.ts';
import type { FieldChange } from './writes.ts';

const mostCharacters = 2000;

/** What a change shows of a text that may be long. */
export const excerpt = (text: string): string => clip(text, mostCharacters);

/** Whole texts are compared and excerpts shown; empty where both are the same. */
export function fieldChange(field: string, before: string | undefined, after: string | undefined): FieldChange[] {
  if (before === after) return [];
  const shown = (text: string | undefined): string | undefined => (text === undefined ? undefined : excerpt(text));
  return [{ field, before: shown(before), after: shown(after) }];
}
