import type {
  FieldDescription,
  ProjectDescription,
  StateDescription,
  TypeDescription,
} from '../providers/project-description.ts';
import { joined } from './answer.ts';

type Described = ProjectDescription & { readonly connection: string; readonly item_moves?: readonly string[] };

export function projectText(described: Described, item: string | undefined): string {
  const { connection, project, types, item_moves: moves, priorities, labels, linkTypes, activities } = described;
  const { id, key, name, path, url } = project;
  const words = (label: string, values: readonly string[] | undefined): string | undefined =>
    values === undefined || values.length === 0 ? undefined : `${label}: ${values.join(', ')}`;
  const blocks = [
    [`# ${joined([key, name], ' ')}`, joined([connection, `id ${id}`, path, url])],
    moves === undefined ? [] : [`${item ?? ''} can move to: ${moves.length === 0 ? 'nothing' : moves.join(', ')}`],
    described.notes?.map((note) => `Note: ${note}`) ?? [],
    bySameStates(types),
    ...types.map(fieldsOf),
    [
      words('Priorities', priorities),
      words('Labels', labels),
      words('Link types', linkTypes),
      words('Activities', activities),
      ...(described.lists ?? []).map((list) => words(list.name, list.values)),
    ],
  ];
  return blocks
    .map((lines) => lines.filter((line) => line !== undefined).join('\n'))
    .filter((block) => block !== '')
    .join('\n\n');
}

/** Most types of a project share one workflow; it is shown once. */
function bySameStates(types: readonly TypeDescription[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { name, states } of types) {
    const shown = states.map(stateOf).join('\n');
    groups.set(shown, [...(groups.get(shown) ?? []), name]);
  }
  return [...groups].flatMap(([states, names]) => [`## ${names.join(', ')}`, ...(states === '' ? [] : [states])]);
}

function stateOf({ name, done, moves }: StateDescription): string {
  const where = moves === undefined ? '' : ` → ${moves.length === 0 ? 'nothing' : moves.join(', ')}`;
  return `- ${name}${done === true ? ' (done)' : ''}${where}`;
}

function fieldsOf({ name, fields }: TypeDescription): string[] {
  if (fields === undefined || fields.length === 0) return [];
  return [`## Fields of ${name}`, ...fields.map(fieldOf)];
}

function fieldOf({ name, id, type, required, allowed, more }: FieldDescription): string {
  const rest = more === undefined ? '' : ` and ${String(more)} more`;
  const values = allowed === undefined ? '' : `: ${allowed.join(', ')}${rest}`;
  return `- ${name} (${joined([type, required ? 'required' : undefined, id], ', ')})${values}`;
}
