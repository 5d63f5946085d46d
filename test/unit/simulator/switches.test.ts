import { describe, expect, it } from 'vitest';
import { ask, signed, useSimulator } from './set-up.ts';
import { startSimulator, type SiteName } from '../../../src/simulator/simulator.ts';

const simulator = useSimulator();
const whoAmI: Readonly<Record<SiteName, string>> = {
  jiraCloud: '/rest/api/3/myself',
  jiraDataCenter: '/rest/api/2/myself',
  confluenceCloud: '/wiki/rest/api/user/current',
  confluenceDataCenter: '/rest/api/user/current',
  openproject: '/api/v3/users/me',
  clickup: '/api/v2/user',
  targetprocess: '/api/v1/Users/LoggedUser?format=json',
};
const names = Object.keys(whoAmI) as SiteName[];

function me(name: SiteName) {
  const site = simulator.sim.sites[name];
  if (name !== 'targetprocess') return ask(`${site.url}${whoAmI[name]}`, signed(site));
  return ask(`${site.url}${whoAmI[name]}&access_token=${encodeURIComponent(site.accounts[0]!.secret)}`);
}

describe.each(names)('%s', (name) => {
  const site = () => simulator.sim.sites[name];

  it('works while nothing is switched on', async () => {
    expect((await me(name)).text).toContain('Mia Larsen');
  });

  it('refuses every key as expired', async () => {
    site().switch('expired-key');
    expect((await me(name)).status).toBe(401);
  });

  it('limits the rate once or always', async () => {
    site().switch('rate-limited-once', { retryAfterSeconds: 2 });
    const { status, headers } = await me(name);
    expect(status).toBe(429);
    expect(headers.get('retry-after') ?? headers.get('x-ratelimit-reset')).toMatch(/^(2|1795176002)$/);
    expect((await me(name)).status).toBe(200);
    site().switch('rate-limited');
    expect([(await me(name)).status, (await me(name)).status]).toEqual([429, 429]);
  });

  it.each([
    ['server-error', 500],
    ['unavailable', 503],
    ['login-page', 200],
    ['not-this-system', 404],
  ] as const)('shows HTML for %s', async (trouble, status) => {
    site().switch(trouble);
    const answer = await me(name);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringContaining('text/html')]);
  });

  it('leads to a login page on another host', async () => {
    site().switch('redirect-to-login');
    const { status, headers } = await me(name);
    expect([status, headers.get('location')]).toEqual([302, `${simulator.sim.identityProvider.url}/login`]);
  });

  it('forbids', async () => {
    site().switch('forbidden');
    expect((await me(name)).status).toBe(403);
  });

  it('waits before it answers, and answers all the same', async () => {
    site().switch('slow', { delayMs: 60 });
    const start = performance.now();
    expect((await me(name)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(50);
  });
});

describe('the other switches', () => {
  it.each(['jiraCloud', 'jiraDataCenter', 'confluenceCloud', 'confluenceDataCenter'] as const)(
    'locks %s behind a CAPTCHA with 403 and the reason',
    async (name) => {
      simulator.sim.sites[name].switch('captcha');
      const { status, headers } = await me(name);
      expect([status, headers.get('x-seraph-loginreason')]).toEqual([403, 'AUTHENTICATION_DENIED']);
      expect(headers.get('x-authentication-denied-reason')).toContain('CAPTCHA_CHALLENGE');
    },
  );

  it('breaks one product of a site and not the other', async () => {
    simulator.sim.sites.confluenceCloud.switch('server-error');
    expect([(await me('confluenceCloud')).status, (await me('jiraCloud')).status]).toEqual([500, 200]);
  });

  it('records what was asked, how it was answered, and no secret', async () => {
    const site = simulator.sim.sites.openproject;
    const before = site.requests.length;
    await me('openproject');
    expect(site.requests.slice(before)).toEqual([
      { method: 'GET', path: '/api/v3/users/me', query: {}, status: 200, authenticated: true, credentialsSent: true },
    ]);
  });
});

describe('starting', () => {
  it('gives the same data for the same time, and free ports', async () => {
    const now = () => new Date('2026-11-20T12:00:00Z');
    const other = await startSimulator({ now, latencyMs: () => 1 });
    const [a, b] = [simulator.sim, other].map(({ sites }) => sites.openproject);
    const [first, second] = await Promise.all(
      [a!, b!].map((site) => ask(`${site.url}/api/v3/work_packages`, signed(site))),
    );
    expect(a!.url).not.toBe(b!.url);
    expect(first!.json).toEqual(second!.json);
    await other.close();
  });
});
