import { deeper, type Reading } from './element-reading.ts';
import type { Block, Cell } from './document.ts';
import { fitsMarkdownCell } from './markdown-writer.ts';
import { isElement, type ChildNode, type Element } from './xml.ts';

type ReadBlocks = (nodes: readonly ChildNode[], reading: Reading) => Block[];

/** As a table where Markdown can say it, as it stands where the dialect keeps originals, else as good as possible. */
export function readTable(element: Element, reading: Reading, readBlocks: ReadBlocks): Block[] {
  const rowElements = rowsOf(element);
  const cellElements = rowElements.map((row) => row.children.filter((child) => isElement(child)).filter(isCell));
  const rows = cellElements.map((row) =>
    row.map((cell): Cell => ({ header: cell.name === 'th', blocks: readBlocks(cell.children, deeper(reading)) })),
  );
  const cells = rows.flat();
  if (cells.length === 0) return [];
  const fits = cells.every((cell) => fitsMarkdownCell(cell.blocks)) && !cellElements.flat().some(isSpanning);
  const original = fits ? undefined : reading.dialect.original(element);
  return [original ?? { kind: 'table', rows: rows.filter((row) => row.length > 0) }];
}

const isCell = (element: Element): boolean => element.name === 'td' || element.name === 'th';
const isSpanning = ({ attribs }: Element): boolean =>
  Number(attribs['colspan'] ?? 1) > 1 || Number(attribs['rowspan'] ?? 1) > 1;

const rowsOf = (table: Element): Element[] =>
  table.children
    .filter((child) => isElement(child))
    .flatMap((child) => (child.name === 'tr' ? [child] : /^t(head|body|foot)$/.test(child.name) ? rowsOf(child) : []));
