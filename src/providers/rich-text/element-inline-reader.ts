import { linkInlines } from './addresses.ts';
import { collapsed, deepestElement, deeper, isBlockElement, wordsAsInlines, type Reading } from './element-reading.ts';
import { sortedMarks, type Inline, type MarkName } from './document.ts';
import { isCdata, isElement, isText, type ChildNode, type Element } from './xml.ts';

const markOf: Readonly<Record<string, MarkName>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  cite: 'em',
  u: 'underline',
  ins: 'underline',
  del: 'strike',
  s: 'strike',
  strike: 'strike',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
};
const dropped = new Set(['script', 'style', 'head', 'noscript', 'template', 'title', 'iframe', 'object']);

export function readInlineNodes(nodes: readonly ChildNode[], reading: Reading): Inline[] {
  if (reading.depth > deepestElement) return wordsAsInlines(nodes, reading);
  return nodes.flatMap((node): Inline[] => {
    if (isText(node)) return [textOf(node.data, reading)];
    if (isCdata(node)) return readInlineNodes(node.children, reading);
    return isElement(node) ? readInlineElement(node, reading) : [];
  });
}

function textOf(data: string, { dialect, marks }: Reading): Inline {
  return { kind: 'text', text: collapsed(dialect.decode(data)), marks };
}

function readInlineElement(element: Element, reading: Reading): Inline[] {
  if (dropped.has(element.name)) return [];
  const own = reading.dialect.inline(element, reading);
  if (own !== undefined) return own;
  const marks = [...reading.marks, ...styleMarks(element)];
  const inner = (): Inline[] => readInlineNodes(element.children, deeper(reading, sortedMarks(marks)));
  switch (element.name) {
    case 'br':
      return [{ kind: 'break' }];
    case 'a': {
      const href = reading.dialect.address(reading.dialect.decode(element.attribs['href'] ?? ''));
      return href === undefined ? inner() : linkInlines(href, inner());
    }
    case 'img':
      return readImage(element, reading);
    case 'time': {
      const day = element.attribs['datetime']?.slice(0, 10) ?? '';
      return /^\d{4}-\d{2}-\d{2}$/.test(day) && element.children.length === 0 ? [{ kind: 'date', day }] : inner();
    }
    case 'input':
      return element.attribs['type'] === 'checkbox'
        ? [{ kind: 'text', text: 'checked' in element.attribs ? '☑ ' : '☐ ', marks: [] }]
        : [];
    default:
      return isBlockElement(element) ? [{ kind: 'break' }, ...inner(), { kind: 'break' }] : inner();
  }
}

/** By its name, or by the style that editors write instead. */
function styleMarks(element: Element): MarkName[] {
  const mark = markOf[element.name];
  const style = element.name === 'span' ? (element.attribs['style'] ?? '') : '';
  const marks: MarkName[] = mark === undefined ? [] : [mark];
  if (/text-decoration(?:-line)?:\s*line-through/.test(style)) marks.push('strike');
  if (/text-decoration(?:-line)?:\s*underline/.test(style)) marks.push('underline');
  return marks;
}

function readImage(element: Element, { dialect, marks }: Reading): Inline[] {
  const alt = dialect
    .decode(element.attribs['alt'] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const src = dialect.address(dialect.decode(element.attribs['src'] ?? ''));
  return src === undefined ? [{ kind: 'text', text: alt, marks }] : [{ kind: 'image', src, alt }];
}
