import {
  codeBlock,
  deepestNesting,
  paragraph,
  plainRun,
  type Block,
  type Cell,
  type ListItem,
  type PanelName,
} from './document.ts';
import { readAdfInlines, readMedia } from './adf-inline-reader.ts';
import { attribute, childrenOf, wordsBelow, type AdfNode } from './adf-node.ts';
import { fitsMarkdownCell } from './markdown-writer.ts';

const panels: Readonly<Record<string, PanelName>> = {
  info: 'info',
  note: 'note',
  tip: 'tip',
  success: 'success',
  warning: 'warning',
  error: 'error',
};
const inlineTypes = new Set(['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'date', 'status', 'mediaInline']);

export const readAdfBlocks = (nodes: readonly AdfNode[], depth = 0): Block[] =>
  nodes.flatMap((node) => readBlock(node, depth));

function readBlock(node: AdfNode, depth: number): Block[] {
  if (depth > deepestNesting) return nonEmpty(paragraph([plainRun(wordsBelow(node).words)]));
  const inner = (): Block[] => readAdfBlocks(childrenOf(node), depth + 1);
  const inlines = (): Block => paragraph(readAdfInlines(childrenOf(node)));
  switch (node.type) {
    case 'paragraph':
    case 'caption':
      return nonEmpty(inlines());
    case 'heading':
      return heading(node);
    case 'codeBlock':
      return [codeBlock(attribute(node, 'language') ?? '', codeOf(node))];
    case 'blockquote':
      return [{ kind: 'quote', blocks: inner() }];
    case 'panel':
      return [
        { kind: 'panel', panel: panels[attribute(node, 'panelType') ?? ''] ?? 'panel', title: '', blocks: inner() },
      ];
    case 'expand':
    case 'nestedExpand':
      return [{ kind: 'panel', panel: 'expand', title: attribute(node, 'title') ?? '', blocks: inner() }];
    case 'bulletList':
    case 'orderedList':
      return list(node, depth);
    case 'taskList':
      return taskList(node, depth);
    case 'table':
      return table(node, depth);
    case 'rule':
      return [{ kind: 'rule' }];
    case 'mediaSingle':
    case 'mediaGroup':
      return childrenOf(node).flatMap((child) =>
        child.type === 'media' ? [paragraph([readMedia(child)])] : readBlock(child, depth + 1),
      );
    default:
      return inlineTypes.has(node.type) ? nonEmpty(paragraph(readAdfInlines([node]))) : original(node);
  }
}

const nonEmpty = (block: Block): Block[] => (block.kind === 'paragraph' && block.inlines.length === 0 ? [] : [block]);

/** A smart link on a line of its own is a link; anything unknown is kept as it is. */
function original(node: AdfNode): Block[] {
  const { words, depth } = wordsBelow(node);
  if (depth > 200) return nonEmpty(paragraph([plainRun(words)]));
  return [{ kind: 'raw', format: 'adf', source: JSON.stringify(node, null, 1) }];
}

const codeOf = (node: AdfNode): string =>
  childrenOf(node)
    .map((child) => (typeof child.text === 'string' ? child.text : ''))
    .join('');

function heading(node: AdfNode): Block[] {
  const { inlines } = paragraph(readAdfInlines(childrenOf(node))) as Block & { kind: 'paragraph' };
  const level = Math.min(6, Math.max(1, Math.trunc(Number(attribute(node, 'level') ?? 1)) || 1));
  return inlines.length === 0 ? [] : [{ kind: 'heading', level, inlines }];
}

function list(node: AdfNode, depth: number): Block[] {
  const items = childrenOf(node).map((item): ListItem => ({ blocks: readAdfBlocks(childrenOf(item), depth + 1) }));
  const start = Math.max(0, Math.trunc(Number(attribute(node, 'order') ?? 1)) || 0);
  return items.length === 0 ? [] : [{ kind: 'list', ordered: node.type === 'orderedList', start, items }];
}

/** A list within a task list belongs to the task above it. */
function taskList(node: AdfNode, depth: number): Block[] {
  const items: { checked: boolean; blocks: Block[] }[] = [];
  for (const child of childrenOf(node)) {
    const checked = attribute(child, 'state') === 'DONE';
    if (child.type === 'taskItem')
      items.push({ checked, blocks: nonEmpty(paragraph(readAdfInlines(childrenOf(child)))) });
    else if (child.type === 'blockTaskItem')
      items.push({ checked, blocks: readAdfBlocks(childrenOf(child), depth + 1) });
    else if (items.length > 0) items.at(-1)?.blocks.push(...readBlock(child, depth + 1));
    else items.push({ checked: false, blocks: readBlock(child, depth + 1) });
  }
  return items.length === 0 ? [] : [{ kind: 'list', ordered: false, start: 1, items }];
}

function table(node: AdfNode, depth: number): Block[] {
  const cells = childrenOf(node).map(childrenOf);
  const rows = cells.map((row) =>
    row.map((cell): Cell => ({
      header: cell.type === 'tableHeader',
      blocks: readAdfBlocks(childrenOf(cell), depth + 1),
    })),
  );
  const isPlain = cells.flat().every((cell) => isOne(attribute(cell, 'colspan')) && isOne(attribute(cell, 'rowspan')));
  if (!isPlain || !rows.flat().every((cell) => fitsMarkdownCell(cell.blocks))) return original(node);
  return rows.flat().length === 0 ? [] : [{ kind: 'table', rows }];
}

const isOne = (span: string | undefined): boolean => span === undefined || Number(span) <= 1;
