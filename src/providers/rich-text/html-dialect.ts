import { linkInlines, safeAddress } from './addresses.ts';
import { plainText, type Inline } from './document.ts';
import { readInlineNodes } from './element-inline-reader.ts';
import { deeper, type Dialect, type Reading } from './element-reading.ts';
import type { Element } from './xml.ts';

/** HTML as the systems render it; the parser has decoded its character references already. */
export const htmlDialect = (baseUrl: string | undefined): Dialect => ({
  decode: (text) => text,
  address: (href) => absolute(href, baseUrl),
  original: () => undefined,
  block: () => undefined,
  inline: readInline,
});

/** Only what a reader can open: no scripts, no data packed into the address. */
function absolute(address: string, baseUrl: string | undefined): string | undefined {
  const safe = safeAddress(address);
  if (safe === undefined || baseUrl === undefined || /^(?:page|attachment|mention|inline-comment):/.test(safe))
    return safe;
  if (!URL.canParse(safe, baseUrl)) return undefined;
  return safeAddress(new URL(safe, baseUrl).href);
}

/** People are named by the attributes editors leave: `data-user-id`, Jira's `rel`, OpenProject's `data-id`. */
function readInline(element: Element, reading: Reading): Inline[] | undefined {
  const { attribs, name } = element;
  const isMention =
    name === 'mention' || /(?:^|\s)(?:user-hover|mention|user-mention)(?:\s|$)/.test(attribs['class'] ?? '');
  const id = attribs['data-account-id'] ?? attribs['data-id'] ?? attribs['data-user-id'] ?? attribs['rel'] ?? '';
  if (!isMention || id === '' || attribs['data-type'] === 'work_package') return undefined;
  const label = readInlineNodes(element.children, deeper(reading, []));
  return linkInlines(`mention:${encodeURIComponent(id)}`, [{ kind: 'text', text: plainText(label), marks: [] }]);
}
