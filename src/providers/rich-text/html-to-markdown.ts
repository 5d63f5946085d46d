import { addMarkdownRules } from './markdown-rules.ts';

/**
 * Rendered HTML as Markdown; `baseUrl` completes relative links. The converter is loaded when first needed: most
 * calls never need it.
 */
export async function htmlToMarkdown(html: string, baseUrl?: string): Promise<string> {
  if (html.trim() === '') return '';
  const { default: Turndown } = await import('turndown');
  const turndown = new Turndown({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '_',
  });
  addMarkdownRules(turndown, baseUrl);
  const markdown = turndown.turndown(html);
  return markdown
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
