import type { Call } from '../server/call.ts';

/** A whole number from the query or a body; the default when it is absent or no number. */
export function whole(value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : otherwise;
}

/** `["a"]` from a body or `a,b` from a string. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The offset page a call asks for; values above `max` fall back to `fallback`. */
export function offsetPage(call: Call, limits: { usual: number; max: number; fallback: number }) {
  const asked = whole(call.query.get('maxResults'), limits.usual);
  const maxResults = asked > limits.max ? limits.fallback : asked;
  return { startAt: whole(call.query.get('startAt'), 0), maxResults };
}
