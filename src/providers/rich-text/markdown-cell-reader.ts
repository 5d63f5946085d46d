import type { Token } from 'marked';
import type { Block, Cell } from './document.ts';
import type { DecodeEntities } from './entities.ts';
import { readMarkdownInlines, tagOf } from './markdown-inline-reader.ts';

type OpenList = { readonly ordered: boolean; readonly items: { readonly blocks: Block[] }[] };

/** A table cell is one line in Markdown, so lists in it are written as HTML: `<ul><li>a</li></ul>`. */
export function readMarkdownCell(tokens: readonly Token[], header: boolean, decode: DecodeEntities): Cell {
  const top: Block[] = [];
  const lists: OpenList[] = [];
  let text: Token[] = [];
  let isHeader = header;
  const target = (): Block[] => lists.at(-1)?.items.at(-1)?.blocks ?? top;
  const endText = (): void => {
    const inlines = readMarkdownInlines(text, decode);
    if (inlines.length > 0) target().push({ kind: 'paragraph', inlines });
    text = [];
  };
  for (const token of tokens) {
    const tag = token.type === 'html' ? tagOf(token.raw) : undefined;
    if (tag === undefined || !['ul', 'ol', 'li', 'th'].includes(tag.name)) {
      text.push(token);
      continue;
    }
    endText();
    if (tag.name === 'th') isHeader = true;
    else if (tag.name === 'li') openItem(lists, tag.closes);
    else if (tag.closes) closeList(lists, target, top);
    else if (lists.length < 20) lists.push({ ordered: tag.name === 'ol', items: [] });
  }
  endText();
  while (lists.length > 0) closeList(lists, target, top);
  return { header: isHeader, blocks: top };
}

function openItem(lists: readonly OpenList[], closes: boolean): void {
  if (!closes) lists.at(-1)?.items.push({ blocks: [] });
}

function closeList(lists: OpenList[], target: () => Block[], top: Block[]): void {
  const list = lists.pop();
  if (list === undefined || list.items.length === 0) return;
  const parent = lists.length === 0 ? top : target();
  parent.push({ kind: 'list', ordered: list.ordered, start: 1, items: list.items });
}
