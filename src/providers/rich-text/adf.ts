/** Atlassian Document Format, as Jira Cloud v3 and Confluence Cloud store texts. */
export type AdfDocument = { readonly type: 'doc'; readonly version: 1; readonly content: readonly unknown[] };

export function markdownToAdf(markdown: string): Promise<AdfDocument> {
  const paragraphs = markdown.split(/\n{2,}/).filter((text) => text.trim() !== '');
  const content = paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  return Promise.resolve({ type: 'doc', version: 1, content });
}

/** What is no ADF document (null, a string) becomes its plain text. */
export function adfToMarkdown(adf: unknown): Promise<string> {
  return Promise.resolve(typeof adf === 'string' ? adf : textOf(adf).trim());
}

function textOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const { type, text, content } = node as { type?: unknown; text?: unknown; content?: unknown };
  const inner = Array.isArray(content) ? content.map(textOf).join('') : '';
  return `${typeof text === 'string' ? text : ''}${inner}${type === 'paragraph' ? '\n\n' : ''}`;
}
