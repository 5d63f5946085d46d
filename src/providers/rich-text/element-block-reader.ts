import {
  deepestElement,
  deeper,
  isBlockElement,
  paragraphOf,
  wordsAsInlines,
  type Reading,
} from './element-reading.ts';
import { codeBlock, tidyInlines, type Block, type Inline, type ListItem } from './document.ts';
import { readInlineNodes } from './element-inline-reader.ts';
import { readTable } from './element-table-reader.ts';
import { isElement, wordsOf, type ChildNode, type Element } from './xml.ts';

const skipped = new Set(['script', 'style', 'head', 'noscript', 'template', 'title', 'colgroup']);

/** Blocks, and the text between them as paragraphs. */
export function readBlockNodes(nodes: readonly ChildNode[], reading: Reading): Block[] {
  if (reading.depth > deepestElement) return paragraphOf(wordsAsInlines(nodes, reading));
  const blocks: Block[] = [];
  let text: Inline[] = [];
  const endText = (): void => {
    blocks.push(...paragraphOf(text));
    text = [];
  };
  for (const node of nodes) {
    const read = isElement(node) ? readBlockElement(node, reading) : undefined;
    if (read === undefined) {
      text.push(...readInlineNodes([node], reading));
    } else {
      endText();
      blocks.push(...read);
    }
  }
  endText();
  return blocks;
}

/** Undefined: it belongs to the text around it. */
function readBlockElement(element: Element, reading: Reading): Block[] | undefined {
  if (skipped.has(element.name)) return [];
  const own = reading.dialect.block(element, reading);
  if (own !== undefined) return own;
  if (!isBlockElement(element))
    return holdsBlocks(element) ? readBlockNodes(element.children, deeper(reading)) : undefined;
  const [, level] = /^h([1-6])$/.exec(element.name) ?? [];
  if (level !== undefined) return heading(element, Number(level), reading);
  switch (element.name) {
    case 'ul':
    case 'ol':
      return list(element, reading);
    case 'pre':
      return [preformatted(element, reading)];
    case 'blockquote':
      return [{ kind: 'quote', blocks: readBlockNodes(element.children, deeper(reading)) }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'table':
      return readTable(element, reading, readBlockNodes);
    default:
      return readBlockNodes(element.children, deeper(reading));
  }
}

/** A link or a span around whole paragraphs. */
const holdsBlocks = (element: Element): boolean => element.children.some((child) => isBlockElement(child));

function heading(element: Element, level: number, reading: Reading): Block[] {
  const inlines = tidyInlines(readInlineNodes(element.children, deeper(reading)));
  return inlines.length === 0 ? [] : [{ kind: 'heading', level, inlines }];
}

function preformatted(element: Element, { dialect }: Reading): Block {
  const inner = element.children.find((child) => isElement(child));
  const classes = `${inner?.name === 'code' ? (inner.attribs['class'] ?? '') : ''} ${element.attribs['class'] ?? ''}`;
  const language = /(?:language-|brush:\s*)([\w+#-]+)/.exec(classes)?.[1] ?? '';
  return codeBlock(language, dialect.decode(wordsOf(element.children)));
}

/** Lists directly within lists, as old editors write them, belong to the item before. */
function list(element: Element, reading: Reading): Block[] {
  const items: (ListItem & { blocks: Block[] })[] = [];
  for (const child of element.children) {
    if (isElement(child) && child.name === 'li') items.push(listItem(child, deeper(reading)));
    else {
      const blocks = readBlockNodes([child], deeper(reading));
      if (blocks.length === 0) continue;
      if (items.length === 0) items.push({ blocks });
      else items.at(-1)?.blocks.push(...blocks);
    }
  }
  const start = Math.max(0, Math.trunc(Number(element.attribs['start'] ?? 1)) || 0);
  return items.length === 0 ? [] : [{ kind: 'list', ordered: element.name === 'ol', start, items }];
}

function listItem(element: Element, reading: Reading): ListItem & { blocks: Block[] } {
  const blocks = readBlockNodes(element.children, deeper(reading));
  const box = boxOf(element);
  return box === undefined ? { blocks } : { checked: 'checked' in box.attribs, blocks: withoutSign(blocks) };
}

/** The check box at the start of an item, at most one element deep. */
function boxOf(element: Element): Element | undefined {
  const first = element.children.find((child) => isElement(child));
  const inner = first?.name === 'input' ? first : first?.children.find((child) => isElement(child));
  return inner?.name === 'input' && inner.attribs['type'] === 'checkbox' ? inner : undefined;
}

/** The inline reader says boxes in words; the item says it itself. */
function withoutSign(blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return [...blocks];
  const [text, ...others] = first.inlines;
  if (text?.kind !== 'text') return [...blocks];
  return [...paragraphOf([{ ...text, text: text.text.replace(/^[☐☑]\s*/, '') }, ...others]), ...rest];
}
