import { hrefOf, markNames, type Inline, type MarkName } from './document.ts';
import { escapeXml } from './xml.ts';

/** What HTML and storage format write differently. Both are given well-formed XML. */
export type InlineDialect = {
  readonly link: (href: string, label: string, words: string) => string;
  readonly other: (part: Exclude<Inline, { kind: 'text' | 'break' }>) => string;
};

const tags: Readonly<Record<MarkName, string>> = {
  underline: 'u',
  strike: 'del',
  strong: 'strong',
  em: 'em',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
};

export function writeHtmlInlines(inlines: readonly Inline[], dialect: InlineDialect): string {
  let out = '';
  for (let at = 0; at < inlines.length;) {
    const href = hrefOf(inlines[at]);
    let end = at + 1;
    while (href !== undefined && end < inlines.length && hrefOf(inlines[end]) === href) end++;
    const group = inlines.slice(at, end);
    const label = group.map((part) => writePart(part, dialect)).join('');
    const words = group.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    out += href === undefined ? label : dialect.link(href, label, words);
    at = end;
  }
  return out;
}

function writePart(part: Inline, dialect: InlineDialect): string {
  if (part.kind === 'break') return '<br />';
  if (part.kind !== 'text') return dialect.other(part);
  return markNames
    .filter((mark) => part.marks.includes(mark))
    .reduceRight((inner, mark) => `<${tags[mark]}>${inner}</${tags[mark]}>`, escapeXml(part.text));
}
