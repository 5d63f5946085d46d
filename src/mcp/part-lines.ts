import type { Attachment, Comment, DevelopmentEntry, HistoryEntry, Link, TimeEntry } from '../providers/item-parts.ts';
import { joined, oneLine } from './answer.ts';

/** What hangs on items and pages, as lines of an answer. Texts of several lines are indented, so that none can pass for the next entry. */

/** `2026-11-20 09:15Z` */
export const minute = (time: string | undefined): string | undefined =>
  time?.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})\S*$/, '$1 $2Z');

export function commentLine(found: Comment): string {
  const { id, author, createdAt, updatedAt, text, replyTo, internal, quote, resolved } = found;
  const head = joined([
    `- ${oneLine(author ?? 'unknown')}`,
    minute(createdAt),
    updatedAt && 'edited',
    `id ${id}`,
    replyTo && `reply to ${replyTo}`,
    internal === true ? 'internal' : undefined,
    resolved === true ? 'resolved' : undefined,
    quote && `on "${oneLine(quote)}"`,
  ]);
  return `${head}\n${indented(text)}`;
}

export function historyLine({ at, by, changes }: HistoryEntry): string {
  const what = changes.map(({ field, from, to }) =>
    from === undefined && to === undefined ? field : `${field}: ${from ?? '(empty)'} → ${to ?? '(empty)'}`,
  );
  return joined([`- ${minute(at) ?? ''}`, by, oneLine(what.join('; '))]);
}

export function linkLine({ type, to, title, state }: Link): string {
  return joined([`- ${type} ${to}${title === undefined ? '' : ` ${title}`}`, state]);
}

export function attachmentLine({ id, name, type, size, author, createdAt }: Attachment): string {
  return joined([
    `- ${name}`,
    `id ${id}`,
    type,
    size === undefined ? undefined : sizeInWords(size),
    author,
    minute(createdAt),
  ]);
}

export function timeLine({ id, date, hours, by, comment, activity }: TimeEntry): string {
  return joined([`- ${date ?? 'no date'}`, `${String(hours)} h`, by, activity, comment, `id ${id}`]);
}

export function developmentLine({ kind, title, state, url }: DevelopmentEntry): string {
  return joined([`- ${kind} ${title}`, state, url]);
}

export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(0)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function indented(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => `  ${line}`)
    .join('\n');
}
