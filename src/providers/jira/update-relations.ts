import type { ItemChange } from '../writes.ts';
import { isWeb, linksToAdd, linksToRemove, watcherSteps } from './links.ts';
import type { JiraSite } from './site.ts';
import type { Plan, Subject } from './subject.ts';

/** Links and watchers: each is a request of its own. */
export async function planRelations(
  site: JiraSite,
  { issue, before }: Subject,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Plan> {
  const { add, remove } = change;
  const added = await linksToAdd(site, add?.links ?? [], signal);
  const removed = await linksToRemove(site, issue, remove?.links ?? [], signal);
  const joined = await watcherSteps(site, add?.watchers ?? [], 'add', signal);
  const left = await watcherSteps(site, remove?.watchers ?? [], 'remove', signal);
  const words = (links: NonNullable<ItemChange['add']>['links'], web: boolean): string[] =>
    (links ?? []).filter((link) => isWeb(link) === web).map(({ type, to }) => (web ? to : `${type} ${to}`));
  const lists: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['links', words(add?.links, false), words(remove?.links, false)],
    ['web links', words(add?.links, true), words(remove?.links, true)],
    ['watchers', joined.names, left.names],
  ];
  const after = lists
    .filter(([, more, less]) => more.length + less.length > 0)
    .map(([name, more, less]) => [name, listAfter(before.get(name), more, less)] as const);
  return {
    steps: [...added.steps, ...removed.steps, ...joined.steps, ...left.steps],
    after: new Map(after),
    metas: [],
    projects: [...added.projects, ...removed.projects],
  };
}

function listAfter(before: string | undefined, more: readonly string[], less: readonly string[]): string | undefined {
  const isGone = (word: string): boolean => less.some((each) => each.toLowerCase() === word.toLowerCase());
  const kept = (before?.split(', ') ?? []).filter((word) => !isGone(word));
  return [...new Set([...kept, ...more])].join(', ') || undefined;
}
