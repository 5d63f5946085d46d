import { asOwner, foundAsOwner } from '../as-owner.ts';
import { createTokenCalls } from '../atlassian/personal-access-tokens.ts';
import type { AttachmentCalls } from '../attachments.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { PageCalls } from '../pages.ts';
import type { ClientSettings, ListProjectsQuery, ProviderClient, ProviderParts } from '../provider.ts';
import type { Account } from '../vocabulary.ts';
import { readAbilities } from './abilities.ts';
import { createAttachmentCalls } from './attachments.ts';
import { prepareComment } from './comment-writes.ts';
import { prepareDeletePage } from './delete-page.ts';
import { getItem, getPage } from './get-page.ts';
import { listPeople } from './people.ts';
import { prepareSave } from './save.ts';
import { searchItems, searchPages } from './search.ts';
import { createSite, type Site } from './site.ts';
import { describeSpace, listSpaces, searchSpaces } from './spaces.ts';
import { currentUser } from './wire.ts';

export function createConfluenceClient(
  api: ApiClient,
  { endpoint, credentials }: ClientSettings,
  now: ProviderParts['now'],
): ProviderClient {
  const site = createSite(api, endpoint, now);
  const client = clientOf(site, endpoint.apiBaseUrl !== undefined);
  if (site.isCloud) return client;
  return {
    ...forOwner(site, client),
    tokens: createTokenCalls({ api, credentials, whoAmI: (signal) => whoAmI(site, signal) }),
  };
}

type Client = ProviderClient &
  Required<Pick<ProviderClient, 'abilities' | 'describeProject' | 'listPeople'>> & {
    readonly pages: Required<PageCalls>;
    readonly attachments: AttachmentCalls;
  };

function clientOf(site: Site, scoped: boolean): Client {
  return {
    whoAmI: (signal) => whoAmI(site, signal),
    abilities: (signal) => readAbilities(site, { scoped }, signal),
    listProjects: (query: ListProjectsQuery) =>
      query.text?.trim() ? searchSpaces(site, query) : listSpaces(site, query),
    searchItems: (query) => searchItems(site, query),
    getItem: (id, options) => getItem(site, id, options),
    describeProject: (query) => describeSpace(site, query),
    listPeople: (query) => listPeople(site, query),
    pages: {
      searchPages: (query) => searchPages(site, query),
      getPage: (id, options) => getPage(site, id, options),
      prepareSave: (draft, signal) => prepareSave(site, draft, signal),
      prepareComment: (change, signal) => prepareComment(site, change, signal),
      prepareDelete: (id, signal) => prepareDeletePage(site, id, signal),
    },
    attachments: createAttachmentCalls(site),
    call: (operation) => site.api.operation(operation),
  };
}

/** Data Center has no mark on an answer that tells a visitor's from the key owner's. */
function forOwner(site: Site, client: Client): ProviderClient {
  const owner = (signal?: AbortSignal) => () => whoAmI(site, signal);
  const { api } = site;
  const { pages, attachments } = client;
  return {
    ...client,
    abilities: (signal) => asOwner(api, () => client.abilities(signal), owner(signal)),
    listProjects: (query) => asOwner(api, () => client.listProjects(query), owner(query.signal)),
    searchItems: (query) => asOwner(api, () => client.searchItems(query), owner(query.signal)),
    getItem: (id, options) => foundAsOwner(api, () => client.getItem(id, options), owner(options?.signal)),
    describeProject: (query) => asOwner(api, () => client.describeProject(query), owner(query.signal)),
    listPeople: (query) => asOwner(api, () => client.listPeople(query), owner(query.signal)),
    pages: {
      searchPages: (query) => asOwner(api, () => pages.searchPages(query), owner(query.signal)),
      getPage: (id, options) => foundAsOwner(api, () => pages.getPage(id, options), owner(options?.signal)),
      prepareSave: (draft, signal) => asOwner(api, () => pages.prepareSave(draft, signal), owner(signal)),
      prepareComment: (change, signal) => foundAsOwner(api, () => pages.prepareComment(change, signal), owner(signal)),
      prepareDelete: (id, signal) => foundAsOwner(api, () => pages.prepareDelete(id, signal), owner(signal)),
    },
    attachments: {
      ...attachments,
      listAttachments: (of, signal) => asOwner(api, () => attachments.listAttachments(of, signal), owner(signal)),
    },
  };
}

async function whoAmI({ api, v1 }: Site, signal?: AbortSignal): Promise<Account> {
  const user = await api.get(`${v1}/user/current`, undefined, currentUser, signal);
  return {
    id: user.id,
    name: user.displayName || user.publicName || user.username || user.id,
    login: user.username,
    email: user.email || undefined,
  };
}
