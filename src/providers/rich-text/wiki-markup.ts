/** Markdown as the wiki markup of Jira Data Center. */
export function markdownToWiki(markdown: string): Promise<string> {
  return Promise.resolve(markdown);
}

export function wikiToMarkdown(wiki: string): Promise<string> {
  return Promise.resolve(wiki);
}
