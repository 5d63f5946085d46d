import { parseTree, type Node } from 'jsonc-parser';
import { splice } from '../formats/bracketed.ts';
import { partsOf } from '../formats/json/parts.ts';
import { looksRandom } from '../../recognition/random-text.ts';
import { encodedTokenOf, tokenShapeOf } from '../../recognition/token-shapes.ts';

export const dots = '●●●●';

/**
 * The text with everything hidden that is or may be a key of another server: all values of `env` and `headers`, values
 * under names such as "token", and texts that look like keys. Line breaks stay, so that it can be shown and compared.
 */
export function maskSecrets(text: string): string {
  const root = parseTree(text.replace(/^\uFEFF/, ' '));
  if (root === undefined) return text;
  return secretsIn(root, [])
    .toSorted((a, b) => b.node.offset - a.node.offset)
    .reduce((masked, { node, shown }) => splice(masked, node.offset, node.offset + node.length, shown), text);
}

type Mask = { readonly node: Node; readonly shown: string };

function secretsIn(node: Node, path: readonly string[]): readonly Mask[] {
  const [server, field] = [path[0] === 'mcpServers' && path.length > 1, path[2] ?? ''];
  if (node.type === 'object')
    return partsOf(node).flatMap(({ key, value }) => secretsIn(value, [...path, String(key)]));
  if (node.type === 'array' && server && field === 'args') return secretArguments(node);
  if (node.type === 'array') return (node.children ?? []).flatMap((item) => secretsIn(item, path));
  if ((server && /^(env|headers)$/i.test(field)) || (secretName.test(path.at(-1) ?? '') && textOf(node) !== undefined))
    return [{ node, shown: JSON.stringify(dots) }];
  return hiddenIf(node, maskText);
}

function secretArguments(list: Node): readonly Mask[] {
  const items = list.children ?? [];
  return items.flatMap((item, index) => {
    const before: unknown = items[index - 1]?.value;
    const named = typeof before === 'string' && /^--?\w/.test(before) && secretName.test(before);
    return hiddenIf(item, (text) => (named && !text.startsWith('-') ? dots : maskText(text)));
  });
}

function hiddenIf(node: Node, mask: (text: string) => string): readonly Mask[] {
  const text = textOf(node);
  if (text === undefined) return [];
  const masked = mask(text);
  return masked === text ? [] : [{ node, shown: JSON.stringify(masked) }];
}

const textOf = ({ value }: Node): string | undefined => (typeof value === 'string' ? value : undefined);

const secretName =
  /token|secret|passw(or)?d|passphrase|authorization|bearer|credential|cookie|key$|(^|[-_])(pat|auth|pwd)$/i;
export const saysSecret = (name: string): boolean => secretName.test(name);
/** Hides the part of a text that may be a key: all of it, what follows a name, or the user and query of an address. */
export function maskText(text: string): string {
  if (isKnownKey(text)) return dots;
  const [, name = '', sign = '', value = ''] = /^(-{0,2}[\w.-]+)(\s*[=:]\s*)(?!\/\/)(\S.*)$/.exec(text) ?? [];
  if (isAssignment(name, sign, value)) return name + sign + dots;
  if (looksRandom(text)) return dots;
  if (/\b(Bearer|Basic)\s+\S{8,}/i.test(text)) return text.replace(/\b(Bearer|Basic)\s+\S+/gi, `$1 ${dots}`);
  return text.replace(/(https?:\/\/)[^/@\s]+@/gi, `$1${dots}@`).replace(/([?&][^=&\s]+=)[^&\s]+/g, `$1${dots}`);
}

const isAssignment = (name: string, sign: string, value: string): boolean =>
  !looksRandom(name) &&
  (secretName.test(name) || isKnownKey(value) || looksRandom(value) || /^[A-Z][A-Z0-9_]*=$/.test(name + sign));

/** Rather too much than too little: a cut-off key hides as well, and an id, which may be one. */
const isKnownKey = (text: string): boolean =>
  tokenShapeOf(text) !== undefined ||
  encodedTokenOf(text) !== undefined ||
  /^(AT[A-Z]TT|[sp]k[-_]|eyJ|[0-9a-f]{8}-[0-9a-f]{4}-)/i.test(text);
