import { parseRichText, type Block, type Inline } from './parse.ts';

/** Atlassian Document Format, as Jira Cloud v3 stores texts. */
export type AdfDocument = { readonly type: 'doc'; readonly version: 1; readonly content: readonly unknown[] };

function inlineNode(part: Inline): unknown {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  const mark = part.kind === 'link' ? { type: 'link', attrs: { href: part.href } } : { type: part.kind };
  return { type: 'text', text: part.text, marks: [mark] };
}

const paragraph = (content: readonly Inline[]): unknown => ({ type: 'paragraph', content: content.map(inlineNode) });

function blockNode(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return { type: 'heading', attrs: { level: block.level }, content: block.content.map(inlineNode) };
    case 'paragraph':
      return paragraph(block.content);
    case 'code':
      return { type: 'codeBlock', attrs: {}, content: [{ type: 'text', text: block.text }] };
    case 'bullets':
    case 'numbers':
      return {
        type: block.kind === 'bullets' ? 'bulletList' : 'orderedList',
        content: block.items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
      };
  }
}

export const toAdf = (markdown: string): AdfDocument => ({
  type: 'doc',
  version: 1,
  content: parseRichText(markdown).map(blockNode),
});
