import { notNavigable, statuses, systemFields } from './catalog.ts';
import type { JiraRenderer } from './render.ts';
import type { Stage, WorkItem } from '../company/work-item.ts';

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

function names(fields: readonly string[]): Record<string, string> {
  const wanted = systemFields.filter(([id]) => isWanted(id, fields));
  return Object.fromEntries(wanted.map(([id, name]) => [id, name]));
}

/** One issue with the fields and expansions asked for. */
export function viewIssue(renderer: JiraRenderer, issue: WorkItem, view: View): Record<string, unknown> {
  const fields = completed(view.fields);
  const pick = (all: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name, fields)));
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    ...renderer.reference(issue),
    fields: pick(renderer.fields(issue)),
    ...(view.expand.includes('renderedFields') ? { renderedFields: pick(renderer.renderedFields(issue)) } : {}),
    ...(view.expand.includes('names') ? { names: names(fields) } : {}),
    ...(view.expand.includes('transitions') ? { transitions: transitions(renderer, issue.stage) } : {}),
  };
}

/** Any state may follow any other, as in a simplified workflow. */
export function transitions(renderer: JiraRenderer, from: Stage): Record<string, unknown>[] {
  const stages = Object.keys(statuses) as Stage[];
  return stages
    .map((stage, index) => ({ stage, id: String((index + 1) * 10 + 1) }))
    .filter(({ stage }) => stage !== from)
    .map(({ stage, id }) => ({
      id,
      name: statuses[stage].name,
      to: renderer.status(stage),
      hasScreen: false,
      isGlobal: true,
      isInitial: false,
      isConditional: false,
      isAvailable: true,
    }));
}
