import { clip } from '../lib/clip.ts';
import type { ProjectDescription, TypeDescription } from '../providers/project-description.ts';
import { oneLine } from './answer.ts';
import { tidy } from './tidy.ts';

/** The most values listed for a field, and the most fields, types or other words. */
const levels = [
  { values: 50, words: 200, types: 60, fields: 200 },
  { values: 20, words: 60, types: 40, fields: 200 },
  { values: 8, words: 20, types: 25, fields: 200 },
  { values: 3, words: 12, types: 15, fields: 200 },
  { values: 1, words: 8, types: 12, fields: 100 },
  { values: 0, words: 3, types: 6, fields: 50 },
];
type Level = (typeof levels)[number];

/** A description at full length, then shorter and shorter; a shortened one says so in its notes. */
export function* shorten(whole: ProjectDescription): Generator<ProjectDescription> {
  for (const level of levels) yield cutTo(whole, level);
}

function cutTo(whole: ProjectDescription, level: Level): ProjectDescription {
  const cut = new Set<string>();
  const words = (name: string, values: readonly string[] | undefined): string[] | undefined => {
    if (values === undefined) return undefined;
    if (values.length > level.words) cut.add(`${name} (${String(values.length)})`);
    return values.slice(0, level.words).map(short);
  };
  if (whole.types.length > level.types) cut.add(`types (${String(whole.types.length)})`);
  const { priorities, labels, linkTypes, activities, lists, notes = [] } = whole;
  const described = {
    project: whole.project,
    types: whole.types.slice(0, level.types).map((type) => cutType(type, level, cut)),
    priorities: words('priorities', priorities),
    labels: words('labels', labels),
    linkTypes: words('link types', linkTypes),
    activities: words('activities', activities),
    lists: lists?.map(({ name, values }) => ({ name: short(name), values: words(name, values) ?? [] })),
  };
  const said = [
    ...notes.map((note) => clip(oneLine(note), 500)),
    ...(cut.size === 0 ? [] : [`Not all are listed: ${[...cut].map(short).join(', ')}.`]),
  ];
  const given = Object.entries(described).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as typeof described),
    ...(said.length > 0 && { notes: said }),
  };
}

function cutType(type: TypeDescription, level: Level, cut: Set<string>): TypeDescription {
  const { name, states, fields } = type;
  if (states.length > level.words) cut.add(`states of ${name} (${String(states.length)})`);
  if (fields !== undefined && fields.length > level.fields) cut.add(`fields of ${name} (${String(fields.length)})`);
  // Required ones first, because a create without them fails.
  const sorted = fields?.toSorted((a, b) => Number(b.required) - Number(a.required));
  return {
    name: short(name),
    states: states.slice(0, level.words).map((state) => ({
      name: short(state.name),
      ...(state.done !== undefined && { done: state.done }),
      ...(state.moves !== undefined && { moves: state.moves.slice(0, level.words).map(short) }),
    })),
    ...(sorted !== undefined && {
      fields: sorted.slice(0, level.fields).map(({ allowed, more = 0, ...field }) => ({
        ...tidy(field),
        name: short(field.name),
        ...(allowed !== undefined && cutValues(allowed, more, level)),
      })),
    }),
  };
}

function cutValues(allowed: readonly string[], more: number, { values }: Level) {
  const left = Math.max(0, allowed.length - values) + more;
  return { allowed: allowed.slice(0, values).map(short), ...(left > 0 && { more: left }) };
}

function short(text: string): string {
  return clip(oneLine(text), 120);
}
