import type { Block } from './document.ts';
import { isAdfNode, nodesOf, type AdfNode } from './adf-node.ts';
import { readAdfBlocks } from './adf-reader.ts';
import { writeAdfBlocks } from './adf-writer.ts';
import { loadMarkdownReader } from './markdown-reader.ts';
import { writeMarkdown } from './markdown-writer.ts';

/** Atlassian Document Format, as Jira Cloud v3 and Confluence Cloud store texts. */
export type AdfDocument = { readonly type: 'doc'; readonly version: 1; readonly content: readonly AdfNode[] };

export async function markdownToAdf(markdown: string): Promise<AdfDocument> {
  const reader = await loadMarkdownReader();
  return { type: 'doc', version: 1, content: writeAdfBlocks(reader.blocks(markdown)) };
}

/** A document, or one node of it. A string is the plain text it is; null and the like are an empty text. */
export async function adfToMarkdown(adf: unknown): Promise<string> {
  const blocks = blocksOf(adf);
  return blocks.length === 0 ? '' : writeMarkdown(blocks, await loadMarkdownReader());
}

function blocksOf(adf: unknown): Block[] {
  if (typeof adf === 'string') return readAdfBlocks([{ type: 'paragraph', content: [{ type: 'text', text: adf }] }]);
  if (!isAdfNode(adf)) return [];
  return readAdfBlocks(adf.type === 'doc' ? nodesOf(adf.content) : [adf]);
}
