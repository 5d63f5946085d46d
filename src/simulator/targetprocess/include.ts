import { BadRequest, valueAt } from './where.ts';
import type { Entity } from './entities.ts';

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

function selectValue(value: unknown, inner: readonly Selection[]): unknown {
  if (inner.length === 0 || typeof value !== 'object' || value === null) return value;
  if ('Items' in value) return { Items: (value.Items as Entity[]).map((item) => select(item, inner)) };
  return select(value as Entity, inner);
}

/** ResourceType and Id always come; everything else only when asked for. */
export function select(entity: Entity, selections: readonly Selection[]): Entity {
  const picked: Record<string, unknown> = {};
  for (const name of ['ResourceType', 'Id']) if (name in entity) picked[name] = entity[name];
  for (const { name, inner } of selections) {
    const key = Object.keys(entity).find((each) => each.toLowerCase() === name.toLowerCase());
    if (key === undefined)
      throw new BadRequest(`Property "${name}" is not found in "${String(entity['ResourceType'])}".`);
    picked[key] = selectValue(valueAt(entity, [key]), inner);
  }
  return picked;
}
