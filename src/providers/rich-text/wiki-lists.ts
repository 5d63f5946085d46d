import type { Block } from './document.ts';

/** `marker` is what stands before the item: `#*` is a bullet within a number. */
export type WikiItem = { readonly marker: string };

type Open = { readonly marker: string; readonly items: { readonly blocks: Block[] }[] };

export function buildLists<T extends WikiItem>(items: readonly T[], read: (item: T) => Block[]): Block[] {
  const top: Block[] = [];
  const open: Open[] = [];
  for (const item of items) {
    while (open.length > 0 && !item.marker.startsWith(open.at(-1)?.marker ?? '')) open.pop();
    while ((open.at(-1)?.marker.length ?? 0) < item.marker.length) {
      const depth = (open.at(-1)?.marker.length ?? 0) + 1;
      openList(open, item.marker.slice(0, depth), top);
    }
    open.at(-1)?.items.push({ blocks: read(item) });
  }
  return top;
}

/** A level that was jumped over gets an item without words. */
function openList(open: Open[], marker: string, top: Block[]): void {
  const parent = open.at(-1);
  if (parent?.items.length === 0) parent.items.push({ blocks: [] });
  const into = parent?.items.at(-1)?.blocks ?? top;
  const items: { blocks: Block[] }[] = [];
  into.push({ kind: 'list', ordered: marker.endsWith('#'), start: 1, items });
  open.push({ marker, items });
}
