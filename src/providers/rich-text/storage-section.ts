import { AppError } from '../../lib/app-error.ts';
import { collapsed } from './element-reading.ts';
import { isElement, wordsOf, type ChildNode, type Element } from './xml.ts';

export type SectionEdit = 'replace' | 'append' | 'prepend';
type Place = { readonly from: number; readonly to: number };

/** Headings are compared as people read them. */
const comparableHeading = (text: string): string =>
  collapsed(text.replaceAll('\u00a0', ' '))
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .toLowerCase();

/** The one heading that is meant; the refusal names what there is. */
export function chosenHeading<T extends { readonly text: string }>(headings: readonly T[], wanted: string): T {
  const found = headings.filter(({ text }) => comparableHeading(text) === comparableHeading(wanted));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first !== undefined) {
    throw new AppError(
      'invalid-input',
      `There are ${found.length} headings "${first.text}", so it is not clear which one is meant.`,
      'Change the whole text instead, or give one of these headings another name first.',
    );
  }
  const names = headings.slice(0, 50).map(({ text }) => `"${text.slice(0, 100)}"`);
  throw new AppError(
    'invalid-input',
    `There is no heading "${wanted}". ${names.length === 0 ? 'The text has no headings.' : `Headings: ${names.join(', ')}.`}`,
    names.length === 0 ? 'Leave the section out to change the whole text.' : 'Use one of these headings.',
  );
}

/** Where the text below a heading begins and ends: up to the next heading of its level among its neighbours. */
export function sectionPlace(nodes: readonly ChildNode[], wanted: string, decode: (text: string) => string): Place {
  const headings = headingsIn(nodes).map((element) => ({
    element,
    text: collapsed(decode(wordsOf([element]))).trim(),
  }));
  const { element } = chosenHeading(headings, wanted);
  const from = endOf(element);
  let to = from;
  for (
    let next = element.next;
    next !== null && !(isElement(next) && levelOf(next) <= levelOf(element));
    next = next.next
  ) {
    to = endOf(next);
  }
  return { from, to };
}

const endOf = (node: ChildNode): number => (node.endIndex ?? 0) + 1;

const levelOf = (element: Element): number => Number(/^h([1-6])$/.exec(element.name)?.[1] ?? Number.POSITIVE_INFINITY);

function headingsIn(nodes: readonly ChildNode[]): Element[] {
  const waiting = [...nodes].reverse();
  const found: Element[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node)) continue;
    if (levelOf(node) <= 6) found.push(node);
    else for (const child of [...node.children].reverse()) waiting.push(child);
  }
  return found;
}

export function edited(text: string, { from, to }: Place, mode: SectionEdit, replacement: string): string {
  if (mode === 'prepend') return text.slice(0, from) + replacement + text.slice(from);
  return text.slice(0, mode === 'append' ? to : from) + replacement + text.slice(to);
}
