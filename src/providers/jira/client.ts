import { createTokenCalls } from '../atlassian/personal-access-tokens.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { ClientSettings, ProviderClient, ProviderParts } from '../provider.ts';
import type { Account } from '../vocabulary.ts';
import { readAbilities } from './abilities.ts';
import { createAttachmentCalls } from './attachments.ts';
import { prepareComment } from './comments.ts';
import { prepareCreate } from './create.ts';
import { describeProject } from './describe.ts';
import { getItem } from './get-item.ts';
import { listPeople } from './people.ts';
import { listProjects } from './projects.ts';
import { prepareDelete } from './remove.ts';
import { searchItems } from './search.ts';
import { createSite, type JiraSite } from './site.ts';
import { listSprints } from './sprints.ts';
import { prepareTime } from './time.ts';
import { prepareUpdate } from './update.ts';
import { myself } from './wire.ts';

export function createJiraClient(api: ApiClient, settings: ClientSettings, now: ProviderParts['now']): ProviderClient {
  const site = createSite(api, settings, now);
  return {
    whoAmI: (signal) => whoAmI(site, signal),
    abilities: (signal) => readAbilities(site, { scoped: settings.endpoint.apiBaseUrl !== undefined }, signal),
    listProjects: (query) => listProjects(site, query),
    searchItems: (query) => searchItems(site, query),
    getItem: (id, options) => getItem(site, id, options),
    describeProject: (query) => describeProject(site, query),
    listPeople: (query) => listPeople(site, query),
    listSprints: (query) => listSprints(site, query),
    items: {
      prepareCreate: (draft, signal) => prepareCreate(site, draft, signal),
      prepareUpdate: (id, change, signal) => prepareUpdate(site, id, change, signal),
      prepareDelete: (id, signal) => prepareDelete(site, id, signal),
      prepareComment: (change, signal) => prepareComment(site, change, signal),
      prepareTime: (change, signal) => prepareTime(site, change, signal),
    },
    attachments: createAttachmentCalls(site),
    call: (operation) => site.api.operation(operation),
    ...(site.isCloud
      ? {}
      : { tokens: createTokenCalls({ ...settings, api, whoAmI: (signal) => whoAmI(site, signal) }) }),
  };
}

/** Asked every time: it proves that the key works now. */
async function whoAmI({ api, root }: JiraSite, signal?: AbortSignal): Promise<Account> {
  const me = await api.get(`${root}/myself`, undefined, myself, signal);
  return {
    id: me.id,
    name: me.displayName || me.name || me.id,
    login: me.accountId === undefined ? me.name : undefined,
    email: me.emailAddress || undefined,
  };
}
