import { z } from 'zod';
import { excerpt } from '../field-change.ts';
import { hoursOf } from './duration.ts';
import type { Field } from './fields.ts';
import { fromOpenProject } from './mentions.ts';
import { hal, type WorkPackage } from './schemas.ts';

const linkOrLinks = z.union([z.array(hal), hal]).catch([]);

/** What tells two values apart: the ids of references, the whole of a text. Empty: "". */
export function sameness(found: WorkPackage, field: Field): string {
  if (!field.isLink) return plainEnds(localText(found[field.key], field) ?? '');
  const links = linkOrLinks.parse(found._links[field.key] ?? []);
  return idsIn(Array.isArray(links) ? links : [links]);
}

/** OpenProject keeps neither the kind of line ends nor blanks at the end. */
export const plainEnds = (text: string): string => text.replaceAll('\r\n', '\n').trim();

export const idsIn = (links: readonly { readonly href?: string | null | undefined }[]): string =>
  links
    .flatMap(({ href }) => href?.split('/').at(-1) ?? [])
    .sort()
    .join(',');

/** A field's value as people read it; `undefined` when it is empty. */
export function shownValue(found: WorkPackage, field: Field): string | undefined {
  const text = field.isLink ? titlesIn(found._links[field.key], field) : localText(found[field.key], field);
  return text === undefined || text === '' ? undefined : excerpt(text);
}

function titlesIn(value: unknown, { type }: Field): string {
  const number = (href: string | undefined): string =>
    type.endsWith('WorkPackage') && href !== undefined ? `#${idsIn([{ href }])} ` : '';
  const links = linkOrLinks.parse(value ?? []);
  return (Array.isArray(links) ? links : [links])
    .flatMap(({ title, href }) => (title === undefined ? (href?.split('/').at(-1) ?? []) : `${number(href)}${title}`))
    .join(', ');
}

function localText(value: unknown, { type }: Field): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return type === 'Duration' ? hoursText(hoursOf(value)) : value;
  const rich = z.object({ raw: z.string() }).safeParse(value);
  return rich.success ? fromOpenProject(rich.data.raw) : undefined;
}

export const hoursText = (hours: number | undefined): string | undefined =>
  hours === undefined ? undefined : `${String(hours)} h`;
