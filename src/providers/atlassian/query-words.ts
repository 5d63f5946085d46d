import { connectionFailure } from '../../diagnosis/advice.ts';

/** A value inside JQL or CQL: quoted, so that nothing in it can end the string. */
export function quoted(value: string): string {
  const printable = value.replaceAll(/\p{Cc}+/gu, ' ');
  return `"${printable.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** `field = currentUser()` for "me", else the name as given or the account ids it stands for; empty without a name. */
export function personClause(field: string, name: string, ids: readonly string[] | undefined): string {
  if (name === '') return '';
  if (name.toLowerCase() === 'me') return `${field} = currentUser()`;
  const [first = name, ...more] = ids ?? [name];
  return more.length === 0 ? `${field} = ${quoted(first)}` : `${field} in (${[first, ...more].map(quoted).join(', ')})`;
}

/** Words for `text ~`: the search syntax's own signs are taken out, they are not searchable anyway. Empty when nothing is left. */
export function searchWords(text: string): string {
  const plain = text.replaceAll(/[+!(){}[\]^"~*?\\:/&|]+/g, ' ').replaceAll(/(^|\s)-+/g, ' ');
  // AND, OR and NOT are operators in capitals only, and searching ignores case.
  return plain.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/**
 * A moment as JQL and CQL understand it. They read times in the account's own time zone, which we do not know, so a
 * time becomes minutes before now; a date stays a date.
 */
export function sinceWord(updatedSince: string, now: Date, systemName: string): { date: string } | { minutes: number } {
  if (/^\d{4}-\d{2}-\d{2}$/.test(updatedSince) && !Number.isNaN(Date.parse(updatedSince)))
    return { date: updatedSince };
  const time = Date.parse(updatedSince);
  if (Number.isNaN(time)) {
    throw connectionFailure('query-rejected', {
      systemName,
      next: 'Give updatedSince as a date (2026-01-31) or a time (2026-01-31T09:00:00Z).',
    });
  }
  return { minutes: Math.max(0, Math.ceil((now.getTime() - time) / 60_000)) };
}

/** Atlassian writes `+0000` where ISO wants `+00:00`. */
export function isoTime(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined;
  const time = new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
