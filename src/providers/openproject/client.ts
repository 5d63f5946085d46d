import { asOwner, foundAsOwner } from '../as-owner.ts';
import type { ProviderClient } from '../provider.ts';
import { readAbilities } from './abilities.ts';
import { attachmentCalls } from './attachments.ts';
import { prepareComment } from './comments.ts';
import { createContext, type OpenProjectSite } from './context.ts';
import { prepareCreate } from './create.ts';
import { prepareDelete } from './delete.ts';
import { describeProject } from './describe.ts';
import { getItem } from './item.ts';
import { pageCalls } from './pages.ts';
import { listPeople } from './people.ts';
import { listProjects } from './projects.ts';
import { searchItems } from './search.ts';
import { listSprints } from './sprints.ts';
import { prepareTime } from './time-writes.ts';
import { prepareUpdate } from './update.ts';

export function createOpenProjectClient(site: OpenProjectSite): ProviderClient {
  const context = createContext(site);
  const { whoAmI, api } = context;
  const pages = pageCalls(context);
  /** A visitor sees less and is told that the rest is missing. */
  const own = <T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
    foundAsOwner(api, ask, () => whoAmI(signal));
  /** The same for what is empty to a visitor. */
  const listed = <T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
    asOwner(api, ask, () => whoAmI(signal));
  return {
    whoAmI,
    abilities: (signal) => listed(() => readAbilities(context, signal), signal),
    listProjects: (query) => listed(() => listProjects(site, query), query.signal),
    searchItems: (query) => listed(() => searchItems(context, query), query.signal),
    getItem: (id, options = {}) => own(() => getItem(context, id, options), options.signal),
    describeProject: (query) => listed(() => describeProject(context, query), query.signal),
    listPeople: (query) => listed(() => listPeople(context, query), query.signal),
    listSprints: (query) => listed(() => listSprints(context, query), query.signal),
    items: {
      prepareCreate: (draft, signal) => own(() => prepareCreate(context, draft, signal), signal),
      prepareUpdate: (id, change, signal) => own(() => prepareUpdate(context, id, change, signal), signal),
      prepareDelete: (id, signal) => own(() => prepareDelete(context, id, signal), signal),
      prepareComment: (change, signal) => own(() => prepareComment(context, change, signal), signal),
      prepareTime: (change, signal) => own(() => prepareTime(context, change, signal), signal),
    },
    pages: {
      ...pages,
      searchPages: (query) => listed(() => pages.searchPages(query), query.signal),
      getPage: (id, options) => own(() => pages.getPage(id, options), options?.signal),
    },
    attachments: attachmentCalls(context),
    call: (operation) => own(() => site.api.operation(operation), operation.signal),
  };
}
