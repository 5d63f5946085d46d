import pLimit from 'p-limit';
import { runInOrder } from '../run-in-order.ts';
import type { FieldChange, LinkInput, SeveralOf } from '../writes.ts';
import { sendDelete } from './attachments.ts';
import { readAll } from './collections.ts';
import { mostAtOnce, type Context } from './context.ts';
import { refuseFields } from './field-errors.ts';
import { idIn } from './hrefs.ts';
import { readForField } from '../field-reading.ts';
import { readWork } from './work.ts';
import { personNamed, searchPeople } from './people.ts';
import { relationNames, relationsOf, relationType, type SeenRelation } from './relations.ts';
import { principal, type Principal } from './schemas.ts';

/** A change beside the fields, made by a request of its own. */
export type Step = {
  readonly change: FieldChange;
  /** The ids of the projects it reaches into besides the item's own. */
  readonly projects: readonly string[];
  readonly run: (id: string, signal?: AbortSignal) => Promise<void>;
};

type Several = { readonly add?: SeveralOf | undefined; readonly remove?: SeveralOf | undefined };

/** Links and watchers to be added and taken away; `id` is absent for a work package yet to be made. */
export async function stepsOf(context: Context, several: Several, id?: string, signal?: AbortSignal): Promise<Step[]> {
  const { add = {}, remove = {} } = several;
  const hasLinks = (add.links ?? []).length + (remove.links ?? []).length > 0;
  const hasWatchers = (add.watchers ?? []).length + (remove.watchers ?? []).length > 0;
  const links = hasLinks && id !== undefined ? await relationsOf(context, id, signal) : [];
  const watchers = hasWatchers && id !== undefined ? await watchersOf(context, id, signal) : [];
  const limit = pLimit(mostAtOnce);
  const all = [
    ...(add.links ?? []).map((link) => limit(() => linkStep(context, link, links, signal))),
    ...(remove.links ?? []).map((link) => limit(() => unlinkStep(context, link, links, signal))),
    ...(add.watchers ?? []).map((name) => limit(() => watchStep(context, name, watchers, signal))),
    ...(remove.watchers ?? []).map((name) => limit(() => unwatchStep(context, name, watchers, signal))),
  ];
  return (await Promise.all(all)).filter((step) => step !== undefined);
}

const watchersOf = ({ api }: Context, id: string, signal?: AbortSignal) =>
  readAll(api, `/api/v3/work_packages/${encodeURIComponent(id)}/watchers`, {}, principal, signal);

function typeOf({ type }: LinkInput): string {
  const known = relationType(type);
  if (known !== undefined) return known;
  throw refuseFields([
    `field Links: “${type}” is no kind of link; allowed values ${Object.values(relationNames).join(', ')}`,
  ]);
}

const linkText = (type: string, to: string, title: string | undefined): string =>
  `${relationNames[type] ?? type} #${to}${title === undefined ? '' : ` ${title}`}`;

async function linkStep(
  context: Context,
  link: LinkInput,
  known: readonly SeenRelation[],
  signal?: AbortSignal,
): Promise<Step | undefined> {
  const type = typeOf(link);
  const other = await readForField('links', link.to, readWork(context, link.to, signal));
  if (known.some((each) => each.type === type && each.to === other.id)) return undefined;
  const project = idIn(other._links.project?.href);
  const body = { type, _links: { to: { href: context.link('work_packages', other.id) } } };
  return {
    change: { field: 'links', after: linkText(type, other.id, other.subject) },
    projects: project === undefined ? [] : [project],
    run: async (id, applied) => {
      const path = `/api/v3/work_packages/${encodeURIComponent(id)}/relations`;
      await context.api.request({ method: 'POST', path, body, signal: applied });
    },
  };
}

async function unlinkStep(
  context: Context,
  link: LinkInput,
  known: readonly SeenRelation[],
  signal?: AbortSignal,
): Promise<Step> {
  const type = typeOf(link);
  const other = await readForField('links', link.to, readWork(context, link.to, signal));
  const found = known.find((each) => each.type === type && each.to === other.id);
  if (found === undefined) {
    const there = known.map((each) => linkText(each.type, each.to, each.title)).join(', ');
    throw refuseFields([
      `field Links: there is no link “${linkText(type, other.id, undefined)}”; there are ${there || 'none'}`,
    ]);
  }
  const project = idIn(other._links.project?.href);
  return {
    change: { field: 'links', before: linkText(type, other.id, other.subject) },
    projects: project === undefined ? [] : [project],
    run: (_id, applied) => sendDelete(context, `/api/v3/relations/${encodeURIComponent(found.id)}`, applied),
  };
}

async function peopleLike(context: Context, name: string, signal?: AbortSignal): Promise<readonly Principal[]> {
  if (!/^\d+$/.test(name)) return searchPeople(context, name, signal);
  return [await context.api.get(`/api/v3/users/${name}`, undefined, principal, signal)];
}

async function watchStep(
  context: Context,
  name: string,
  known: readonly Principal[],
  signal?: AbortSignal,
): Promise<Step | undefined> {
  const person = await personNamed(context, name, () => peopleLike(context, name, signal), signal);
  if (known.some(({ id }) => id === person.id)) return undefined;
  const body = { user: { href: context.link('users', person.id) } };
  return {
    change: { field: 'watchers', after: person.name },
    projects: [],
    run: async (id, applied) => {
      const path = `/api/v3/work_packages/${encodeURIComponent(id)}/watchers`;
      await context.api.request({ method: 'POST', path, body, signal: applied });
    },
  };
}

/** Only who watches can be taken off. */
async function unwatchStep(
  context: Context,
  name: string,
  known: readonly Principal[],
  signal?: AbortSignal,
): Promise<Step | undefined> {
  const person = await personNamed(context, name, () => Promise.resolve(known), signal);
  if (!known.some(({ id }) => id === person.id)) return undefined;
  return {
    change: { field: 'watchers', before: person.name },
    projects: [],
    run: (id, applied) => {
      const path = `/api/v3/work_packages/${encodeURIComponent(id)}/watchers/${encodeURIComponent(person.id)}`;
      return sendDelete(context, path, applied);
    },
  };
}

/** One after the other: OpenProject counts up the work package's version with some of them. */
export async function runSteps(
  steps: readonly Step[],
  { id, isBegun }: { readonly id: string; readonly isBegun: boolean },
  signal?: AbortSignal,
): Promise<{ readonly changes: readonly FieldChange[]; readonly problems: readonly string[] }> {
  const { done, failed } = await runInOrder(steps, isBegun, ({ run }) => run(id, signal));
  const problems = failed.map(({ step: { change }, error }) => {
    const what =
      change.after === undefined ? `could not remove ${change.before ?? ''}` : `could not add ${change.after}`;
    return `${change.field}: ${what}. ${error.message}`;
  });
  return { changes: done.map(({ change }) => change), problems };
}
