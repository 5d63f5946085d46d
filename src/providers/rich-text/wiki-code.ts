import { codeBlock, type Block } from './document.ts';

/** Code taken out of a text, so that nothing in it is read as markup; a sign stands in its place. */
export type CodeShelf = { readonly split: (text: string) => (string | Block)[] };

const opening = /(?<!\\)\{(code|noformat)(?::([^}\n]*))?\}/g;
const sign = /\uE000(\d+)\uE001/;

export function takeOutCode(wiki: string): { text: string; shelf: CodeShelf } {
  const source = wiki.replaceAll(/[\uE000\uE001]/g, '');
  const blocks: Block[] = [];
  const unclosed = new Set<string>();
  let text = '';
  let end = 0;
  for (const match of source.matchAll(opening)) {
    const [whole, name = '', parameters = ''] = match;
    if (match.index < end || unclosed.has(name)) continue;
    const from = match.index + whole.length;
    const close = source.indexOf(`{${name}}`, from);
    if (close < 0) {
      unclosed.add(name);
      continue;
    }
    blocks.push(codeBlock(languageOf(name, parameters), source.slice(from, close)));
    text += `${source.slice(end, match.index)}\uE000${blocks.length - 1}\uE001`;
    end = close + name.length + 2;
  }
  return { text: text + source.slice(end), shelf: { split: (part) => split(part, blocks) } };
}

/** `{code:java}`, `{code:title=A.java|language=java}`. */
function languageOf(name: string, parameters: string): string {
  if (name !== 'code') return '';
  const parts = parameters.split('|').map((part) => part.trim());
  const named = parts.find((part) => part.startsWith('language='))?.slice('language='.length);
  return named ?? parts.find((part) => part !== '' && !part.includes('=')) ?? '';
}

const split = (text: string, blocks: readonly Block[]): (string | Block)[] =>
  text.split(sign).map((part, index) => (index % 2 === 0 ? part : (blocks[Number(part)] ?? '')));
