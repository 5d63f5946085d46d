import pLimit from 'p-limit';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../../lib/app-error.ts';
import { abilitiesOf, type Ability, type AbilityId } from '../abilities.ts';
import { optionalField } from '../vendor-fields.ts';
import { readPage } from './collections.ts';
import { mostAtOnce, whoAmIPath, type Context } from './context.ts';

/** Actions of which one is enough. Which there are depends on the version. https://www.openproject.org/docs/api/endpoints/actions-capabilities/ */
const actions: Readonly<Partial<Record<AbilityId, readonly string[]>>> = {
  read: ['work_packages/read'],
  create: ['work_packages/create'],
  edit: ['work_packages/update'],
  attach: ['work_package_attachments/create', 'work_packages/update'],
  'log-time': ['time_entries/create', 'time_entries/create_own'],
};

/** The links a work package has for those who may follow them. */
const links: Readonly<Partial<Record<AbilityId, string>>> = {
  edit: 'updateImmediately',
  delete: 'delete',
  comment: 'addComment',
  attach: 'addAttachment',
  'log-time': 'logTime',
};

const user = z.object({ id: z.union([z.string(), z.number()]).transform(String), admin: optionalField(z.boolean()) });
const linked = z.object({ _links: z.record(z.string(), z.unknown()) });

export async function readAbilities(context: Context, signal?: AbortSignal): Promise<readonly Ability[]> {
  const me = await context.api.get(whoAmIPath, undefined, user, signal);
  const [byAction, byLink] = await Promise.all([askActions(context, me.id, signal), askLinks(context, signal)]);
  const known = (id: AbilityId): boolean | undefined => byAction.get(id) ?? byLink.get(id);
  return abilitiesOf({
    ...Object.fromEntries([...Object.keys(actions), ...Object.keys(links)].map((id) => [id, known(id as AbilityId)])),
    // Administrators are told that they are.
    administer: me.admin ?? false,
  });
}

type Found = ReadonlyMap<string, boolean | undefined>;

async function askActions(context: Context, principal: string, signal?: AbortSignal): Promise<Found> {
  const limit = pLimit(mostAtOnce);
  const names = [...new Set(Object.values(actions).flat())];
  const asked = names.map((name) => limit(() => hasCapability(context, { principal, action: name }, signal)));
  const has = new Map((await Promise.all(asked)).map((found, index) => [names[index], found]));
  return new Map(Object.entries(actions).map(([id, any]) => [id, some(any.map((name) => has.get(name)))]));
}

/** `undefined`: this version does not know such an action. */
async function hasCapability(
  { api }: Context,
  wanted: { readonly principal: string; readonly action: string },
  signal?: AbortSignal,
): Promise<boolean | undefined> {
  const filters = Object.entries(wanted).map(([name, value]) => ({ [name]: { operator: '=', values: [value] } }));
  const query = { filters: JSON.stringify(filters) };
  try {
    const { total } = await readPage(api, '/api/v3/capabilities', query, { limit: 1, signal }, z.unknown());
    return (total ?? 0) > 0;
  } catch (error) {
    if (error instanceof AppError && notTold.has(error.code)) return undefined;
    throw error;
  }
}

const notTold: ReadonlySet<ErrorCode> = new Set(['query-rejected', 'not-found', 'wrong-address', 'forbidden']);

function some(all: readonly (boolean | undefined)[]): boolean | undefined {
  if (all.includes(true)) return true;
  return all.includes(undefined) ? undefined : false;
}

const mostWork = 100;

/** What no work package allows is certain only where all were seen. */
async function askLinks({ api }: Context, signal?: AbortSignal): Promise<Found> {
  const query = { filters: '[]', sortBy: JSON.stringify([['updatedAt', 'desc']]) };
  const page = await readPage(api, '/api/v3/work_packages', query, { limit: mostWork, signal }, linked);
  const isCertain = page.nextCursor === undefined && page.items.length > 0;
  const allows = (link: string) => page.items.some(({ _links }) => link in _links);
  return new Map(Object.entries(links).map(([id, link]) => [id, allows(link) || (isCertain ? false : undefined)]));
}
