import type { Person } from '../company/people.ts';
import { Refusal, json } from '../server/answer.ts';
import { Invalid, type FieldDef, type Place } from './field.ts';
import { fieldsOf } from './fields.ts';
import type { HistoryItem, Issue } from './issue.ts';
import type { JiraRenderer } from './render.ts';

type Operations = readonly Readonly<Record<string, unknown>>[];
export type Change = {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly update?: Readonly<Record<string, Operations>>;
};
export type Writer = { readonly person: Person; readonly now: Date };

export const readChange = (input: Readonly<Record<string, unknown>>): Change => ({
  fields: (input['fields'] ?? {}) as Record<string, unknown>,
  update: (input['update'] ?? {}) as Record<string, Operations>,
});

/** Sets all fields or none: with any error the issue stays as it is and the refusal names every field. */
export function edit(renderer: JiraRenderer, issue: Issue, change: Change, isNew: boolean): HistoryItem[] {
  const draft: Issue = { ...issue, custom: new Map(issue.custom) };
  const errors: Record<string, string> = {};
  const known = fieldsOf(renderer.dialect.isCloud);
  const place = (): Place => ({ renderer, kind: draft.kind, project: draft.project, isNew });
  const names = [...Object.keys(change.fields ?? {}), ...Object.keys(change.update ?? {})];
  // The type first: it decides which fields there are.
  for (const name of names.sort((a, b) => Number(b === 'issuetype') - Number(a === 'issuetype'))) {
    const field = known.find(({ id }) => id === name);
    const error = setField(field, name, draft, change, place());
    if (error !== undefined) errors[name] = error;
  }
  if (isNew) Object.assign(errors, missing(known, place(), change, errors));
  if (Object.keys(errors).length > 0) throw new Refusal(json({ errorMessages: [], errors }, 400));
  const history = known.flatMap((field) => difference(field, issue, draft, renderer));
  const { custom, ...values } = draft;
  Object.assign(issue, values);
  issue.custom.clear();
  for (const [id, value] of custom) issue.custom.set(id, value);
  return history;
}

const notOnScreen = (id: string): string =>
  `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;

function setField(
  field: FieldDef | undefined,
  name: string,
  draft: Issue,
  change: Change,
  place: Place,
): string | undefined {
  const set = field?.set;
  if (field === undefined || set === undefined || field.on?.(place) === false) return notOnScreen(name);
  const given = change.fields?.[name];
  const operations = change.update?.[name];
  if (given !== undefined && operations !== undefined)
    return `Field '${name}' cannot be appear in both 'fields' and 'update'.`;
  try {
    set(draft, operations === undefined ? given : carriedOut(field, draft, operations), place);
    return undefined;
  } catch (error) {
    if (error instanceof Invalid) return error.message;
    throw error;
  }
}

/** `[{"add": x}, {"remove": y}]` as the list it comes to; `[{"set": z}]` as z. */
function carriedOut(field: FieldDef, issue: Issue, operations: Operations): unknown {
  const [first] = operations;
  if (first !== undefined && 'set' in first) return first['set'];
  if (field.elements === undefined) throw new Invalid('Operation is not supported for this field.');
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return operations.reduce<readonly unknown[]>((list, operation) => {
    if ('add' in operation) return [...list, operation['add']];
    if ('remove' in operation) return list.filter((each) => !same(each, operation['remove']));
    throw new Invalid('Operation is not supported for this field.');
  }, field.elements(issue));
}

function missing(
  known: readonly FieldDef[],
  place: Place,
  { fields = {} }: Change,
  errors: Readonly<Record<string, string>>,
): Record<string, string> {
  const left = known.filter(
    ({ id, on, required, hasDefault }) =>
      on?.(place) !== false &&
      required?.(place) === true &&
      hasDefault !== true &&
      (fields[id] ?? null) === null &&
      errors[id] === undefined,
  );
  const words = (id: string, name: string): string =>
    id === 'summary' ? 'You must specify a summary of the issue.' : `${name} is required.`;
  return Object.fromEntries(left.map(({ id, name }) => [id, words(id, name)]));
}

function difference(field: FieldDef, before: Issue, after: Issue, renderer: JiraRenderer): HistoryItem[] {
  const [from, fromText] = field.show(before, renderer);
  const [to, toText] = field.show(after, renderer);
  if (from === to && fromText === toText) return [];
  return [{ field: field.name, fieldId: field.id, from, fromText, to, toText }];
}

/** Remembers who changed what, and when. */
export function record(
  renderer: JiraRenderer,
  issue: Issue,
  { person, now }: Writer,
  items: readonly HistoryItem[],
): void {
  issue.updatedAt = now;
  if (items.length > 0) issue.history.push({ id: renderer.world.newId(), author: person, at: now, items });
}
