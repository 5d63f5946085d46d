import { describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { failureOf, patient, useProviders } from './set-up.ts';

const setting = useProviders();

describe.each(flavours)('who am I at $site', (flavour) => {
  const site = () => setting.sim.sites[flavour.site];

  it('names the owner of every kind of key the system takes', async () => {
    const provider = setting.providers()[flavour.provider];
    for (const account of site().accounts) {
      const endpoint = await provider.locate({ address: site().url, credentials: account, http: patient });
      const me = await provider.open({ endpoint, credentials: account, http: patient }).whoAmI();
      expect(me.name, account.method).toBe('Mia Larsen');
      expect(me.id).not.toBe('');
    }
  });

  it('names somebody else for somebody else’s key', async () => {
    const secret = site().issueKey({ account: 'jonas.weber' });
    const account = flavour.site.endsWith('Cloud') ? { account: 'jonas.weber@harbourpine.example' } : {};
    const credentials = { ...setting.credentials(flavour), ...account, secret };
    const provider = setting.providers()[flavour.provider];
    const endpoint = await provider.locate({ address: site().url, credentials, http: patient });
    const client = provider.open({ endpoint, credentials, http: patient });
    expect((await client.whoAmI()).name).toBe('Jonas Weber');
  });

  it.each(['revoked', 'expired'] as const)('refuses a key that was %s while the client was open', async (end) => {
    const secret = site().issueKey();
    const client = await setting.open(flavour, { secret });
    await client.whoAmI();
    if (end === 'revoked') site().revokeKey(secret);
    else site().expireKey(secret);
    const error = await failureOf(client.whoAmI());
    expect(['bad-credentials', 'anonymous']).toContain(error.code);
    for (const text of [error.message, error.next]) expect(text).not.toContain(secret);
  });
});
