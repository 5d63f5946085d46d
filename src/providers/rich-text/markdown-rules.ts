import type TurndownService from 'turndown';

/** What the rules read of a parsed element; the compiler has no DOM here. */
type Element = {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly parentNode: Element | null;
  readonly previousSibling: Element | null;
  readonly nextSibling: Element | null;
  readonly firstChild: Element | null;
  getAttribute(name: string): string | null;
};

type Rewrite = (content: string, element: Element) => string;

/** What turndown leaves out of GitHub's Markdown (tables, strikethrough, plain `pre`), and tighter lists. */
export function addMarkdownRules(turndown: TurndownService, baseUrl: string | undefined): void {
  const add = (name: string, tags: readonly string[], rewrite: Rewrite): void => {
    turndown.addRule(name, {
      filter: (node: unknown) => tags.includes((node as Element).nodeName),
      replacement: (content, node: unknown) => rewrite(content, node as Element),
    });
  };
  add('dropped', ['SCRIPT', 'STYLE', 'HEAD', 'NOSCRIPT'], () => '');
  add('strikethrough', ['DEL', 'S', 'STRIKE'], (content) => `~~${content}~~`);
  add('listItem', ['LI'], listItem);
  add('pre', ['PRE'], codeBlock);
  add('cell', ['TH', 'TD'], cell);
  add('row', ['TR'], row);
  add('section', ['THEAD', 'TBODY', 'TFOOT'], (content) => content);
  add('table', ['TABLE'], (content) => `\n\n${content.trim()}\n\n`);
  add('link', ['A'], (content, element) => link(content, element.getAttribute('href'), baseUrl));
  add('image', ['IMG'], (_, element) => image(element, baseUrl));
}

function listItem(content: string, element: Element): string {
  const marker = element.parentNode?.nodeName === 'OL' ? `${String(position(element))}. ` : '- ';
  const indented = content.trim().replaceAll(/\n(?!\n|$)/g, `\n${' '.repeat(marker.length)}`);
  return `${marker}${indented}${element.nextSibling === null ? '' : '\n'}`;
}

function position(element: Element): number {
  let count = Number(element.parentNode?.getAttribute('start') ?? 1);
  for (let before = element.previousSibling; before !== null; before = before.previousSibling) {
    if (before.nodeName === 'LI') count++;
  }
  return count;
}

function codeBlock(_: string, element: Element): string {
  const code = element.textContent ?? '';
  const inner = element.firstChild?.nodeName === 'CODE' ? element.firstChild.getAttribute('class') : null;
  const language = /(?:language-|brush:\s*)(\w+)/.exec(inner ?? element.getAttribute('class') ?? '')?.[1] ?? '';
  const longestRun = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `\n\n${fence}${language}\n${code.replace(/\n+$/, '')}\n${fence}\n\n`;
}

function cell(content: string): string {
  const oneLine = content
    .trim()
    .replaceAll('|', String.raw`\|`)
    .replaceAll(/\s*\n\s*/g, '<br>');
  return `| ${oneLine} `;
}

/** Markdown tables need a heading row, so the first row is one whatever it was. */
function row(content: string, element: Element): string {
  const line = `${content.trim()} |\n`;
  if (!isFirstRow(element)) return line;
  const columns = content.match(/(?<!\\)\|/g)?.length ?? 1;
  return `${line}${'| --- '.repeat(columns)}|\n`;
}

function isFirstRow(element: Element): boolean {
  const section = element.parentNode;
  if (hasBefore(element, ['TR'])) return false;
  return section === null || section.nodeName === 'TABLE' || !hasBefore(section, ['THEAD', 'TBODY', 'TR']);
}

function hasBefore(element: Element, names: readonly string[]): boolean {
  for (let before = element.previousSibling; before !== null; before = before.previousSibling) {
    if (names.includes(before.nodeName)) return true;
  }
  return false;
}

function link(content: string, href: string | null, baseUrl: string | undefined): string {
  const address = absolute(href, baseUrl);
  return address === undefined || content.trim() === '' ? content : `[${content}](${address})`;
}

function image(element: Element, baseUrl: string | undefined): string {
  const source = element.getAttribute('src');
  const address = absolute(source, baseUrl);
  const label = (element.getAttribute('alt') ?? '').replaceAll(/[[\]\n]/g, ' ').trim();
  return address === undefined ? label : `![${label}](${address})`;
}

/** Only what a reader can open: no scripts, no data packed into the address. */
function absolute(address: string | null, baseUrl: string | undefined): string | undefined {
  const trimmed = address?.trim() ?? '';
  if (trimmed === '') return undefined;
  if (baseUrl === undefined) return /^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:/i.test(trimmed) ? undefined : trimmed;
  if (!URL.canParse(trimmed, baseUrl)) return undefined;
  const url = new URL(trimmed, baseUrl);
  return /^(https?|mailto):$/.test(url.protocol) ? url.href : undefined;
}
