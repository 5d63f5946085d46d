import { connectionFailure } from '../../diagnosis/advice.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { ListProjectsQuery, ProviderClient } from '../provider.ts';
import { remembered } from '../remembered.ts';
import type { Account, Page, Project } from '../vocabulary.ts';
import { readAbilities } from './abilities.ts';
import { createAttachmentCalls } from './attachments.ts';
import { describeProject } from './describe.ts';
import { isOneOf, systemName } from './failures.ts';
import { getItem } from './item.ts';
import { toAccount, toProject } from './mapping.ts';
import { readRows } from './paging.ts';
import { listPeople } from './people.ts';
import { asJson, whoAmIPath } from './requests.ts';
import { context, tpProject, tpUser } from './schemas.ts';
import { searchItems } from './search.ts';
import { listSprints } from './sprints.ts';
import { nameContains } from './where.ts';
import { createItemWrites } from './writing/items.ts';

export type TargetprocessSite = { readonly api: ApiClient; readonly baseUrl: string; readonly now: () => Date };

const tenMinutes = 600_000;

export function createTargetprocessClient(site: TargetprocessSite): ProviderClient {
  const me = remembered(site.now, tenMinutes, (signal) => whoAmI(site, signal));
  const writeSite = { ...site, me };
  return {
    whoAmI: (signal) => whoAmI(site, signal),
    abilities: (signal) => readAbilities(site.api, signal),
    listProjects: (query) => listProjects(site, query),
    searchItems: (query) => searchItems(writeSite, query),
    getItem: (id, options) => getItem(site, id, options),
    describeProject: (query) => describeProject(site, query),
    listPeople: (query) => listPeople(site.api, query),
    listSprints: (query) => listSprints(site, query),
    items: createItemWrites(writeSite),
    attachments: createAttachmentCalls(writeSite),
    // Without it Targetprocess answers in XML.
    call: (operation) => site.api.operation({ ...operation, query: { ...operation.query, ...asJson } }),
  };
}

async function whoAmI({ api, baseUrl }: TargetprocessSite, signal?: AbortSignal): Promise<Account> {
  try {
    return toAccount(await api.get(whoAmIPath, asJson, tpUser, signal));
  } catch (error) {
    if (!isOneOf(error, 'forbidden', 'not-found')) throw error;
  }
  // Perhaps only administrators may ask that; the context of the session is larger, and open to everybody.
  try {
    return toAccount((await api.get('/api/v1/Context', asJson, context, signal)).LoggedUser);
  } catch (error) {
    if (!isOneOf(error, 'not-found')) throw error;
    throw connectionFailure('wrong-address', { systemName, host: new URL(baseUrl).host });
  }
}

async function listProjects({ api, baseUrl }: TargetprocessSite, query: ListProjectsQuery): Promise<Page<Project>> {
  const { text, limit, cursor, signal } = query;
  const isActive = {
    clause: "IsActive eq 'true'",
    holds: (row: { IsActive?: boolean | undefined }) => row.IsActive !== false,
  };
  const page = await readRows(api, {
    collection: 'Projects',
    row: tpProject,
    include: '[Id,Name,Abbreviation,IsActive,Program[Id,Name]]',
    order: { orderBy: 'Name' },
    conditions: [isActive, ...(text === undefined ? [] : [nameContains(text)])],
    limit,
    cursor,
    signal,
  });
  return { ...page, items: page.items.map((found) => toProject(baseUrl, found)) };
}
