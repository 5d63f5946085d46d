import { describe, expect, it } from 'vitest';
import { switchNames, type SiteName, type SwitchName } from '../../../src/simulator/simulator.ts';
import { flavours, type Flavour } from './flavours.ts';
import { failureOf, patient, useProviders } from './set-up.ts';
import type { AppError, ErrorCode } from '../../../src/lib/app-error.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';

const setting = useProviders();

/** What must be told of each trouble, whatever the system. */
const usual: Readonly<Record<Exclude<SwitchName, 'none' | 'rate-limited-once' | 'clock-skew'>, ErrorCode>> = {
  'expired-key': 'bad-credentials',
  anonymous: 'bad-credentials',
  captcha: 'captcha',
  'rate-limited': 'rate-limited',
  'server-error': 'server-error',
  unavailable: 'server-error',
  slow: 'timeout',
  'login-page': 'login-page',
  'redirect-to-login': 'login-page',
  forbidden: 'forbidden',
  'not-this-system': 'wrong-address',
  'ip-blocked': 'address-blocked',
};

/** Where a system has its own way. The others have no CAPTCHA, or refuse to say who a visitor is. */
const special: Readonly<Partial<Record<SiteName, Partial<Record<SwitchName, ErrorCode>>>>> = {
  confluenceCloud: { anonymous: 'anonymous' },
  confluenceDataCenter: { anonymous: 'anonymous' },
  openproject: { anonymous: 'anonymous', captcha: 'bad-credentials' },
  clickup: { captcha: 'bad-credentials' },
  targetprocess: { captcha: 'bad-credentials' },
};

const cases = flavours.flatMap((flavour) =>
  Object.entries(usual).map(([name, code]) => {
    const trouble = name as keyof typeof usual;
    return { flavour, site: flavour.site, trouble, code: special[flavour.site]?.[trouble] ?? code };
  }),
);

/** A site that works, opened and then broken. */
async function broken(flavour: Flavour, trouble: SwitchName, retries = 0): Promise<ProviderClient> {
  const timeoutMs = trouble === 'slow' ? 80 : patient.timeoutMs;
  const client = await setting.open(flavour, { http: { timeoutMs, retries } });
  setting.waits.length = 0;
  setting.sim.sites[flavour.site].switch(trouble, { retryAfterSeconds: 7, delayMs: 400 });
  return client;
}

const sentence = /^[\p{Lu}\d].*[.!?”]$/u;

function expectWords({ message, next, link }: AppError, flavour: Flavour): void {
  for (const text of [message, next]) {
    expect(text).toMatch(sentence);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|<\w+/);
  }
  const { secret } = setting.credentials(flavour);
  for (const text of [message, next, link ?? '']) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(secret));
  }
}

describe.each(cases)('$site with $trouble', ({ flavour, trouble, code }) => {
  it(`ends in ${code}, in words a person can act on`, async () => {
    const client = await broken(flavour, trouble);
    const error = await failureOf(client.whoAmI());
    expect(error.code).toBe(code);
    expectWords(error, flavour);
    expect(setting.waits).toEqual([]);
  });

  it('carries no key to another host, whatever is called', async () => {
    const client = await broken(flavour, trouble);
    const before = setting.sim.identityProvider.requests.length;
    const calls = [client.listProjects({ limit: 5 }), client.searchItems({ limit: 5 }), client.getItem('12')];
    for (const outcome of await Promise.allSettled(calls)) {
      // A visitor's answers are looked at below.
      if (trouble !== 'anonymous') expect(outcome.status).toBe('rejected');
    }
    expect(setting.sim.identityProvider.requests.slice(before)).toEqual([]);
  });
});

it('knows every switch there is', () => {
  expect(Object.keys(usual).sort()).toEqual(switchNames.filter((name) => !/^none$|once|clock/.test(name)).sort());
});

describe.each(flavours)('$site', (flavour) => {
  it('is asked once more after the pause it wants, and then works', async () => {
    const client = await broken(flavour, 'rate-limited-once', 2);
    expect((await client.whoAmI()).name).toBe('Mia Larsen');
    expect(setting.waits).toEqual([7000]);
  });

  it('is left alone after the last retry, and the pause it wants is told', async () => {
    const client = await broken(flavour, 'rate-limited', 1);
    const error = await failureOf(client.whoAmI());
    expect([error.code, error.retryAfterMs]).toEqual(['rate-limited', 7000]);
    expect(error.next).toContain('7 seconds');
    expect(new Set(setting.waits)).toEqual(new Set([7000]));
  });

  it('is not asked again when the key is refused, so that no account is locked', async () => {
    const client = await broken(flavour, 'expired-key', 3);
    await failureOf(client.whoAmI());
    expect(setting.waits).toEqual([]);
  });

  it('shows a visitor’s answer as a failure and not as a short list', async () => {
    const client = await broken(flavour, 'anonymous');
    const visitor = ['anonymous', 'bad-credentials'];
    expect(visitor).toContain((await failureOf(client.searchItems({ limit: 5 }))).code);
    expect(visitor).toContain((await failureOf(client.listProjects({ limit: 5 }))).code);
  });
});
