/** The small Markdown the seeds are written in; every system stores it in a notation of its own. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'bullets' | 'numbers'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

const inlinePattern = /\*\*(?<strong>[^*]+)\*\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<href>[^)]+)\)/g;

function inlineOf(groups: Readonly<Record<string, string | undefined>>): Inline {
  const { strong, code, label, href } = groups;
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (code !== undefined) return { kind: 'code', text: code };
  return { kind: 'link', text: label ?? '', href: href ?? '' };
}

function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push(inlineOf(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

function parseBlock(chunk: string): Block {
  const heading = /^(#+) (.+)$/.exec(chunk);
  if (heading?.[1] !== undefined && heading[2] !== undefined) {
    return { kind: 'heading', level: heading[1].length, content: parseInline(heading[2]) };
  }
  if (chunk.startsWith('```')) return { kind: 'code', text: chunk.replaceAll(/^```\w*\n|\n```$/g, '') };
  const lines = chunk.split('\n');
  if (lines.every((line) => line.startsWith('- '))) {
    return { kind: 'bullets', items: lines.map((line) => parseInline(line.slice(2))) };
  }
  if (lines.every((line) => /^\d+\. /.test(line))) {
    return { kind: 'numbers', items: lines.map((line) => parseInline(line.replace(/^\d+\. /, ''))) };
  }
  return { kind: 'paragraph', content: parseInline(lines.join(' ')) };
}

export const parseRichText = (markdown: string): Block[] =>
  markdown
    .trim()
    .split(/\n{2,}/)
    .filter((chunk) => chunk !== '')
    .map(parseBlock);
