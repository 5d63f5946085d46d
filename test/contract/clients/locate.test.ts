import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { flavours, type Flavour } from './flavours.ts';
import { allOf, failureOf, patient, sorted, useProviders } from './set-up.ts';
import type { Endpoint } from '../../../src/providers/provider.ts';
import type { SiteName } from '../../../src/simulator/simulator.ts';

const setting = useProviders();

function locate(flavour: Flavour, address: string, secret?: string): Promise<Endpoint> {
  const credentials = setting.credentials(flavour, secret);
  return setting.providers()[flavour.provider].locate({ address, credentials, http: patient });
}

const origin = (flavour: Flavour): string => new URL(setting.sim.sites[flavour.site].url).origin;
const flavourOf = (name: SiteName): Flavour => flavours.find(({ site }) => site === name)!;

/** Addresses as people paste them, after the scheme and the host. */
const pasted: Readonly<Record<SiteName, readonly string[]>> = {
  jiraCloud: ['/browse/WEB-3', '/jira/software/projects/WEB/boards/1?selectedIssue=WEB-3', '/secure/Dashboard.jspa'],
  jiraDataCenter: ['', '/jira/browse/WMS-3', '/jira/secure/Dashboard.jspa', '/jira/projects/WMS?selectedItem=x'],
  confluenceCloud: ['/wiki', '/wiki/', '/wiki/spaces/PROD/pages/229378/Product+Handbook', '/wiki/home'],
  confluenceDataCenter: ['', '/confluence/display/OPS/On-call', '/confluence/pages/viewpage.action?pageId=229378'],
  openproject: [
    '/projects/showroom-bergen/work_packages/1001/overview',
    '/work_packages',
    '/login?back_url=x',
    '/my/page',
  ],
  clickup: ['/api', '/api/v2', '/api/v2/'],
  targetprocess: ['/entity/12001-a-story', '/RestUI/Board.aspx#page=userstory/12001', '/login.aspx', '/api/v1/'],
};

describe.each(flavours)('finding $site', (flavour) => {
  const found = (): Endpoint => ({
    baseUrl: flavour.deployment === 'cloud' ? origin(flavour) : setting.sim.sites[flavour.site].url,
    deployment: flavour.deployment,
  });

  it('forgives a missing scheme, blanks, quotes, a slash at the end, and a name in front', async () => {
    const { url } = setting.sim.sites[flavour.site];
    const bare = url.replace('http://', '');
    for (const address of [url, `${url}/`, `  ${url}\n`, `"${url}"`, bare, `http://mia:pass@${bare}`]) {
      expect(await locate(flavour, address), address).toEqual(found());
    }
  });

  it.each(pasted[flavour.site])('takes the address of a page: %s', async (page) => {
    expect(await locate(flavour, `${origin(flavour)}${page}`)).toEqual(found());
  });

  it('takes nothing that is no address', async () => {
    for (const address of ['ftp://example.org', 'http://', 'not an address at all']) {
      const error = await failureOf(locate(flavour, address));
      expect(['wrong-address', 'invalid-input'], address).toContain(error.code);
      expect(error.next).not.toBe('');
    }
  });
});

/** ClickUp is where it is: nothing is looked for there. */
const searched = flavours.filter(({ provider }) => provider !== 'clickup');

describe.each(searched)('an address without $site', (flavour) => {
  it('is called wrong when another program answers there', async () => {
    setting.sim.sites[flavour.site].switch('not-this-system');
    setting.sim.sites.jiraCloud.switch('not-this-system');
    const error = await failureOf(locate(flavour, setting.sim.sites[flavour.site].url));
    expect(error.code).toBe('wrong-address');
    expect(error.message).toContain(new URL(origin(flavour)).host);
  });

  it('is told apart from one where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect((await failureOf(locate(flavour, `http://127.0.0.1:${port}`))).code).toBe('connection-refused');
  });

  it('gets no key carried to where it redirects', async () => {
    setting.sim.sites[flavour.site].switch('redirect-to-login');
    const before = setting.sim.identityProvider.requests.length;
    await locate(flavour, setting.sim.sites[flavour.site].url).catch(() => undefined);
    expect(setting.sim.identityProvider.requests.slice(before)).toEqual([]);
  });
});

describe.each(['jiraDataCenter', 'confluenceDataCenter'] as const)('%s', (name) => {
  it('sees no key before it is known to be the system', async () => {
    const site = setting.sim.sites[name];
    const before = site.requests.length;
    await locate(flavourOf(name), site.url);
    expect(site.requests.slice(before).map(({ credentialsSent }) => credentialsSent)).not.toContain(true);
  });

  it('asks for its own kind of key when given a Cloud token', async () => {
    const flavour = flavourOf(name);
    const credentials = { method: 'api-token', account: 'mia@example.org', secret: 'x' } as const;
    const { url } = setting.sim.sites[name];
    const provider = setting.providers()[flavour.provider];
    const error = await failureOf(provider.locate({ address: url, credentials, http: patient }));
    expect([error.code, error.next]).toEqual(['bad-credentials', expect.stringContaining('Data Center')]);
  });
});

describe.each(['jiraCloud', 'confluenceCloud'] as const)('%s', (name) => {
  const flavour = flavourOf(name);

  it('asks for its own kind of key when given one of Data Center', async () => {
    const credentials = { method: 'personal-access-token', secret: 'x' } as const;
    const provider = setting.providers()[flavour.provider];
    const error = await failureOf(provider.locate({ address: origin(flavour), credentials, http: patient }));
    expect([error.code, error.next]).toEqual(['bad-credentials', expect.stringContaining('Cloud')]);
  });

  it('is asked through the gateway with a token that has scopes, all pages and one item included', async () => {
    const secret = setting.sim.sites[name].issueKey({ scoped: true });
    const endpoint = await locate(flavour, origin(flavour), secret);
    const { url, cloudId } = setting.sim.gateway;
    const apiBaseUrl = `${url}/ex/${flavour.provider}/${cloudId}`;
    expect(endpoint).toEqual({ baseUrl: origin(flavour), deployment: 'cloud', apiBaseUrl });
    const client = await setting.open(flavour, { secret });
    expect((await client.whoAmI()).name).toBe('Mia Larsen');
    const projects = await allOf((cursor) => client.listProjects({ limit: 1, cursor }));
    expect(sorted(projects.map((project) => project.name))).toEqual(sorted(flavour.projects));
    const items = await allOf((cursor) => client.searchItems({ limit: 10, cursor }));
    expect(items).toHaveLength(flavour.items.length);
    const item = await client.getItem(items[0]!.id);
    expect([item.title, item.url]).toEqual([items[0]!.title, expect.stringContaining(origin(flavour))]);
  });

  it('says so when the scopes do not suffice', async () => {
    const secret = setting.sim.sites[name].issueKey({ scopes: ['read:me', 'read:content-details:confluence'] });
    const client = await setting.open(flavour, { secret });
    expect((await client.whoAmI()).name).toBe('Mia Larsen');
    const error = await failureOf(client.listProjects({ limit: 5 }));
    expect([error.code, error.next]).toEqual(['insufficient-scope', expect.stringContaining('scopes')]);
  });

  it('keeps its own address for a token that works nowhere', async () => {
    expect(await locate(flavour, origin(flavour), 'wrong')).toEqual({ baseUrl: origin(flavour), deployment: 'cloud' });
  });
});

describe('ClickUp', () => {
  it('needs no address, and takes any of its pages for it', async () => {
    const { url } = setting.sim.sites.clickup;
    for (const address of ['', '  ', 'app.clickup.com', 'https://app.clickup.com/t/86c2ab3k1']) {
      expect(await locate(flavourOf('clickup'), address)).toEqual({ baseUrl: url, deployment: 'cloud' });
    }
  });
});

describe('the hosts of vendors', () => {
  it.each([
    ['openproject', 'acme.openproject.com/projects/x', 'https://acme.openproject.com'],
    ['targetprocess', 'acme', 'https://acme.tpondemand.com'],
    ['targetprocess', 'https://acme.tpondemand.com/entity/1', 'https://acme.tpondemand.com'],
  ] as const)('are known to %s by name: %s', async (site, address, baseUrl) => {
    expect(await locate(flavourOf(site), address)).toEqual({ baseUrl, deployment: 'cloud' });
  });
});
