import { BadRequest } from './errors.ts';

export type Selection = { readonly name: string; readonly inner: readonly Selection[] };

function readList(text: string, start: number): { selections: Selection[]; end: number } {
  const selections: Selection[] = [];
  let name = '';
  let at = start;
  const push = (inner: readonly Selection[]): void => {
    if (name.trim() !== '') selections.push({ name: name.trim(), inner });
    name = '';
  };
  for (; at < text.length && text[at] !== ']'; at += 1) {
    if (text[at] === '[') {
      const nested = readList(text, at + 1);
      push(nested.selections);
      at = nested.end;
    } else if (text[at] === ',') push([]);
    else name += text.charAt(at);
  }
  if (text[at] !== ']') throw new BadRequest('Error during parsing of the include expression: "]" is expected.');
  push([]);
  return { selections, end: at };
}

/** `[Id,Name,EntityState[Id,Name]]`. */
export function parseInclude(include: string | null): Selection[] | undefined {
  if (include === null || include.trim() === '') return undefined;
  const text = include.trim();
  if (!text.startsWith('[')) throw new BadRequest('Error during parsing of the include expression: "[" is expected.');
  const { selections, end } = readList(text, 1);
  if (end !== text.length - 1) throw new BadRequest('Error during parsing of the include expression.');
  return selections;
}
