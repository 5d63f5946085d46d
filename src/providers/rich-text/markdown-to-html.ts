import { writeHtmlBlocks } from './html-writer.ts';
import { loadMarkdownReader } from './markdown-reader.ts';

/** Markdown as HTML for systems that store HTML. Raw HTML in the Markdown is shown as text. */
export async function markdownToHtml(markdown: string): Promise<string> {
  const reader = await loadMarkdownReader();
  return writeHtmlBlocks(reader.blocks(markdown));
}
