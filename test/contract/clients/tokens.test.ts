import { describe, expect, it } from 'vitest';
import { describeOwnToken } from '../../../src/rotation/tokens.ts';
import { flavours } from './flavours.ts';
import { failureOf, patient, useProviders } from './set-up.ts';
import type { TokenCalls } from '../../../src/providers/tokens.ts';

const setting = useProviders();
const isDataCenter = (site: string) => /^(jira|confluence)DataCenter$/.test(site);

describe.each(flavours.filter(({ site }) => isDataCenter(site)))('tokens of $site', (flavour) => {
  const site = () => setting.sim.sites[flavour.site];

  async function tokensOf(secret = site().issueKey({ account: 'hanna.virtanen' })): Promise<TokenCalls> {
    const client = await setting.open(flavour, { secret });
    return client.tokens!;
  }

  it('are made, listed, used and revoked', async () => {
    const tokens = await tokensOf();
    const { info, secret } = await tokens.create({ name: 'mcp-keyring-1', lifetimeDays: 90 });
    expect(info).toMatchObject({
      name: 'mcp-keyring-1',
      createdAt: '2026-11-20T12:00:00.000Z',
      expiresAt: '2027-02-18T12:00:00.000Z',
    });
    expect(await tokens.list()).toContainEqual(info);
    const made = await setting.open(flavour, { secret });
    expect((await made.whoAmI()).name).toBe('Hanna Virtanen');
    expect(await tokens.revoke(info.id)).toBe(true);
    expect((await failureOf(made.whoAmI())).code).toMatch(/^(bad-credentials|anonymous)$/);
    expect(await tokens.revoke(info.id)).toBe(false);
  });

  it('live for ever where nobody says how long', async () => {
    const { info } = await (await tokensOf()).create({ name: 'mcp-keyring-2' });
    expect(info.expiresAt).toBeUndefined();
  });

  it('are told apart from the others of the same person', async () => {
    const account = 'omar.haddad';
    site().issueKey({ account, name: 'another' });
    const secret = site().issueKey({ account, name: 'mine', expiresInDays: 30 });
    expect(await (await tokensOf(secret)).own()).toMatchObject({ name: 'mine' });
    const client = await setting.open(flavour, { secret });
    expect(await describeOwnToken(client, 'UTC')).toMatchObject({
      createdAt: '2026-11-20T12:00:00.000Z',
      expiresAt: '2026-12-20',
    });
  });

  it('are listed for a password, of which they say nothing', async () => {
    const password = site().accounts.find(({ method }) => method === 'password')!;
    const provider = setting.providers()[flavour.provider];
    const endpoint = { baseUrl: site().url, deployment: 'data-center' } as const;
    const { tokens } = provider.open({ endpoint, credentials: password, http: patient });
    expect((await tokens!.list()).map(({ name }) => name)).toContain('example');
    expect(await tokens!.own()).toBeUndefined();
  });

  it('are refused with the reason when there are too many, or for too long', async () => {
    const tokens = await tokensOf(site().issueKey({ account: 'elena.petrova' }));
    const tooLong = await failureOf(tokens.create({ name: 'a', lifetimeDays: 1000 }));
    expect([tooLong.code, tooLong.message]).toEqual(['change-rejected', expect.stringContaining('365 days')]);
    for (let made = 1; made < 10; made += 1) await tokens.create({ name: 'a', lifetimeDays: 1 });
    const tooMany = await failureOf(tokens.create({ name: 'a', lifetimeDays: 1 }));
    expect([tooMany.code, tooMany.message]).toEqual(['change-rejected', expect.stringContaining('at most 10')]);
  });

  it('are not to be had with a key that is refused', async () => {
    const secret = site().issueKey();
    const tokens = await tokensOf(secret);
    site().revokeKey(secret);
    expect((await failureOf(tokens.list())).code).toMatch(/^(bad-credentials|anonymous)$/);
  });
});

it.each(flavours.filter(({ site }) => !isDataCenter(site)))('$site has none to make', async (flavour) => {
  expect((await setting.open(flavour)).tokens).toBeUndefined();
});
