import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnectionAccess } from '../../../src/connections/connection-access.ts';
import type { Connection } from '../../../src/connections/connection.ts';
import { policy } from '../../../src/policy/policy.ts';
import { createProviders } from '../../../src/providers/catalog.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { aConnection } from '../../fakes/connections/fake-access.ts';
import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';
import { connect } from '../../unit/mcp/harness.ts';
import { now } from '../../unit/simulator/set-up.ts';
import { flavours, type Flavour } from '../clients/flavours.ts';
import { patient, useProviders } from '../clients/set-up.ts';

const setting = useProviders();

/** The real server over connections whose key can be rotated at any moment, and a network that can wait for that. */
async function running(flavour: Flavour) {
  const site = setting.sim.sites[flavour.site];
  const [account] = site.accounts;
  const oldKey = site.issueKey();
  const keychain = new InMemorySecretStore();
  let beforeRequest = (): void => undefined;
  const providers = createProviders({
    fetch: (input, init) => {
      beforeRequest();
      return fetch(input, init);
    },
    wait: () => Promise.resolve(),
    now: () => now,
    atlassianGateway: setting.sim.gateway.url,
    clickUpAddress: setting.sim.sites.clickup.url,
  });
  const credentials = { ...account!, secret: oldKey };
  const endpoint = await providers[flavour.provider].locate({ address: site.url, credentials, http: patient });
  let connection: Connection = aConnection('It', {
    provider: flavour.provider,
    endpoint,
    auth: { method: account!.method, account: account!.account ?? '' } as Connection['auth'],
    policy: policy.parse({ access: 'read-write' }),
  });
  const store = async (secret: string): Promise<void> => {
    const { id, credential } = connection;
    await keychain.set(`${id}/${credential.field}/${String(credential.version)}`, secret);
  };
  await store(oldKey);
  const file = {
    read: () => Promise.resolve({ connections: [connection], removed: [], leftovers: [], rotations: [] }),
  };
  const access = createConnectionAccess({
    file,
    providers,
    secrets: createSecretReader(() => keychain, noReferences),
  });
  const swapTo = (secret: string): void => {
    const { credential } = connection;
    connection = { ...connection, credential: { ...credential, version: credential.version + 1 } };
    void store(secret);
    site.revokeKey(oldKey);
  };
  return {
    site,
    ...(await connect(access)),
    swapTo,
    /** As late as a key can be rotated: when this request of those to come is about to leave. */
    atRequest: (number: number, rotate: () => void): void => {
      let count = 0;
      beforeRequest = () => {
        count += 1;
        if (count === number) rotate();
      };
    },
    count: async (call: () => Promise<unknown>) => {
      const before = site.requests.length;
      await call();
      return site.requests.slice(before);
    },
  };
}

const refusals = (requests: readonly { authenticated: boolean }[]) =>
  requests.filter(({ authenticated }) => !authenticated).length;

describe.each(flavours)('a key of $site that is rotated while Claude calls', (flavour) => {
  let session: Awaited<ReturnType<typeof running>>;
  beforeEach(async () => {
    session = await running(flavour);
  });
  const list = () => session.call('list_projects', { connection: 'It' });

  it('costs one more request, and the answer is the whole one', async () => {
    const { site, swapTo, atRequest, count } = session;
    let usual = '';
    const undisturbed = await count(async () => (usual = (await list()).text));
    const fresh = site.issueKey();
    atRequest(1, () => {
      swapTo(fresh);
    });
    let answer = { text: '', isError: true };
    const requests = await count(async () => (answer = await list()));
    expect(answer).toMatchObject({ isError: false, text: usual });
    const more = requests.length - undisturbed.length;
    // These ask whose key it is at the same time, and for the list once more in case a visitor got it.
    if (['openproject', 'confluenceDataCenter'].includes(flavour.site)) expect(more).toBeLessThanOrEqual(3);
    else expect(more).toBe(1);
    expect(refusals(requests)).toBeGreaterThan(0);
  });

  it('is refused for good, without a loop, when the new one does not work either', async () => {
    const { swapTo, atRequest, count } = session;
    const undisturbed = await count(list);
    atRequest(1, () => {
      swapTo('wrong-key-0123456789');
    });
    let answer = { text: '', isError: false };
    const requests = await count(async () => (answer = await list()));
    expect(answer.isError || answer.text.includes('did not')).toBe(true);
    expect(requests.length).toBeLessThanOrEqual(2 * undisturbed.length + 1);
  });

  it('is no hindrance for an answer that takes its time', async () => {
    const { site, swapTo } = session;
    const fresh = site.issueKey();
    site.switch('slow', { delayMs: 150 });
    const before = site.requests.length;
    const answering = list();
    await vi.waitFor(
      () => {
        expect(site.requests.length).toBeGreaterThan(before);
      },
      { interval: 5 },
    );
    swapTo(fresh);
    site.switch('none');
    expect((await answering).isError).toBe(false);
    expect((await list()).isError).toBe(false);
    expect(site.requests.at(-1)).toMatchObject({ authenticated: true });
  });
});

const withItems = flavours.filter(({ provider }) => provider !== 'confluence');

describe.each(withItems)('a change in $site whose key is rotated in between', (flavour) => {
  it('is made once', async () => {
    const session = await running(flavour);
    const { site, call, swapTo, atRequest, count } = session;
    const project = flavour.projects[0];
    const type = flavour.provider === 'targetprocess' ? 'User Story' : 'Task';
    const title = `Made once at ${flavour.site}`;
    const args = { connection: 'It', items: [{ project, title: `${title}, before`, type }] };
    const undisturbed = await count(() => call('create_item', args));
    const position = undisturbed.findIndex(({ method, path }) => method === 'POST' && !path.endsWith('/form')) + 1;
    expect(position).toBeGreaterThan(0);
    const fresh = site.issueKey();
    atRequest(position, () => {
      swapTo(fresh);
    });
    const answer = await call('create_item', { ...args, items: [{ project, title, type }] });
    expect(answer).toMatchObject({ isError: false });
    const client = await setting.open(flavour);
    const found = (await client.searchItems({ limit: 100 })).items.filter((item) => item.title === title);
    expect(found).toHaveLength(1);
  });
});
