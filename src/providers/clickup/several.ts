import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import type { LinkInput, SeveralOf } from '../writes.ts';
import { linkTypes } from './describe.ts';
import type { FieldContext } from './field-values.ts';
import { linksOf } from './get-item.ts';
import { nameOf } from './members.ts';
import { notAllowed, type Checks } from './refusals.ts';
import type { Member } from './schemas.ts';
import { listed, type Step, type Words } from './snapshot.ts';
import { readTask } from './task-ids.ts';
import type { FullTask } from './task-schemas.ts';
import { peopleMeant } from './values.ts';

type LinkType = (typeof linkTypes)[number];
type FoundLink = { readonly type: LinkType; readonly to: string; readonly listId: string | undefined };

/** Tags, links and watchers to be added and taken away. */
export type ResolvedSeveral = {
  readonly tags: { readonly add: readonly string[]; readonly rem: readonly string[] };
  readonly links: { readonly add: readonly FoundLink[]; readonly rem: readonly FoundLink[] };
  readonly watchers: { readonly add: readonly Member[]; readonly rem: readonly Member[] };
  readonly words: Words;
  readonly lists: readonly string[];
};

/** `task` is absent for a new one, which has nothing yet. */
export async function resolveSeveral(
  context: FieldContext,
  task: FullTask | undefined,
  { add = {}, remove = {} }: { readonly add?: SeveralOf | undefined; readonly remove?: SeveralOf | undefined },
  checks: Checks,
): Promise<ResolvedSeveral> {
  const tags = tagsMeant(task, add.labels ?? [], remove.labels ?? []);
  const links = {
    add: await linksMeant(context, add.links ?? [], checks),
    rem: await linksMeant(context, remove.links ?? [], checks),
  };
  const watchers = {
    add: (await peopleMeant(context, add.watchers, checks, 'watchers')) ?? [],
    rem: (await peopleMeant(context, remove.watchers, checks, 'watchers')) ?? [],
  };
  const words: Record<string, string | undefined> = {};
  if (add.labels !== undefined || remove.labels !== undefined) words['labels'] = listed(merged(tagsOf(task), tags));
  if (add.links !== undefined || remove.links !== undefined) words['links'] = listed(mergedLinks(task, links));
  if (add.watchers !== undefined || remove.watchers !== undefined) {
    const change = { add: watchers.add.map(nameOf), rem: watchers.rem.map(nameOf) };
    words['watchers'] = listed(merged((task?.watchers ?? []).map(nameOf), change));
  }
  const lists = [...links.add, ...links.rem].flatMap(({ listId }) => (listId === undefined ? [] : [listId]));
  return { tags, links, watchers, words, lists };
}

const tagsOf = (task: FullTask | undefined): string[] => (task?.tags ?? []).map(({ name }) => name);

function merged(now: readonly string[], { add, rem }: { add: readonly string[]; rem: readonly string[] }): string[] {
  return [...now.filter((name) => !rem.includes(name)), ...add];
}

/** ClickUp writes tags in small letters. One that is there keeps its spelling. */
function tagsMeant(task: FullTask | undefined, add: readonly string[], remove: readonly string[]) {
  const now = tagsOf(task);
  const isThere = (name: string): boolean => now.some((tag) => isSameName(tag, name));
  return {
    add: [...new Set(add.filter((name) => !isThere(name)).map((name) => name.trim().toLowerCase()))],
    rem: now.filter((tag) => remove.some((name) => isSameName(tag, name))),
  };
}

const otherWords: Readonly<Record<string, LinkType>> = {
  blocking: 'blocks',
  'is blocked by': 'waiting on',
  'blocked by': 'waiting on',
  'depends on': 'waiting on',
  'waits on': 'waiting on',
  'linked to': 'relates to',
  link: 'relates to',
  related: 'relates to',
};

async function linksMeant(context: FieldContext, links: readonly LinkInput[], checks: Checks): Promise<FoundLink[]> {
  const found: FoundLink[] = [];
  for (const { type, to } of links) {
    const name = type.trim().toLowerCase();
    const known = linkTypes.find((one) => one === name) ?? otherWords[name];
    if (known === undefined) checks.add(notAllowed('links', type, linkTypes));
    const other = await otherTask(context, to, checks);
    if (known !== undefined && other !== undefined) found.push({ type: known, to: other.id, listId: other.list?.id });
  }
  return found;
}

async function otherTask({ clickUp, signal }: FieldContext, id: string, checks: Checks): Promise<FullTask | undefined> {
  try {
    return await readTask(clickUp, id, { signal });
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'not-found' && error.code !== 'query-rejected')) throw error;
    checks.add(`field links: there is no task ${id}, or the account may not see it`);
    return undefined;
  }
}

const linkText = ({ type, to }: { type: string; to: string }): string => `${type} ${to}`;

function mergedLinks(task: FullTask | undefined, { add, rem }: ResolvedSeveral['links']): string[] {
  const now = task === undefined ? [] : linksOf(task).map(linkText);
  return merged(now, { add: add.map(linkText), rem: rem.map(linkText) });
}

/** Only what is not so already. Watchers go with the task's own fields. */
export function stepsFor(
  { clickUp: { api } }: FieldContext,
  task: Pick<FullTask, 'id' | 'dependencies' | 'linked_tasks'>,
  { tags, links }: ResolvedSeveral,
): Step[] {
  const path = `/api/v2/task/${encodeURIComponent(task.id)}`;
  const now = new Set(linksOf({ name: '', ...task } as FullTask).map(linkText));
  const tagSteps = (
    [
      ['POST', tags.add],
      ['DELETE', tags.rem],
    ] as const
  ).flatMap(([method, names]) =>
    names.map((name) => ({
      fields: ['labels'],
      run: (signal?: AbortSignal) => api.request({ method, path: `${path}/tag/${encodeURIComponent(name)}`, signal }),
    })),
  );
  const linkSteps = (method: 'POST' | 'DELETE', wanted: readonly FoundLink[]): Step[] =>
    wanted
      .filter((link) => now.has(linkText(link)) === (method === 'DELETE'))
      .map((link) => ({
        fields: ['links'],
        run: (signal) => api.request({ ...linkRequest(path, method, link), signal }),
      }));
  return [...tagSteps, ...linkSteps('POST', links.add), ...linkSteps('DELETE', links.rem)];
}

function linkRequest(path: string, method: 'POST' | 'DELETE', { type, to }: FoundLink) {
  if (type === 'relates to') return { method, path: `${path}/link/${encodeURIComponent(to)}` } as const;
  const parameter = type === 'waiting on' ? { depends_on: to } : { dependency_of: to };
  const place = method === 'POST' ? { body: parameter } : { query: parameter };
  return { method, path: `${path}/dependency`, ...place } as const;
}

export const watcherIds = ({ watchers }: ResolvedSeveral) => ({
  add: watchers.add.map(({ id }) => Number(id)),
  rem: watchers.rem.map(({ id }) => Number(id)),
});
