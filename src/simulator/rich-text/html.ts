import { parseRichText, type Block, type Inline } from './parse.ts';

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function inline(part: Inline): string {
  const text = escapeHtml(part.text);
  switch (part.kind) {
    case 'text':
      return text;
    case 'strong':
      return `<strong>${text}</strong>`;
    case 'code':
      return `<code>${text}</code>`;
    case 'link':
      return `<a href="${escapeHtml(part.href)}">${text}</a>`;
  }
}

const line = (content: readonly Inline[]): string => content.map(inline).join('');
const items = (all: readonly (readonly Inline[])[]): string => all.map((item) => `<li>${line(item)}</li>`).join('');

function render(block: Block, code: (text: string) => string): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${line(block.content)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${line(block.content)}</p>`;
    case 'code':
      return code(block.text);
    case 'bullets':
      return `<ul>${items(block.items)}</ul>`;
    case 'numbers':
      return `<ol>${items(block.items)}</ol>`;
  }
}

export const toHtml = (markdown: string): string =>
  parseRichText(markdown)
    .map((block) => render(block, (text) => `<pre><code>${escapeHtml(text)}</code></pre>`))
    .join('\n');

const storageCode = (text: string): string =>
  `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body></ac:structured-macro>`;

/** Confluence's storage format: XHTML with macros. */
export const toStorage = (markdown: string): string =>
  parseRichText(markdown)
    .map((block) => render(block, storageCode))
    .join('');

/** Words only, as excerpts and search see a text. */
export const toPlainText = (markdown: string): string =>
  markdown.replaceAll(/\]\([^)]*\)|[*#`[\]]/g, '').replaceAll(/\s+/g, ' ');
