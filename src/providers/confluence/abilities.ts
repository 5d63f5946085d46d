import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { abilitiesOf, type Ability, type AbilityId } from '../abilities.ts';
import { isOutOfScope } from '../atlassian/scopes.ts';
import { optionalField } from '../vendor-fields.ts';
import { v2, type Site } from './site.ts';
import { spacePage } from './wire.ts';

const operation = z.object({ operation: z.string(), targetType: z.string() });
const operations = optionalField(z.array(operation));
const permitted = z.object({ operations });
type Operations = readonly z.output<typeof operation>[];

type Known = Partial<Record<AbilityId, boolean | undefined>>;

const has = (all: Operations, wanted: string, ...targets: string[]): boolean =>
  all.some((each) => each.operation === wanted && targets.includes(each.targetType));

/** What a system does not tell is left out. `scoped`: the calls go through Cloud's gateway. */
export async function readAbilities(
  site: Site,
  { scoped }: { readonly scoped: boolean },
  signal?: AbortSignal,
): Promise<readonly Ability[]> {
  if (!site.isCloud) return abilitiesOf(await onPages(site, signal));
  if (!scoped) return abilitiesOf(await inSpaces(site, signal));
  try {
    return abilitiesOf(await withinScopes(site, await inSpaces(site, signal), signal));
  } catch (error) {
    if (error instanceof AppError && error.code === 'insufficient-scope') return abilitiesOf({ read: false });
    throw error;
  }
}

/** As many spaces as are asked one by one, until one allows everything. */
const mostSpaces = 15;

async function inSpaces({ api, v1 }: Site, signal?: AbortSignal): Promise<Known> {
  const path = `${v1}/user/current`;
  const user = api.get(path, { expand: 'operations' }, permitted, signal);
  const spaces = api.get(`${v2}/spaces`, { limit: mostSpaces, status: 'current' }, spacePage, signal);
  const [{ operations: ofUser }, { results, _links }] = await Promise.all([user, spaces]);
  const seen: z.output<typeof operation>[] = [];
  for (const { id } of results) {
    const asked = `${v2}/spaces/${encodeURIComponent(id ?? '')}/operations`;
    seen.push(...((await api.get(asked, undefined, permitted, signal)).operations ?? []));
    if (Object.values(inSpace(seen)).every(Boolean)) break;
  }
  // Spaces that were not asked may allow what these do not.
  const isAll = (_links?.next ?? undefined) === undefined;
  const known = Object.entries(inSpace(seen)).map(([id, can]) => [id, can || (isAll ? false : undefined)]);
  return { ...(Object.fromEntries(known) as Known), administer: ofUser && has(ofUser, 'administer', 'application') };
}

/** Who may add pages may change them: Confluence has one permission for both. */
function inSpace(all: Operations) {
  return {
    read: has(all, 'read', 'space', 'page'),
    create: has(all, 'create', 'page'),
    edit: has(all, 'update', 'page') || has(all, 'create', 'page'),
    delete: has(all, 'delete', 'page'),
    comment: has(all, 'create', 'comment'),
    attach: has(all, 'create', 'attachment'),
  };
}

const page = z.object({ operations });
const pages = z.object({
  results: z.array(page),
  _links: optionalField(z.object({ next: optionalField(z.string()) })),
});
const mostPages = 50;

/** A server tells what may be done with a page, and nothing of spaces to those who do not run them. */
async function onPages({ api, v1 }: Site, signal?: AbortSignal): Promise<Known> {
  const wanted = { type: 'page', expand: 'operations', limit: mostPages };
  const { results, _links } = await api.get(`${v1}/content`, wanted, pages, signal);
  const told = results.flatMap(({ operations: each }) => each ?? []);
  if (told.length === 0) return {};
  const isAll = _links?.next === undefined;
  const certain = (can: boolean): boolean | undefined => can || (isAll ? false : undefined);
  const edit = certain(has(told, 'update', 'page'));
  return {
    read: true,
    create: has(told, 'create', 'page') || edit,
    edit,
    delete: certain(has(told, 'delete', 'page')),
    // Not every version lists what may be hung below a page.
    comment: has(told, 'create', 'comment') || undefined,
    attach: has(told, 'create', 'attachment') || undefined,
  };
}

/** Permissions are the account's; a scoped token may have less. Of the rest nothing can be found out without doing it. */
async function withinScopes({ api }: Site, known: Known, signal?: AbortSignal): Promise<Known> {
  const allowed = async (id: AbilityId, method: 'POST' | 'PUT', path: string) =>
    known[id] === true ? !(await isOutOfScope(api, { method, path, body: {}, signal })) : known[id];
  const [create, edit, comment] = await Promise.all([
    allowed('create', 'POST', `${v2}/pages`),
    allowed('edit', 'PUT', `${v2}/pages/0`),
    allowed('comment', 'POST', `${v2}/footer-comments`),
  ]);
  return { read: known.read, create, edit, comment };
}
