import type { PageDraft } from '../pages.ts';
import type { FieldChange } from '../writes.ts';
import { serverPath } from './parts.ts';
import { invalid, type Site } from './site.ts';

export type LabelPlan = { readonly add: readonly string[]; readonly remove: readonly string[] };

/** As Confluence writes them. A label with a blank would become two, so it is refused. */
function labelName(given: string): string {
  const name = given.trim().toLowerCase();
  if (name !== '' && name.length <= 255 && !/[\s,!#&()*.:;<>?@[\]^]/.test(name)) return name;
  throw invalid(
    `“${given}” cannot be a label in Confluence.`,
    'Use letters, digits, hyphens and underscores, without blanks.',
  );
}

/** Only what is not so already. */
export function planLabels({ addLabels = [], removeLabels = [] }: PageDraft, present: readonly string[]): LabelPlan {
  const wanted = [...new Set(addLabels.map(labelName))];
  const unwanted = [...new Set(removeLabels.map((name) => name.trim().toLowerCase()))];
  const both = wanted.find((name) => unwanted.includes(name));
  if (both !== undefined) throw invalid(`The label “${both}” is to be added and removed.`, 'Decide on one of them.');
  return {
    add: wanted.filter((name) => !present.includes(name)),
    remove: unwanted.filter((name) => present.includes(name)),
  };
}

const listed = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : [...names].sort().join(', ');

export function labelChange(before: readonly string[], after: readonly string[]): FieldChange[] {
  const [old, fresh] = [listed(before), listed(after)];
  return old === fresh ? [] : [{ field: 'labels', before: old, after: fresh }];
}

export const plannedLabels = (present: readonly string[], { add, remove }: LabelPlan): readonly string[] => [
  ...present.filter((name) => !remove.includes(name)),
  ...add,
];

export async function addLabels(site: Site, id: string, names: readonly string[], signal?: AbortSignal): Promise<void> {
  if (names.length === 0) return;
  const body = names.map((name) => ({ prefix: 'global', name }));
  await site.api.request({ method: 'POST', path: `${serverPath(site, id)}/label`, body, signal });
}

/** The name stands in the query, because a label may hold a slash. */
export async function removeLabels(
  site: Site,
  id: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  for (const name of names) {
    await site.api.request({ method: 'DELETE', path: `${serverPath(site, id)}/label`, query: { name }, signal });
  }
}
