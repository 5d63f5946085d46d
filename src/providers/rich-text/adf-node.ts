/** A node of the Atlassian Document Format. https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export type AdfNode = {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly AdfNode[];
  readonly text?: string;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The children that are nodes; what is not is no ADF and left out. */
export const childrenOf = (node: AdfNode): readonly AdfNode[] => nodesOf(node.content);

export const nodesOf = (value: unknown): readonly AdfNode[] =>
  Array.isArray(value) ? value.filter((entry): entry is AdfNode => isAdfNode(entry)) : [];

export const isAdfNode = (value: unknown): value is AdfNode => isRecord(value) && typeof value['type'] === 'string';

export function attribute(node: AdfNode, name: string): string | undefined {
  const value = isRecord(node.attrs) ? node.attrs[name] : undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** All words below a node, however deep, and how deep that is. */
export function wordsBelow(root: AdfNode): { words: string; depth: number } {
  const waiting: { node: AdfNode; level: number }[] = [{ node: root, level: 0 }];
  const words: string[] = [];
  let depth = 0;
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const { node, level } = entry;
    depth = Math.max(depth, level);
    if (typeof node.text === 'string') words.push(node.text);
    for (const child of [...childrenOf(node)].reverse()) waiting.push({ node: child, level: level + 1 });
  }
  return { words: words.join(' '), depth };
}
