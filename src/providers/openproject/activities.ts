import { parseDocument } from 'htmlparser2';
import type { ChildNode, Element } from 'domhandler';
import type { Comment, HistoryEntry } from '../item-parts.ts';
import { utcTime } from '../vendor-fields.ts';
import { hoursOf } from './duration.ts';
import { fromOpenProject } from './mentions.ts';
import type { OpActivity } from './schemas.ts';
import { hoursText } from './show.ts';

const textIn = ({ comment }: OpActivity): string => comment?.raw ?? '';

/** An activity may be a comment, a change or both. */
export const isComment = (found: OpActivity): boolean => textIn(found).trim() !== '';

export const commentsIn = (activities: readonly OpActivity[]): Comment[] => activities.filter(isComment).map(toComment);

export function toComment(found: OpActivity): Comment {
  const { id, createdAt, updatedAt, internal, _links } = found;
  return {
    id,
    author: _links.user?.title,
    createdAt: utcTime(createdAt),
    updatedAt: updatedAt === createdAt ? undefined : utcTime(updatedAt),
    text: fromOpenProject(textIn(found)),
    internal: internal === true ? true : undefined,
  };
}

export function historyIn(activities: readonly OpActivity[]): HistoryEntry[] {
  return activities.flatMap(({ details = [], createdAt, _links }) => {
    const at = utcTime(createdAt);
    if (details.length === 0 || at === undefined) return [];
    return [{ at, by: _links.user?.title, changes: details.map(toChange) }];
  });
}

type Change = HistoryEntry['changes'][number];

/**
 * Changes come as sentences in the user's language, but always built alike: the field is bold, values are italic, and
 * one that was taken away is struck through.
 */
function toChange({ raw, html }: { raw?: string | undefined; html?: string | undefined }): Change {
  const nodes = elementsIn(parseDocument(html ?? '').children);
  const field = nodes.find(({ name }) => name === 'strong' || name === 'b');
  if (field === undefined) return { field: raw ?? '' };
  const values = nodes.filter(({ name }) => name === 'i' || name === 'em');
  const [first, second] = values.map((value) => inHours(value.attribs['title'] ?? wordsIn(value)));
  const wasTaken = nodes.some(({ name }) => name === 'strike' || name === 's' || name === 'del');
  const change = { field: wordsIn(field) };
  if (first === undefined) return change;
  if (second !== undefined) return { ...change, from: first, to: second };
  return wasTaken ? { ...change, from: first } : { ...change, to: first };
}

/** Durations come as `PT12H`. */
const inHours = (text: string): string =>
  (/^P(?:\d+D$|(?:\d+D)?T\d)/.test(text) ? hoursText(hoursOf(text)) : undefined) ?? text;

function elementsIn(nodes: readonly ChildNode[]): Element[] {
  return nodes.flatMap((node) => ('children' in node && 'attribs' in node ? [node, ...elementsIn(node.children)] : []));
}

function wordsIn(node: ChildNode): string {
  if ('data' in node) return node.data;
  return 'children' in node ? node.children.map((child) => wordsIn(child)).join('') : '';
}
