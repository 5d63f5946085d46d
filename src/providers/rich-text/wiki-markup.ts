import { loadEntityDecoder } from './entities.ts';
import { loadMarkdownReader } from './markdown-reader.ts';
import { writeMarkdown } from './markdown-writer.ts';
import { readWikiBlocks } from './wiki-reader.ts';
import { writeWikiBlocks } from './wiki-writer.ts';

/** Markdown as the wiki markup of Jira Data Center. */
export async function markdownToWiki(markdown: string): Promise<string> {
  const reader = await loadMarkdownReader();
  return writeWikiBlocks(reader.blocks(markdown));
}

export async function wikiToMarkdown(wiki: string): Promise<string> {
  if (wiki.trim() === '') return '';
  const [decode, reader] = await Promise.all([loadEntityDecoder(), loadMarkdownReader()]);
  return writeMarkdown(readWikiBlocks(wiki, decode), reader);
}
