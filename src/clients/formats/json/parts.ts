import type { Node } from 'jsonc-parser';
import type { Bracketed } from '../bracketed.ts';

/** A property of an object or an item of a list: where it starts and ends in the text, and its value. */
export type Part = {
  readonly owner: Node;
  readonly key: string | number;
  readonly start: number;
  readonly end: number;
  readonly value: Node;
};

export const partsOf = (owner: Node): readonly Part[] =>
  (owner.children ?? []).flatMap((child, index): readonly Part[] => {
    const [start, end] = [child.offset, child.offset + child.length];
    if (owner.type === 'array') return [{ owner, key: index, start, end, value: child }];
    const [key, value] = child.children ?? [];
    return key === undefined || value === undefined ? [] : [{ owner, key: String(key.value), start, end, value }];
  });

export const bracketed = (node: Node): Bracketed => ({
  start: node.offset,
  end: node.offset + node.length,
  parts: partsOf(node),
});
