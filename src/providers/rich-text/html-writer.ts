import { attachmentOf } from './addresses.ts';
import { plainRun, tidyInlines, type Block, type Cell, type Inline } from './document.ts';
import { writeHtmlInlines, type InlineDialect } from './html-inline-writer.ts';
import { escapeXml } from './xml.ts';

const dialect: InlineDialect = {
  link: (href, label) =>
    /^(?:page|inline-comment|attachment):/.test(href) ? label : `<a href="${escapeXml(href)}">${label}</a>`,
  other: (part) => {
    switch (part.kind) {
      case 'mention':
        return `@${escapeXml(part.name)}`;
      case 'status':
        return `<strong>${escapeXml(part.text)}</strong>`;
      case 'date':
        return part.day;
      case 'card':
        return `<a href="${escapeXml(part.url)}">${escapeXml(part.url)}</a>`;
      case 'image':
        return image(part.src, part.alt);
      case 'raw':
        return `<code>${escapeXml(part.source)}</code>`;
    }
  },
};

/** A file's name says which one is meant; the address of it is not known here. */
function image(src: string, alt: string): string {
  const file = attachmentOf(src);
  if (file !== undefined) return escapeXml(alt === '' ? file : alt);
  return `<img src="${escapeXml(src)}" alt="${escapeXml(alt)}" />`;
}

const inlines = (parts: readonly Inline[]): string => writeHtmlInlines(tidyInlines(parts), dialect);

export const writeHtmlBlocks = (blocks: readonly Block[]): string => blocks.map(writeBlock).join('\n');

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlines(block.inlines)}</p>`;
    case 'heading':
      return `<h${block.level}>${inlines(block.inlines)}</h${block.level}>`;
    case 'code':
      return code(block.language, block.text);
    case 'raw':
      return code(block.format, block.source);
    case 'quote':
      return `<blockquote>${writeHtmlBlocks(block.blocks)}</blockquote>`;
    case 'panel': {
      const name =
        block.panel === 'expand' || block.panel === 'panel'
          ? ''
          : block.panel.charAt(0).toUpperCase() + block.panel.slice(1);
      const title = [name, block.title].filter((text) => text !== '').join(': ');
      const heading = title === '' ? '' : `<p><strong>${escapeXml(title)}</strong></p>`;
      return `<blockquote>${heading}${writeHtmlBlocks(block.blocks)}</blockquote>`;
    }
    case 'list':
      return list(block);
    case 'table':
      return `<table><tbody>${block.rows.map(row).join('')}</tbody></table>`;
    case 'rule':
      return '<hr />';
  }
}

const code = (language: string, text: string): string => {
  const given = language === '' ? '' : ` class="language-${escapeXml(language)}"`;
  return `<pre><code${given}>${escapeXml(text)}</code></pre>`;
};

/** One paragraph of an item needs no element of its own. */
function list(block: Block & { kind: 'list' }): string {
  const items = block.items.map(({ checked, blocks }) => {
    const [first, ...rest] = blocks;
    const sign = checked === undefined ? '' : checked ? '☑ ' : '☐ ';
    if (first?.kind !== 'paragraph') return `<li>${sign}${writeHtmlBlocks(blocks)}</li>`;
    const text = inlines([plainRun(sign), ...first.inlines]);
    const isShort = rest.every((child) => child.kind === 'list');
    return `<li>${isShort ? text : `<p>${text}</p>`}${writeHtmlBlocks(rest)}</li>`;
  });
  const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
  return block.ordered ? `<ol${start}>${items.join('')}</ol>` : `<ul>${items.join('')}</ul>`;
}

const row = (cells: readonly Cell[]): string =>
  `<tr>${cells.map(({ header, blocks }) => (header ? `<th>${cell(blocks)}</th>` : `<td>${cell(blocks)}</td>`)).join('')}</tr>`;

function cell(blocks: readonly Block[]): string {
  const [only, ...rest] = blocks;
  return only?.kind === 'paragraph' && rest.length === 0 ? inlines(only.inlines) : writeHtmlBlocks(blocks);
}
