import { parseRichText, type Block, type Inline } from './parse.ts';

function inline(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'strong':
      return `*${part.text}*`;
    case 'code':
      return `{{${part.text}}}`;
    case 'link':
      return `[${part.text}|${part.href}]`;
  }
}

const line = (content: readonly Inline[]): string => content.map(inline).join('');

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return `h${part.level}. ${line(part.content)}`;
    case 'paragraph':
      return line(part.content);
    case 'code':
      return `{code}\n${part.text}\n{code}`;
    case 'bullets':
      return part.items.map((item) => `* ${line(item)}`).join('\r\n');
    case 'numbers':
      return part.items.map((item) => `# ${line(item)}`).join('\r\n');
  }
}

/** Jira's own markup, as Data Center stores texts, with its CRLF line ends. */
export const toWikiMarkup = (markdown: string): string => parseRichText(markdown).map(block).join('\r\n\r\n');
