import type { CDATA, ChildNode, Element, Text } from 'domhandler';
import { AppError } from '../../lib/app-error.ts';

export type { ChildNode, Element };

export const isElement = (node: object | null | undefined): node is Element =>
  node !== null && node !== undefined && 'attribs' in node;
export const isText = (node: ChildNode): node is Text => node.nodeType === 3;
export const isCdata = (node: ChildNode): node is CDATA => node.nodeType === 4;

const piece =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<\/(?<closed>[\w:.-]+)\s*>|<(?<opened>[\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?<empty>\/?)>|[^<&]+|&(?:#\d+|#x[\da-f]+|[a-z]\w*);/giy;

/** What is wrong with a piece of XML, in words; undefined when nothing is. The parser itself forgives everything. */
export function xmlFault(xml: string): string | undefined {
  const open: string[] = [];
  let end = 0;
  for (const match of xml.matchAll(piece)) {
    const { opened, closed, empty } = match.groups ?? {};
    if (opened !== undefined && empty === '') open.push(opened);
    if (closed !== undefined) {
      const expected = open.pop();
      if (expected !== closed)
        return `</${closed}> at character ${match.index} closes ${expected === undefined ? 'nothing' : `<${expected}>`}`;
    }
    end = match.index + match[0].length;
  }
  if (end < xml.length) return `"${xml.slice(end, end + 20)}" at character ${end} is not allowed there`;
  const [unclosed] = open.slice(-1);
  return unclosed === undefined ? undefined : `<${unclosed}> is never closed`;
}

/** The nodes of a piece of storage format, with their places in it; character references are left as they are. */
export async function parseXml(xml: string): Promise<readonly ChildNode[]> {
  const { parseDocument } = await import('htmlparser2');
  const options = { xmlMode: true, decodeEntities: false, withStartIndices: true, withEndIndices: true };
  return parseDocument(xml, options).children;
}

export async function parseHtml(html: string): Promise<readonly ChildNode[]> {
  const { parseDocument } = await import('htmlparser2');
  return parseDocument(html, { withStartIndices: true, withEndIndices: true }).children;
}

export function refuseFaultyXml(xml: string, code: 'unexpected-answer' | 'invalid-input', what: string): void {
  const fault = xmlFault(xml);
  if (fault === undefined) return;
  const next =
    code === 'invalid-input'
      ? 'Correct it, or write Markdown instead.'
      : 'Open the page in the browser and save it once, then try again.';
  throw new AppError(code, `${what} is not well-formed: ${fault}.`, next);
}

/** All characters below a node, however deep. */
export function wordsOf(nodes: readonly ChildNode[]): string {
  const waiting = [...nodes].reverse();
  let words = '';
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isText(node)) words += node.data;
    if ('children' in node)
      for (let index = node.children.length - 1; index >= 0; index--) waiting.push(node.children[index] as ChildNode);
  }
  return words;
}

// What XML cannot hold at all: control characters, halves of surrogate pairs.
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const possibleInXml = (text: string): string => text.toWellFormed().replaceAll(impossible, '');

export const escapeXml = (text: string): string =>
  possibleInXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The one thing CDATA cannot hold is its own end, so it is divided there. */
export const cdata = (text: string): string =>
  `<![CDATA[${possibleInXml(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
