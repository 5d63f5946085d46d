import type { Deployment } from '../provider.ts';
import { tidyInlines, type Block, type Cell, type Inline, type ListItem, type PanelName } from './document.ts';
import { writeHtmlInlines } from './html-inline-writer.ts';
import { checkedStorage } from './raw-source.ts';
import { storageInline } from './storage-inline-writer.ts';
import { cdata, escapeXml } from './xml.ts';

const macros: Readonly<Record<PanelName, string>> = {
  info: 'info',
  note: 'note',
  important: 'note',
  tip: 'tip',
  success: 'tip',
  warning: 'warning',
  caution: 'warning',
  error: 'warning',
  panel: 'panel',
  expand: 'expand',
};

export function writeStorageBlocks(blocks: readonly Block[], deployment: Deployment): string {
  let tasks = 0;
  const write: Writer = {
    inlines: (inlines) => writeHtmlInlines(tidyInlines(inlines), storageInline(deployment)),
    nextTask: () => ++tasks,
  };
  return writeAll(blocks, write);
}

type Writer = { readonly inlines: (inlines: readonly Inline[]) => string; readonly nextTask: () => number };

const writeAll = (blocks: readonly Block[], write: Writer): string =>
  blocks.map((block) => writeBlock(block, write)).join('');

function writeBlock(block: Block, write: Writer): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${write.inlines(block.inlines)}</p>`;
    case 'heading':
      return `<h${block.level}>${write.inlines(block.inlines)}</h${block.level}>`;
    case 'code':
      return codeMacro(block.language, block.text);
    case 'quote':
      return `<blockquote>${writeAll(block.blocks, write)}</blockquote>`;
    case 'panel':
      return macro(
        macros[block.panel],
        { title: block.title },
        `<ac:rich-text-body>${writeAll(block.blocks, write)}</ac:rich-text-body>`,
      );
    case 'list':
      return writeList(block, write);
    case 'table':
      return writeTable(block.rows, write);
    case 'rule':
      return '<hr />';
    case 'raw':
      return block.format === 'storage' ? checkedStorage(block.source) : codeMacro('', block.source);
  }
}

function macro(name: string, parameters: Readonly<Record<string, string>>, body: string): string {
  const given = Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `<ac:parameter ac:name="${key}">${escapeXml(value)}</ac:parameter>`);
  return `<ac:structured-macro ac:name="${name}">${given.join('')}${body}</ac:structured-macro>`;
}

const codeMacro = (language: string, text: string): string =>
  macro('code', { language }, `<ac:plain-text-body>${cdata(text)}</ac:plain-text-body>`);

function writeList(block: Block & { kind: 'list' }, write: Writer): string {
  if (!block.ordered && block.items.every((item) => item.checked !== undefined)) {
    return `<ac:task-list>${block.items.map((item) => writeTask(item, write)).join('')}</ac:task-list>`;
  }
  const items = block.items.map((item) => {
    const sign = item.checked === undefined ? '' : item.checked ? '☑ ' : '☐ ';
    return `<li>${writeItem(item.blocks, sign, write)}</li>`;
  });
  const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
  return block.ordered ? `<ol${start}>${items.join('')}</ol>` : `<ul>${items.join('')}</ul>`;
}

function writeItem(blocks: readonly Block[], sign: string, write: Writer): string {
  const [first, ...rest] = blocks;
  if (first?.kind === 'paragraph') return `<p>${sign}${write.inlines(first.inlines)}</p>${writeAll(rest, write)}`;
  return `${sign === '' ? '' : `<p>${sign.trim()}</p>`}${writeAll(blocks, write)}`;
}

function writeTask(item: ListItem, write: Writer): string {
  const [first, ...rest] = item.blocks;
  const body =
    first?.kind === 'paragraph' ? write.inlines(first.inlines) + writeAll(rest, write) : writeAll(item.blocks, write);
  const status = item.checked === true ? 'complete' : 'incomplete';
  return `<ac:task><ac:task-id>${write.nextTask()}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body></ac:task>`;
}

function writeTable(rows: readonly (readonly Cell[])[], write: Writer): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const written = rows.map((row) => {
    const cells = Array.from({ length: columns }, (_, index) => {
      const tag = row[index]?.header === true ? 'th' : 'td';
      return `<${tag}>${writeAll(row[index]?.blocks ?? [], write) || '<p />'}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><tbody>${written.join('')}</tbody></table>`;
}
