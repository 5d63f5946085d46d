import { html } from './server/answer.ts';
import { FileStore } from './server/file-store.ts';
import { openListener, type Listener } from './server/listener.ts';
import { RunningSite, type RecordedRequest, type Site, type SiteAccount } from './server/site.ts';
import { createGateway } from './atlassian/gateway.ts';
import { createClickUp } from './clickup/site.ts';
import { createConfluenceCloud, createConfluenceDataCenter } from './confluence/sites.ts';
import { createJiraCloud, createJiraDataCenter } from './jira/sites.ts';
import { createOpenProject } from './openproject/site.ts';
import { createTargetprocess } from './targetprocess/site.ts';
import { people, type Person } from './company/people.ts';
import { KeyRing } from './server/keys.ts';
import * as secrets from './server/secrets.ts';
import type { SimRequest } from './server/call.ts';
import type { System } from './server/system.ts';
import type { AuthMethodId } from '../providers/provider.ts';

export type { Site } from './server/site.ts';
export { switchNames, type SwitchName } from './server/switches.ts';

export type SimulatorOptions = {
  /** Added to every answer. */
  readonly latencyMs?: number | ((request: { readonly method: string; readonly path: string }) => number);
  /** All dates in the data lie around the first reading; keys end by later ones. */
  readonly now?: () => Date;
};

export type SiteName =
  | 'jiraCloud'
  | 'jiraDataCenter'
  | 'confluenceCloud'
  | 'confluenceDataCenter'
  | 'openproject'
  | 'clickup'
  | 'targetprocess';

export interface Simulator {
  /** Jira and Confluence Cloud share an address and their keys, as on a real site; switches and requests are apart. */
  readonly sites: Readonly<Record<SiteName, Site>>;
  /** Stands for https://api.atlassian.com. Its requests are recorded at the sites, except those to unknown sites. */
  readonly gateway: { readonly url: string; readonly cloudId: string; readonly requests: readonly RecordedRequest[] };
  /** Another host with a login page, where `redirect-to-login` leads. Nobody should come here with credentials. */
  readonly identityProvider: { readonly url: string; readonly requests: readonly RecordedRequest[] };
  /** The object stores that downloads are redirected to. */
  readonly files: Pick<FileStore, 'url' | 'requests'>;
  close(): Promise<void>;
}

const cloudId = '11111111-2222-4333-8444-555555555555';

type Setting = {
  readonly now: () => Date;
  readonly start: Date;
  readonly loginUrl: string;
  readonly files: FileStore;
};

function ring(setting: Setting, format: (serial: number, person: Person) => string): KeyRing {
  return new KeyRing({ people, format, now: setting.now });
}

const owner = people[0];
const ownerOf = (field: 'email' | 'login' | 'password'): string => owner?.[field] ?? '';

function password(): SiteAccount {
  return { method: 'password', account: ownerOf('login'), secret: ownerOf('password') };
}

const keyAccount = (keys: KeyRing, method: AuthMethodId, account?: string): SiteAccount => ({
  method,
  ...(account === undefined ? {} : { account }),
  secret: keys.issue({ name: 'example' }).secret,
});

type Parts = {
  readonly url: string;
  readonly keys: KeyRing;
  readonly system: System;
  readonly accounts: readonly SiteAccount[];
};

const siteOf = (setting: Setting, parts: Parts): RunningSite =>
  new RunningSite({ ...parts, loginUrl: setting.loginUrl, now: setting.now });

/** Lets a listener answer for the site below `mount`; anything else there is somebody else's 404. */
function serve(listener: Listener, site: RunningSite, mount = ''): void {
  listener.serve((request) => {
    const isBelow = mount === '' || request.path === mount || request.path.startsWith(`${mount}/`);
    if (!isBelow) return { answer: html('404 Not Found', 404), jsonType: '', delayMs: 0 };
    const path = request.path.slice(mount.length);
    const { jsonType } = site.system;
    const delayMs = site.delayMs; // Read first: answering may switch it off.
    return { answer: site.handle({ ...request, path: path === '' ? '/' : path }, request.path), jsonType, delayMs };
  });
}

/** `files`: where a system that redirects its downloads sends them. */
type CreateSystem = (keys: KeyRing, now: Date, files: FileStore) => System;

function atlassianCloud(setting: Setting, listener: Listener, gateway: Listener) {
  const keys = ring(setting, secrets.atlassianApiToken);
  const accounts = [keyAccount(keys, 'api-token', ownerOf('email'))];
  const { url } = listener;
  const { start, files } = setting;
  const createConfluence: CreateSystem = createConfluenceCloud;
  const jiraCloud = siteOf(setting, {
    url,
    keys,
    accounts,
    system: createJiraCloud({ keys, cloudId, now: start, files }),
  });
  const confluenceCloud = siteOf(setting, { url, keys, accounts, system: createConfluence(keys, start, files) });
  listener.serve((request) => {
    const site = /^\/wiki(\/|$)/.test(request.path) ? confluenceCloud : jiraCloud;
    const delayMs = site.delayMs;
    return { answer: site.handle(request, request.path), jsonType: site.system.jsonType, delayMs };
  });
  const front = createGateway({ url: gateway.url, cloudId, sites: { jira: jiraCloud, confluence: confluenceCloud } });
  gateway.serve(front.handle);
  return { jiraCloud, confluenceCloud, gatewayRequests: front.requests };
}

function dataCenter(
  setting: Setting,
  listener: Listener,
  product: 'jira' | 'wiki',
  create: (keys: KeyRing, url: string, now: Date) => System,
): RunningSite {
  const mount = product === 'jira' ? '/jira' : '/confluence';
  const keys = ring(setting, secrets.personalAccessToken(product));
  const url = `${listener.url}${mount}`;
  const accounts = [keyAccount(keys, 'personal-access-token'), password()];
  const site = siteOf(setting, { url, keys, accounts, system: create(keys, url, setting.start) });
  serve(listener, site, mount);
  return site;
}

function keyed(
  setting: Setting,
  listener: Listener,
  parts: { format: typeof secrets.clickUpKey; method: AuthMethodId; create: CreateSystem },
  mount = '',
): RunningSite {
  const keys = ring(setting, parts.format);
  const accounts = [keyAccount(keys, parts.method)];
  const site = siteOf(setting, {
    url: listener.url,
    keys,
    accounts,
    system: parts.create(keys, setting.start, setting.files),
  });
  serve(listener, site, mount);
  return site;
}

function targetprocess(setting: Setting, listener: Listener): RunningSite {
  const personal = ring(setting, secrets.targetprocessToken);
  const service = ring(setting, (serial, person) => secrets.targetprocessToken(900_000 + serial, person));
  const serviceToken = service.issue({ name: 'service' }).secret;
  const accounts = [
    keyAccount(personal, 'access-token'),
    { method: 'service-token', secret: serviceToken } as const,
    password(),
  ];
  const system = createTargetprocess({ personal, service }, setting.start);
  const site = siteOf(setting, { url: listener.url, keys: personal, accounts, system });
  serve(listener, site);
  return site;
}

function loginPage(listener: Listener): RecordedRequest[] {
  const requests: RecordedRequest[] = [];
  listener.serve((request: SimRequest) => {
    const credentialsSent = request.headers.authorization !== undefined || request.query.has('access_token');
    requests.push({
      method: request.method,
      path: request.path,
      query: {},
      status: 200,
      authenticated: false,
      credentialsSent,
    });
    return { answer: html('Sign in to Harbour &amp; Pine', 200), jsonType: '', delayMs: 0 };
  });
  return requests;
}

/** Seven systems on loopback, each on a free port, with data of their own that lives until `close`. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { latencyMs = 0, now = () => new Date() } = options;
  const latency = typeof latencyMs === 'number' ? () => latencyMs : latencyMs;
  const open = (): Promise<Listener> => openListener(latency);
  const listeners = await Promise.all([open(), open(), open(), open(), open(), open(), open(), open(), open()]);
  const [cloud, gateway, jiraDc, confluenceDc, openProject, clickUp, target, login, store] = listeners;
  const files = new FileStore(store);
  const setting = { now, start: now(), loginUrl: `${login.url}/login`, files };
  const { gatewayRequests, ...cloudSites } = atlassianCloud(setting, cloud, gateway);
  const sites = {
    ...cloudSites,
    jiraDataCenter: dataCenter(setting, jiraDc, 'jira', createJiraDataCenter),
    confluenceDataCenter: dataCenter(setting, confluenceDc, 'wiki', createConfluenceDataCenter),
    openproject: keyed(setting, openProject, {
      format: secrets.openProjectKey,
      method: 'api-key',
      create: createOpenProject,
    }),
    clickup: keyed(
      setting,
      clickUp,
      { format: secrets.clickUpKey, method: 'personal-access-token', create: createClickUp },
      '/api',
    ),
    targetprocess: targetprocess(setting, target),
  };
  return {
    sites,
    gateway: { url: gateway.url, cloudId, requests: gatewayRequests },
    identityProvider: { url: login.url, requests: loginPage(login) },
    files,
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}
