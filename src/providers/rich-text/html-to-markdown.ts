import type TurndownService from 'turndown';

let converter: Promise<TurndownService> | undefined;

/** Rendered HTML as Markdown. The converter is loaded at the first use: most calls never need it. */
export async function htmlToMarkdown(html: string): Promise<string> {
  if (html.trim() === '') return '';
  converter ??= createConverter();
  const markdown = (await converter).turndown(html);
  return markdown.replaceAll(/\n{3,}/g, '\n\n').trim();
}

async function createConverter(): Promise<TurndownService> {
  const { default: Turndown } = await import('turndown');
  const turndown = new Turndown({
    headingStyle: 'atx',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '_',
  });
  turndown.remove(['script', 'style', 'head', 'noscript']);
  return turndown;
}
