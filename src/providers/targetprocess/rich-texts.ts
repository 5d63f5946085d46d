import { htmlToMarkdown } from '../rich-text/html-to-markdown.ts';
import { markdownToHtml } from '../rich-text/markdown-to-html.ts';

/** Texts are HTML, unless their author's editor writes Markdown and marks it so. */
const markdownMark = '<!--markdown-->';

const isMarkdown = (stored: string | undefined): boolean => stored?.trimStart().startsWith(markdownMark) === true;

export async function toMarkdown(stored: string | undefined, baseUrl: string): Promise<string | undefined> {
  const text = stored?.trim() ?? '';
  if (text === '') return undefined;
  const markdown = isMarkdown(text) ? text.slice(markdownMark.length).trim() : await htmlToMarkdown(text, baseUrl);
  return withMentionLinks(markdown);
}

/** E-mail addresses by whatever a mention names people with. */
export type Mails = ReadonlyMap<string, string>;

const mention = /\[@([^\]]+)\]\(mention:([^)\s]+)\)/g;

export const mentionsIn = (markdown: string): string[] =>
  [...markdown.matchAll(mention)].flatMap(([, , who]) => who ?? []);

/** In the form the text it replaces has; `like` is that text. */
export async function fromMarkdown(markdown: string, like?: string, mails: Mails = new Map()): Promise<string> {
  const text = withOwnMentions(markdown, mails);
  return isMarkdown(like) ? `${markdownMark}${text}` : (await markdownToHtml(text)).trim();
}

/** `@user:mia@example.com[Mia Larsen]` is how Targetprocess mentions people. */
function withMentionLinks(text: string): string {
  return text.replaceAll(
    /@user:([^\s[\]\\]+)\\?\[([^[\]\\]+)\\?\]/g,
    (_all, login: string, name: string) => `[@${name}](mention:${login})`,
  );
}

function withOwnMentions(text: string, mails: Mails): string {
  return text.replaceAll(mention, (_all, name: string, who: string) => `@user:${mails.get(who) ?? who}[${name}]`);
}
