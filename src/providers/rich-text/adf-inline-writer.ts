import { attachmentOf } from './addresses.ts';
import type { Inline, MarkName, TextRun } from './document.ts';
import { checkedAdf } from './raw-source.ts';
import type { AdfNode } from './adf-node.ts';

const statusColors = new Set(['neutral', 'purple', 'blue', 'red', 'yellow', 'green']);

export const writeAdfInlines = (inlines: readonly Inline[]): AdfNode[] => inlines.flatMap(writeInline);

function writeInline(part: Inline): AdfNode[] {
  switch (part.kind) {
    case 'text':
      return part.text === '' ? [] : [writeText(part)];
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'mention':
      return [{ type: 'mention', attrs: { id: part.id, text: `@${part.name}` } }];
    case 'status': {
      const color = statusColors.has(part.color.toLowerCase()) ? part.color.toLowerCase() : 'neutral';
      return [{ type: 'status', attrs: { text: part.text, color } }];
    }
    case 'date':
      return [{ type: 'date', attrs: { timestamp: String(Date.parse(`${part.day}T00:00:00Z`)) } }];
    case 'card':
      return [{ type: 'inlineCard', attrs: { url: part.url } }];
    case 'image':
      return writeText(imageAsText(part)).text === '' ? [] : [writeText(imageAsText(part))];
    case 'raw': {
      const node = part.format === 'adf' ? checkedAdf(part.source) : undefined;
      return [node ?? { type: 'text', text: part.source, marks: [{ type: 'code' }] }];
    }
  }
}

/** Where no picture may stand, and for files whose id is not known: its name. */
function imageAsText(image: Inline & { kind: 'image' }): TextRun {
  const file = attachmentOf(image.src);
  const text = image.alt === '' ? (file ?? image.src) : image.alt;
  return { kind: 'text', text, marks: [], href: image.href ?? (file === undefined ? image.src : undefined) };
}

function writeText(run: TextRun): AdfNode {
  const code = run.marks.includes('code');
  const names = code ? run.marks.filter((mark) => mark === 'code') : run.marks;
  const href = run.href !== undefined && isAdfAddress(run.href) ? run.href : undefined;
  const marks = [...(href === undefined ? [] : [{ type: 'link', attrs: { href } }]), ...names.map(writeMark)];
  return { type: 'text', text: run.text, ...(marks.length > 0 ? { marks } : {}) };
}

/** Words of ours (`page:`) mean nothing in ADF. */
const isAdfAddress = (href: string): boolean => /^(https?|mailto|tel|ftp|sftp|file):|^[/#]/i.test(href);

const writeMark = (mark: MarkName): AdfNode =>
  mark === 'sub' || mark === 'sup' ? { type: 'subsup', attrs: { type: mark } } : { type: mark };

/** The node of a picture; undefined where only its name is known. */
export function mediaOf(image: Inline & { kind: 'image' }): AdfNode | undefined {
  const [, id, collection = ''] = /^media (\S+)(?: (.*))?$/.exec(image.note ?? '') ?? [];
  const alt = image.alt === '' ? {} : { alt: image.alt };
  const marks =
    image.href === undefined || !isAdfAddress(image.href)
      ? {}
      : { marks: [{ type: 'link', attrs: { href: image.href } }] };
  if (id !== undefined) return { type: 'media', attrs: { type: 'file', id, collection, ...alt }, ...marks };
  if (!/^https?:/i.test(image.src)) return undefined;
  return { type: 'media', attrs: { type: 'external', url: image.src, ...alt }, ...marks };
}
