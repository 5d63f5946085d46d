import { readBlockNodes } from './element-block-reader.ts';
import { htmlDialect } from './html-dialect.ts';
import { loadMarkdownReader } from './markdown-reader.ts';
import { writeMarkdown } from './markdown-writer.ts';
import { parseHtml } from './xml.ts';

/** Rendered HTML as Markdown; `baseUrl` completes relative links. */
export async function htmlToMarkdown(html: string, baseUrl?: string): Promise<string> {
  if (html.trim() === '') return '';
  const [nodes, reader] = await Promise.all([parseHtml(html), loadMarkdownReader()]);
  const blocks = readBlockNodes(nodes, { dialect: htmlDialect(baseUrl), depth: 0, marks: [] });
  return writeMarkdown(blocks, reader);
}
