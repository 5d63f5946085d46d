/** Markdown as HTML for systems that store HTML. Raw HTML in the Markdown is shown as text. */
export async function markdownToHtml(markdown: string): Promise<string> {
  const { Marked } = await import('marked');
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return await new Marked({ renderer: { html: ({ text }) => escape(text) } }).parse(markdown);
}
