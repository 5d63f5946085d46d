import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { createProviders } from '../../../src/providers/catalog.ts';
import { createRotationHistory } from '../../../src/rotation/history-file.ts';
import { createRotations } from '../../../src/rotation/rotations.ts';
import { preferences } from '../../../src/settings/preferences.ts';
import { startSimulator, type Simulator } from '../../../src/simulator/simulator.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { draft, setUp } from '../../unit/connections/harness.ts';

const dayMs = 86_400_000;
const sites = [
  { site: 'jiraDataCenter', provider: 'jira' },
  { site: 'confluenceDataCenter', provider: 'confluence' },
] as const;

describe.each(sites)('tokens of $site that replace themselves', ({ site: name, provider }) => {
  const clock = new FakeClock();
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ now: () => clock.now() });
  });
  afterAll(() => simulator.close());
  const site = () => simulator.sites[name];

  /** The real engine and the real client of the system, over a token of a person of their own. */
  async function rotating(account: string, { lives = 30, automatic = true } = {}) {
    const { parts: fakes, file, keychain } = await setUp();
    const providers = createProviders({
      fetch: (input, init) => fetch(input, init),
      wait: () => Promise.resolve(),
      now: () => clock.now(),
      atlassianGateway: simulator.gateway.url,
      clickUpAddress: simulator.sites.clickup.url,
    });
    const parts = { ...fakes, clock, providers };
    const secret = site().issueKey({ account, name: 'by hand', expiresInDays: lives });
    const connections = createConnectionService(parts);
    const { id } = await connections.add(
      draft({ provider, address: site().url, method: 'personal-access-token', secret }),
    );
    await file.update((content) => ({
      ...content,
      connections: content.connections.map((each) => ({ ...each, rotation: { automatic } })),
    }));
    const history = createRotationHistory(join(await mkdtemp(join(tmpdir(), 'automatic-')), 'history.json'));
    const rotations = createRotations({
      ...parts,
      history,
      preferences: { read: () => Promise.resolve(preferences.parse({})) },
      thisProcess: { pid: 1, isAlive: () => false },
      onProgress: () => undefined,
    });
    const inUse = async () => (await connections.list())[0]!.credential;
    /** The person's tokens at the system, asked with the key in use. */
    const tokens = async () => {
      const { endpoint } = (await connections.list())[0]!;
      const { field, version } = await inUse();
      const key = await keychain.get(`${id}/${field}/${String(version)}`);
      const credentials = { method: 'personal-access-token', secret: key! } as const;
      const client = providers[provider].open({ endpoint, credentials, http: { timeoutMs: 10_000, retries: 0 } });
      return (await client.tokens!.list()).map((token) => token.name);
    };
    return { id, file, keychain, history, rotations, inUse, tokens };
  }

  it('are made anew before they end, and the old one is revoked after the grace time', async () => {
    const { id, rotations, inUse, tokens, history } = await rotating('jonas.weber');
    const before = await inUse();
    expect(before).toMatchObject({ expiresAt: '2026-12-21', expiryFrom: 'system' });
    await rotations.tend();
    expect(await rotations.list()).toEqual([]);

    clock.advance(17 * dayMs);
    await rotations.tend();
    expect(await rotations.list()).toMatchObject([{ kind: 'automatic', step: 'proved', canRevoke: true }]);
    expect(await inUse()).toMatchObject({ version: 2, expiryFrom: 'system', expiresAt: '2027-01-07' });
    expect(await tokens()).toContain('by hand');

    clock.advance(3 * dayMs);
    await rotations.tend();
    expect(await history.of(id)).toMatchObject([{ outcome: 'completed', oldKey: 'revoked' }]);
    expect(await tokens()).not.toContain('by hand');
    expect((await tokens()).filter((token) => token.startsWith('mcp-keyring-'))).toHaveLength(1);

    const unchanged = await inUse();
    await rotations.tend();
    expect(await inUse()).toEqual(unchanged);
  });

  it('stay as they are where their owner has ten already, which is said in the system’s words', async () => {
    const account = 'elena.petrova';
    const { id, file, keychain, rotations, inUse, tokens } = await rotating(account, { automatic: false });
    const others = 10 - (await tokens()).length;
    for (let made = 0; made < others; made += 1) site().issueKey({ account, name: 'another' });
    const before = await inUse();
    await expect(rotations.automatic({ connectionId: id, together: [] })).rejects.toMatchObject({
      code: 'change-rejected',
      message: expect.stringContaining('at most 10') as string,
    });
    expect(await inUse()).toEqual(before);
    expect((await file.read()).rotations).toEqual([]);
    expect(keychain.items.size).toBe(1);
    expect(await tokens()).toHaveLength(10);
  });

  it('leave an old one behind that cannot be revoked for a week, and the user is told of it', async () => {
    const { id, file, rotations, tokens, history } = await rotating('omar.haddad');
    await rotations.automatic({ connectionId: id, together: [] });
    site().switch('server-error');
    clock.advance(4 * dayMs);
    await rotations.tend();
    expect((await file.read()).rotations).toMatchObject([{ ending: { unusedKey: 'to-revoke' } }]);
    clock.advance(6 * dayMs);
    await rotations.tend();
    expect((await file.read()).rotations).toHaveLength(1);
    clock.advance(2 * dayMs);
    await rotations.tend();
    expect((await file.read()).rotations).toEqual([]);
    expect(await history.unrevoked()).toMatchObject([{ id: expect.any(String) as string, oldKey: 'unknown' }]);
    site().switch('none');
    expect(await tokens()).toContain('by hand');
  });

  it('are revoked late where the system was away for some days', async () => {
    const { id, rotations, tokens, history } = await rotating('hanna.virtanen');
    await rotations.automatic({ connectionId: id, together: [] });
    site().switch('unavailable');
    clock.advance(4 * dayMs);
    await rotations.tend();
    site().switch('none');
    clock.advance(dayMs);
    await rotations.tend();
    expect(await history.of(id)).toMatchObject([{ outcome: 'completed', oldKey: 'revoked' }]);
    expect(await tokens()).not.toContain('by hand');
  });
});
