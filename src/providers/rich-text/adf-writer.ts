import { plainRun, tidyInlines, type Block, type Inline, type ListItem, type PanelName } from './document.ts';
import { mediaOf, writeAdfInlines } from './adf-inline-writer.ts';
import type { AdfNode } from './adf-node.ts';
import { checkedAdf } from './raw-source.ts';

/** What may stand where differs; a block that may not is written in words that may. */
type Place = 'doc' | 'item' | 'cell' | 'panel' | 'quote' | 'expand';

const panelTypes: Readonly<Record<Exclude<PanelName, 'expand'>, string>> = {
  info: 'info',
  note: 'note',
  important: 'note',
  tip: 'success',
  success: 'success',
  warning: 'warning',
  caution: 'error',
  error: 'error',
  panel: 'info',
};

export function writeAdfBlocks(blocks: readonly Block[]): AdfNode[] {
  let tasks = 0;
  const nextTask = (): string => String(++tasks);
  return writeAll(blocks, 'doc', nextTask);
}

const writeAll = (blocks: readonly Block[], place: Place, nextTask: () => string): AdfNode[] =>
  blocks.flatMap((block) => writeBlock(block, place, nextTask));

const orEmpty = (nodes: AdfNode[]): AdfNode[] => (nodes.length > 0 ? nodes : [{ type: 'paragraph', content: [] }]);

function writeBlock(block: Block, place: Place, nextTask: () => string): AdfNode[] {
  switch (block.kind) {
    case 'paragraph':
      return writeParagraph(block.inlines);
    case 'heading':
      if (place === 'item' || place === 'quote') return writeParagraph(block.inlines.map(strong));
      return [{ type: 'heading', attrs: { level: block.level }, content: writeAdfInlines(block.inlines) }];
    case 'code':
      return [codeBlock(block.language, block.text)];
    case 'quote':
      if (place === 'item' || place === 'panel' || place === 'quote') return writeAll(block.blocks, place, nextTask);
      return [{ type: 'blockquote', content: orEmpty(writeAll(block.blocks, 'quote', nextTask)) }];
    case 'panel':
      return writePanel(block, place, nextTask);
    case 'list':
      return [writeList(block, place, nextTask)];
    case 'table':
      return writeTable(block, place, nextTask);
    case 'rule':
      return place === 'item' || place === 'quote' ? writeParagraph([plainRun('———')]) : [{ type: 'rule' }];
    case 'raw': {
      const node = block.format === 'adf' ? checkedAdf(block.source) : undefined;
      return [node === undefined || place !== 'doc' ? codeBlock(block.format, block.source) : node];
    }
  }
}

const strong = (part: Inline): Inline =>
  part.kind === 'text' && !part.marks.includes('code') && !part.marks.includes('strong')
    ? { ...part, marks: ['strong', ...part.marks] }
    : part;

const codeBlock = (language: string, text: string): AdfNode => ({
  type: 'codeBlock',
  attrs: language === '' ? {} : { language },
  content: text === '' ? [] : [{ type: 'text', text }],
});

/** Pictures stand between paragraphs, never in one. */
function writeParagraph(inlines: readonly Inline[]): AdfNode[] {
  const nodes: AdfNode[] = [];
  let text: Inline[] = [];
  const endText = (): void => {
    const content = writeAdfInlines(tidyInlines(text));
    if (content.length > 0) nodes.push({ type: 'paragraph', content });
    text = [];
  };
  for (const part of inlines) {
    const media = part.kind === 'image' ? mediaOf(part) : undefined;
    if (media === undefined) {
      text.push(part);
    } else {
      endText();
      nodes.push({ type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] });
    }
  }
  endText();
  return nodes;
}

function writePanel(block: Block & { kind: 'panel' }, place: Place, nextTask: () => string): AdfNode[] {
  const title = block.title === '' ? [] : writeParagraph([{ kind: 'text', text: block.title, marks: ['strong'] }]);
  if (place === 'item' || place === 'panel' || place === 'quote') {
    return [...title, ...writeAll(block.blocks, place, nextTask)];
  }
  if (block.panel !== 'expand') {
    const content = orEmpty([...title, ...writeAll(block.blocks, 'panel', nextTask)]);
    return [{ type: 'panel', attrs: { panelType: panelTypes[block.panel] }, content }];
  }
  const type = place === 'doc' ? 'expand' : 'nestedExpand';
  const inner = type === 'expand' ? 'expand' : 'panel';
  return [{ type, attrs: { title: block.title }, content: orEmpty(writeAll(block.blocks, inner, nextTask)) }];
}

const isTask = (item: ListItem): boolean => {
  const [text, below, ...rest] = item.blocks;
  if (item.checked === undefined || text?.kind !== 'paragraph' || rest.length > 0) return false;
  return below === undefined || (below.kind === 'list' && below.items.every(isTask));
};

function writeList(block: Block & { kind: 'list' }, place: Place, nextTask: () => string): AdfNode {
  if (place !== 'item' && place !== 'quote' && !block.ordered && block.items.every(isTask)) {
    return taskList(block.items, nextTask);
  }
  const content = block.items.map((item): AdfNode => {
    const blocks = item.checked === undefined ? item.blocks : withSign(item.blocks, item.checked ? '☑ ' : '☐ ');
    const nodes = writeAll(blocks, 'item', nextTask);
    const startsAllowed = ['paragraph', 'mediaSingle', 'codeBlock'].includes(nodes[0]?.type ?? '');
    return { type: 'listItem', content: startsAllowed ? nodes : [{ type: 'paragraph', content: [] }, ...nodes] };
  });
  if (!block.ordered) return { type: 'bulletList', content };
  return { type: 'orderedList', attrs: { order: block.start }, content };
}

function withSign(blocks: readonly Block[], sign: string): readonly Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return [{ kind: 'paragraph', inlines: [plainRun(sign.trim())] }, ...blocks];
  return [{ ...first, inlines: tidyInlines([plainRun(sign), ...first.inlines]) }, ...rest];
}

function taskList(items: readonly ListItem[], nextTask: () => string): AdfNode {
  const content = items.flatMap((item): AdfNode[] => {
    const [text, below] = item.blocks;
    const attrs = { localId: nextTask(), state: item.checked === true ? 'DONE' : 'TODO' };
    const task = { type: 'taskItem', attrs, content: text?.kind === 'paragraph' ? writeAdfInlines(text.inlines) : [] };
    return below?.kind === 'list' ? [task, taskList(below.items, nextTask)] : [task];
  });
  return { type: 'taskList', attrs: { localId: nextTask() }, content };
}

function writeTable(block: Block & { kind: 'table' }, place: Place, nextTask: () => string): AdfNode[] {
  if (place !== 'doc' && place !== 'expand') {
    return block.rows.flatMap((row) =>
      writeParagraph(
        row.flatMap((cell, index): Inline[] => [
          ...(index === 0 ? [] : [plainRun(' | ')]),
          ...cell.blocks.flatMap((inner) => (inner.kind === 'paragraph' ? inner.inlines : [])),
        ]),
      ),
    );
  }
  const columns = Math.max(...block.rows.map((row) => row.length));
  const content = block.rows.map((row): AdfNode => ({
    type: 'tableRow',
    content: Array.from({ length: columns }, (_, index): AdfNode => {
      const cell = row[index];
      const type = cell?.header === true ? 'tableHeader' : 'tableCell';
      return { type, attrs: {}, content: orEmpty(writeAll(cell?.blocks ?? [], 'cell', nextTask)) };
    }),
  }));
  return [{ type: 'table', attrs: { isNumberColumnEnabled: false, layout: 'default' }, content }];
}
