import { describe, expect, it, vi } from 'vitest';
import { createProviders } from '../../../src/providers/catalog.ts';
import type { HttpOptions } from '../../../src/providers/provider.ts';
import { aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { policy } from '../../../src/policy/policy.ts';
import { connect } from '../../unit/mcp/harness.ts';
import { now } from '../../unit/simulator/set-up.ts';
import { flavours, type Flavour } from '../clients/flavours.ts';
import { patient, useProviders } from '../clients/set-up.ts';

const setting = useProviders();

/** The real server and client over a network that counts what is under way, and can stop before a request. */
async function over(flavour: Flavour, options: { http: HttpOptions; before?: () => void }) {
  const under = { way: 0, most: 0 };
  const counting: typeof fetch = async (input, init) => {
    options.before?.();
    init?.signal?.throwIfAborted();
    under.way += 1;
    under.most = Math.max(under.most, under.way);
    try {
      return await fetch(input, init);
    } finally {
      under.way -= 1;
    }
  };
  const { url } = setting.sim.sites[flavour.site];
  const provider = createProviders({
    fetch: counting,
    wait: () => Promise.resolve(),
    now: () => now,
    atlassianGateway: setting.sim.gateway.url,
    clickUpAddress: setting.sim.sites.clickup.url,
  })[flavour.provider];
  const credentials = setting.credentials(flavour);
  const endpoint = await provider.locate({ address: url, credentials, http: patient });
  const client = provider.open({ endpoint, credentials, http: options.http });
  const connection = aConnection('It', {
    provider: flavour.provider,
    endpoint,
    policy: policy.parse({ access: 'read-write' }),
  });
  const { call, activity } = await connect(new FakeAccess().add(connection, client));
  under.most = 0;
  return { call, activity, under };
}

const ofItems = flavours.filter(({ provider }) => provider !== 'confluence');

describe.each(flavours)('the network of $site through the tools', (flavour) => {
  it('carries as many requests at once as the connection allows, and no more', async () => {
    const { items: found } = await (await setting.open(flavour)).searchItems({ limit: 6 });
    const args = {
      connection: 'It',
      ids: found.map(({ id }) => id),
      include: ['comments', 'history', 'attachments', 'children'],
    };
    const { call, under } = await over(flavour, { http: { ...patient, maxParallel: 2 } });
    expect((await call('get_item', args)).isError).toBe(false);
    expect(under.most).toBe(2);
  });
});

describe.each(ofItems)('a change in $site that its caller stops', (flavour) => {
  it('while it is prepared is not sent', async () => {
    const [found] = (await (await setting.open(flavour)).searchItems({ limit: 1 })).items;
    const stop = new AbortController();
    let isArmed = false;
    const { call, activity } = await over(flavour, {
      http: patient,
      before: () => {
        if (isArmed) stop.abort();
      },
    });
    isArmed = true;
    const change = { connection: 'It', items: [{ id: found!.id, title: 'Never written' }] };
    await expect(call('update_item', change, stop.signal)).rejects.toThrow();
    await vi.waitFor(() => {
      expect(activity).toMatchObject([{ tool: 'update_item', code: 'cancelled' }]);
    });
    expect((await (await setting.open(flavour)).getItem(found!.id)).title).toBe(found!.title);
  });
});
