import type { ProviderClient } from '../provider.ts';
import { readAbilities } from './abilities.ts';
import { attachmentCalls, fileHosts } from './attachments.ts';
import { prepareComment } from './comment-writes.ts';
import { prepareCreate } from './create.ts';
import { prepareDelete } from './delete.ts';
import { describeProject } from './describe.ts';
import { getItem } from './get-item.ts';
import { pageOfLists } from './lists.ts';
import { getPage } from './page-read.ts';
import { searchPages } from './page-search.ts';
import { prepareSave } from './page-writes.ts';
import { listPeople } from './people.ts';
import { listSprints } from './sprints.ts';
import { searchTasks } from './tasks.ts';
import { prepareTime } from './time.ts';
import { prepareUpdate } from './update.ts';
import { rememberedSurroundings, whoAmI } from './workspaces.ts';
import type { ClickUp, ClickUpSite } from './workspaces.ts';

/** `baseUrl` only tells where files may come from. */
export function createClickUpClient(site: ClickUpSite, baseUrl: string): ProviderClient {
  const { api, now, workspaceId } = site;
  const surroundings = rememberedSurroundings(site);
  const clickUp: ClickUp = { api, now, surroundings, workspaceId };
  return {
    whoAmI: (signal) => whoAmI(site, signal),
    abilities: (signal) => readAbilities(clickUp, signal),
    listProjects: async (query) => pageOfLists(api, await surroundings.workspaces(query.signal), query),
    searchItems: (query) => searchTasks(clickUp, query),
    getItem: (id, options) => getItem(clickUp, id, options),
    describeProject: (query) => describeProject(clickUp, query),
    listPeople: (query) => listPeople(clickUp, query),
    listSprints: (query) => listSprints(clickUp, query),
    items: {
      prepareCreate: (draft, signal) => prepareCreate(clickUp, draft, signal),
      prepareUpdate: (id, change, signal) => prepareUpdate(clickUp, id, change, signal),
      prepareDelete: (id, signal) => prepareDelete(clickUp, id, signal),
      prepareComment: (change, signal) => prepareComment(clickUp, change, signal),
      prepareTime: (change, signal) => prepareTime(clickUp, change, signal),
    },
    pages: {
      searchPages: (query) => searchPages(clickUp, query),
      getPage: (id, options) => getPage(clickUp, id, options),
      prepareSave: (draft, signal) => prepareSave(clickUp, draft, signal),
    },
    attachments: attachmentCalls(clickUp, fileHosts(baseUrl)),
    call: (operation) => api.operation(operation),
  };
}
