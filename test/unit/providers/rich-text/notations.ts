import { adfToMarkdown, markdownToAdf } from '../../../../src/providers/rich-text/adf.ts';
import { htmlToMarkdown } from '../../../../src/providers/rich-text/html-to-markdown.ts';
import { markdownToHtml } from '../../../../src/providers/rich-text/markdown-to-html.ts';
import { markdownToStorage, storageToMarkdown } from '../../../../src/providers/rich-text/storage-format.ts';
import { markdownToWiki, wikiToMarkdown } from '../../../../src/providers/rich-text/wiki-markup.ts';

/** Each notation there and back: Markdown in, Markdown out. */
export const notations = {
  adf: async (markdown: string) => adfToMarkdown(await markdownToAdf(markdown)),
  'storage (Cloud)': async (markdown: string) =>
    storageToMarkdown(await markdownToStorage(markdown, { deployment: 'cloud' })),
  'storage (Data Center)': async (markdown: string) =>
    storageToMarkdown(await markdownToStorage(markdown, { deployment: 'data-center' })),
  wiki: async (markdown: string) => wikiToMarkdown(await markdownToWiki(markdown)),
  html: async (markdown: string) => htmlToMarkdown(await markdownToHtml(markdown)),
} as const;
