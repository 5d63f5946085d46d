import { notNavigable } from './catalog.ts';
import { fieldsOf } from './fields.ts';
import { drawHistory } from './history.ts';
import type { Issue } from './issue.ts';
import type { JiraRenderer } from './render.ts';
import { drawMove, movesOf } from './workflow.ts';

export type View = { readonly fields: readonly string[]; readonly expand: readonly string[] };

/** `fields=a,b&fields=c` and `["a","b"]` alike. */
export const splitList = (values: readonly string[]): string[] =>
  values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');

function isWanted(name: string, fields: readonly string[]): boolean {
  if (fields.includes(`-${name}`)) return false;
  if (fields.includes(name) || fields.includes('*all')) return true;
  return fields.includes('*navigable') && !notNavigable.includes(name);
}

/** Only exclusions given: everything else is meant. */
const completed = (fields: readonly string[]): readonly string[] =>
  fields.every((field) => field.startsWith('-')) ? ['*all', ...fields] : fields;

/** One issue with the fields and expansions asked for. */
export function viewIssue(renderer: JiraRenderer, issue: Issue, view: View): Record<string, unknown> {
  const asked = completed(view.fields);
  const fields = fieldsOf(renderer.dialect.isCloud).filter(({ id }) => isWanted(id, asked));
  const drawn = fields.map(({ id, draw }) => [id, draw(issue, renderer)] as const);
  const names = fields.map(({ id, name }) => [id, name] as const);
  const html = (id: string): unknown => (id === 'description' ? (issue.description?.html ?? null) : null);
  const moves = (): unknown => movesOf(renderer.world, issue).map((move) => drawMove(renderer, move, false));
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    ...renderer.reference(issue),
    fields: Object.fromEntries(drawn.filter(([, value]) => value !== undefined)),
    ...(view.expand.includes('renderedFields')
      ? { renderedFields: Object.fromEntries(fields.map(({ id }) => [id, html(id)])) }
      : {}),
    ...(view.expand.includes('names') ? { names: Object.fromEntries(names) } : {}),
    ...(view.expand.includes('schema')
      ? { schema: Object.fromEntries(fields.map(({ id, schema }) => [id, schema])) }
      : {}),
    ...(view.expand.includes('transitions') ? { transitions: moves() } : {}),
    ...(view.expand.includes('changelog') ? { changelog: changelog(renderer, issue) } : {}),
  };
}

function changelog(renderer: JiraRenderer, issue: Issue): Record<string, unknown> {
  const histories = drawHistory(renderer, issue);
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
}
