import { AppError } from '../lib/app-error.ts';
import type { GetItemOptions, ItemInclude, ProviderClient, SearchItemsQuery } from '../providers/provider.ts';
import type { Item, ItemSummary, Page } from '../providers/vocabulary.ts';
import type { AllowedProjects } from './allowed-projects.ts';
import { isInside, mustHaveGroup, outside, type Guarded } from './checks.ts';

type Reading = Pick<ProviderClient, 'listProjects' | 'searchItems' | 'getItem'> & {
  [K in 'describeProject' | 'listPeople' | 'listSprints']: ProviderClient[K] | undefined;
};

export function guardReading(client: ProviderClient, connection: Guarded, allowed: AllowedProjects): Reading {
  const describeProject = client.describeProject?.bind(client);
  const listPeople = client.listPeople?.bind(client);
  const listSprints = client.listSprints?.bind(client);
  const limited = allowed.ids !== undefined;
  return {
    listProjects: (query) => (limited ? listAllowed(allowed, query) : client.listProjects(query)),
    searchItems: async (query) => {
      mustReadItems(connection);
      if (allowed.ids === undefined) return client.searchItems(query);
      const found = await client.searchItems(await limitedQuery(query, allowed, allowed.ids));
      return onlyInside(connection, found);
    },
    getItem: async (id, options) => {
      mustReadItems(connection);
      return readItem(client, connection, id, options);
    },
    describeProject:
      describeProject &&
      (async (query) => {
        mustHaveGroup(connection, 'items');
        const project = limited ? await allowed.idOf(query.project, query.signal) : query.project;
        const described = await describeProject({ ...query, project });
        if (!isInside(connection, described.project.id)) throw outside(connection, `“${query.project}”`);
        return described;
      }),
    listPeople:
      listPeople &&
      (async (query) => {
        mustHaveGroup(connection, 'items');
        return listPeople({ ...query, project: await oneProject(allowed, query.project, query.signal) });
      }),
    listSprints:
      listSprints &&
      (async (query) => {
        mustHaveGroup(connection, 'items');
        return listSprints({ ...query, project: await oneProject(allowed, query.project, query.signal) });
      }),
  };
}

/** In Confluence an item is a page, so that switching off either group hides it. */
export function mustReadItems(connection: Guarded): void {
  mustHaveGroup(connection, 'items');
  if (connection.provider === 'confluence') mustHaveGroup(connection, 'pages');
}

/** The allowed ones are few, so they are found first and paged here: the cursor is the number of those shown before. */
async function listAllowed(
  allowed: AllowedProjects,
  { text, limit, cursor, signal }: Parameters<ProviderClient['listProjects']>[0],
): ReturnType<ProviderClient['listProjects']> {
  const all = await allowed.list(text, signal);
  const from = Math.max(0, Math.trunc(Number(cursor ?? 0)) || 0);
  const items = all.slice(from, from + limit);
  const next = from + items.length;
  return { items, total: all.length, ...(items.length > 0 && next < all.length && { nextCursor: String(next) }) };
}

async function limitedQuery(
  query: SearchItemsQuery,
  allowed: AllowedProjects,
  ids: readonly string[],
): Promise<SearchItemsQuery> {
  const within = query.within === undefined ? ids : query.within.filter((id) => ids.includes(id));
  if (query.project === undefined) return { ...query, within };
  return { ...query, within, project: await allowed.idOf(query.project, query.signal) };
}

/** The system was asked for no others; what comes all the same is left out, and no longer counted. */
export function onlyInside<T extends { readonly projectId?: string | undefined }>(
  connection: Guarded,
  found: Page<T>,
): Page<T> {
  const items = found.items.filter(({ projectId }) => isInside(connection, projectId));
  const limit = 'Only the projects that the user allows for this connection are searched.';
  const note = found.note === undefined ? limit : `${found.note} ${limit}`;
  return { ...found, items, note, ...(items.length < found.items.length && { total: undefined }) };
}

async function readItem(
  client: ProviderClient,
  connection: Guarded,
  id: string,
  options: GetItemOptions = {},
): Promise<Item> {
  const { include, off } = withoutGroupsOff(connection, options.include);
  const item = await client.getItem(id, { ...options, include });
  if (!isInside(connection, item.projectId)) throw outside(connection, id);
  const notes = [...(item.notes ?? []), ...off.map((part) => `${part}: switched off for this connection.`)];
  const { time, attachments, ...rest } = item;
  return {
    ...rest,
    ...(time !== undefined && !off.includes('time') && { time }),
    ...(attachments !== undefined && !off.includes('attachments') && { attachments }),
    ...(item.links !== undefined && { links: item.links.map((link) => hiddenLink(connection, link)) }),
    ...(item.children !== undefined && { children: item.children.map((child) => hiddenChild(connection, child)) }),
    ...(notes.length > 0 && { notes }),
  };
}

function withoutGroupsOff({ policy }: Guarded, include: readonly ItemInclude[] | undefined) {
  const off = (['time', 'attachments'] as const).filter(
    (part) => policy.groupsOff.includes(part) && include?.includes(part) === true,
  );
  return { include: include?.filter((part) => !off.some((other) => other === part)), off };
}

type Link = NonNullable<Item['links']>[number];

/** A link to a web page belongs to the item itself; one to an item tells no more than that it is there. */
function hiddenLink(connection: Guarded, link: Link): Link {
  if (/^https?:\/\//i.test(link.to) || isInside(connection, link.projectId)) return link;
  return { type: link.type, to: link.to };
}

function hiddenChild(connection: Guarded, child: ItemSummary): ItemSummary {
  if (isInside(connection, child.projectId)) return child;
  return { id: child.id, title: '(in a project that is not allowed)' };
}

async function oneProject(
  allowed: AllowedProjects,
  project: string | undefined,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (allowed.ids === undefined) return project;
  if (project !== undefined) return allowed.idOf(project, signal);
  throw new AppError(
    'not-allowed',
    'This connection is limited to some projects, so a project has to be named.',
    'Name one of those that list_projects gives.',
  );
}
