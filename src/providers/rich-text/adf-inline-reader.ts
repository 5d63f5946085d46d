import { attachmentAddress, safeAddress } from './addresses.ts';
import { deepestNesting, plainRun, sortedMarks, type Inline, type MarkName } from './document.ts';
import { attribute, childrenOf, nodesOf, wordsBelow, type AdfNode } from './adf-node.ts';

const marks: Readonly<Record<string, MarkName>> = {
  strong: 'strong',
  em: 'em',
  strike: 'strike',
  underline: 'underline',
  code: 'code',
};

export const readAdfInlines = (nodes: readonly AdfNode[], depth = 0): Inline[] =>
  nodes.flatMap((node) => readInline(node, depth));

function readInline(node: AdfNode, depth: number): Inline[] {
  if (depth > deepestNesting) return [plainRun(wordsBelow(node).words)];
  switch (node.type) {
    case 'text':
      return readText(node);
    case 'hardBreak':
      return [{ kind: 'break' }];
    case 'mention': {
      const id = attribute(node, 'id');
      if (id === undefined || id === '') return [plainRun(attribute(node, 'text') ?? '')];
      return [{ kind: 'mention', id, name: (attribute(node, 'text') ?? id).replace(/^@/, '') || id }];
    }
    case 'emoji': {
      const text = attribute(node, 'text');
      return text === undefined || /^:?[\w-]*:?$/.test(text) ? [rawInline(node)] : [plainRun(text)];
    }
    case 'inlineCard': {
      const url = attribute(node, 'url');
      return url === undefined || safeAddress(url) === undefined ? [rawInline(node)] : [{ kind: 'card', url }];
    }
    case 'date': {
      const at = Number(attribute(node, 'timestamp'));
      const isDate = Number.isFinite(at) && Math.abs(at) < 8.64e15;
      const day = isDate ? new Date(at).toISOString().slice(0, 10) : '';
      return /^\d{4}-/.test(day) ? [{ kind: 'date', day }] : [rawInline(node)];
    }
    case 'status': {
      const text = (attribute(node, 'text') ?? '').trim();
      return text === '' ? [] : [{ kind: 'status', text, color: attribute(node, 'color') ?? 'neutral' }];
    }
    case 'media':
    case 'mediaInline':
      return [readMedia(node)];
    default:
      return childrenOf(node).length > 0 ? readAdfInlines(childrenOf(node), depth + 1) : [rawInline(node)];
  }
}

const rawInline = (node: AdfNode): Inline => ({ kind: 'raw', format: 'adf', source: JSON.stringify(node) });

function readText(node: AdfNode): Inline[] {
  const styles = nodesOf(node.marks);
  const names = styles.flatMap((mark): MarkName[] => {
    if (mark.type === 'subsup') return [attribute(mark, 'type') === 'sub' ? 'sub' : 'sup'];
    const name = marks[mark.type];
    return name === undefined ? [] : [name];
  });
  const link = styles.find((mark) => mark.type === 'link');
  const href = link === undefined ? undefined : safeAddress(attribute(link, 'href') ?? '');
  const run = (text: string): Inline => ({ kind: 'text', text, marks: sortedMarks(names), href });
  const lines = (typeof node.text === 'string' ? node.text : '').split(/\r\n?|\n/);
  if (names.includes('code')) return [run(lines.join(' '))];
  return lines.flatMap((line, index): Inline[] => (index === 0 ? [run(line)] : [{ kind: 'break' }, run(line)]));
}

/** A file of the issue is known by an id; its name is for the reader, the note carries the id back. */
export function readMedia(node: AdfNode): Inline {
  const link = nodesOf(node.marks).find((mark) => mark.type === 'link');
  const href = link === undefined ? undefined : safeAddress(attribute(link, 'href') ?? '');
  const alt = attribute(node, 'alt') ?? '';
  const url = attribute(node, 'url');
  if (attribute(node, 'type') === 'external' && url !== undefined && safeAddress(url) !== undefined) {
    return { kind: 'image', src: url, alt, href };
  }
  const id = attribute(node, 'id');
  if (id === undefined || /\s/.test(id)) return rawInline(node);
  const name = attribute(node, '__fileName') ?? alt;
  const note = ['media', id, attribute(node, 'collection') ?? ''].join(' ').trim();
  return { kind: 'image', src: attachmentAddress(name === '' ? id : name), alt: alt === '' ? name : alt, note, href };
}
