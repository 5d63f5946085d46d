import { z } from 'zod';
import type { ApiClient } from '../http/api-client.ts';
import { remembered } from '../remembered.ts';
import type { Account } from '../vocabulary.ts';
import { refuseAnonymous } from './failures.ts';
import { readAll } from './collections.ts';
import { fieldsIn, type Field } from './fields.ts';
import { linkRoot, pathIn } from './hrefs.ts';
import { toAccount } from './mapping.ts';
import { namedThing, status, user, type NamedThing, type OpStatus } from './schemas.ts';

export type OpenProjectSite = {
  readonly api: ApiClient;
  readonly baseUrl: string;
  readonly tokenPage: string;
  readonly now: () => Date;
};

type Loaded<T> = (signal?: AbortSignal) => Promise<T>;

/** What one client knows and keeps for a while. */
export type Context = OpenProjectSite & {
  readonly whoAmI: Loaded<Account>;
  /** Whose key it is, asked once. */
  readonly owner: Loaded<Account>;
  readonly statuses: Loaded<readonly OpStatus[]>;
  readonly types: Loaded<readonly NamedThing[]>;
  /** The fields of work packages of one type in one project, by the schema's address. */
  readonly schema: (href: string, signal?: AbortSignal) => Promise<readonly Field[]>;
  /** The way links are written: `link('users', '5')`. */
  readonly link: (collection: string, id: string) => string;
};

export const whoAmIPath = '/api/v3/users/me';
const tenMinutes = 600_000;
/** Requests of one call at the same moment. */
export const mostAtOnce = 4;

export function createContext(site: OpenProjectSite): Context {
  const { api, now, baseUrl } = site;
  const schemas = new Map<string, Loaded<readonly Field[]>>();
  const root = linkRoot(baseUrl);
  return {
    ...site,
    whoAmI: (signal) => whoAmI(site, signal),
    owner: remembered(now, tenMinutes, (signal) => whoAmI(site, signal)),
    statuses: remembered(now, tenMinutes, (signal) => readAll(api, '/api/v3/statuses', {}, status, signal)),
    types: remembered(now, tenMinutes, (signal) => readAll(api, '/api/v3/types', {}, namedThing, signal)),
    schema: (href, signal) => {
      const load = schemas.get(href) ?? remembered(now, tenMinutes, (asked) => loadSchema(site, href, asked));
      schemas.set(href, load);
      return load(signal);
    },
    link: (collection, id) => `${root}/${collection}/${encodeURIComponent(id)}`,
  };
}

async function whoAmI({ api, tokenPage }: OpenProjectSite, signal?: AbortSignal): Promise<Account> {
  const me = await api.get(whoAmIPath, undefined, user, signal);
  // Where reading needs no login, an ignored key is answered with 200 and the user "Anonymous".
  if (me.login === undefined && me.status !== 'active') throw refuseAnonymous(tokenPage);
  return toAccount(me);
}

async function loadSchema({ api }: OpenProjectSite, href: string, signal?: AbortSignal): Promise<readonly Field[]> {
  const path = pathIn(href);
  if (path === undefined) return [];
  return fieldsIn(await api.get(path, undefined, z.record(z.string(), z.unknown()), signal));
}
