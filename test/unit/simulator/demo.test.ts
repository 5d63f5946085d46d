import { describe, expect, it } from 'vitest';
import { connectionDraft } from '../../../src/connections/inputs.ts';
import { demoConnections } from '../../../src/simulator/demo.ts';
import { ask, bearer, now, signed, useSimulator } from './set-up.ts';

const simulator = useSimulator();

describe('the example connections', () => {
  it('are one per system, with drafts the form would accept', () => {
    const examples = demoConnections(simulator.sim);
    expect(examples.map(({ draft }) => draft.provider)).toEqual([
      'jira',
      'jira',
      'confluence',
      'confluence',
      'openproject',
      'clickup',
      'targetprocess',
    ]);
    for (const { draft } of examples) expect(connectionDraft.safeParse(draft).success).toBe(true);
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
  });

  it('have keys of all ages: due soon, long due, and one that never ends', () => {
    const keys = demoConnections(simulator.sim).map(({ key }) => key);
    const dueIn = keys.map(({ madeDaysAgo, endsInDays, rotation: { everyDays = 90 } }) =>
      Math.min(endsInDays ?? Infinity, everyDays === 0 ? Infinity : everyDays - madeDaysAgo),
    );
    expect(dueIn).toEqual([3, 30, -10, Infinity, 65, Infinity, 320]);
    expect(keys.filter(({ endsInDays }) => endsInDays === null).length).toBeGreaterThan(0);
  });

  it('leave it to Data Center to tell when its tokens were made and end', async () => {
    const examples = demoConnections(simulator.sim).filter(({ key }) => key.endsInDays === undefined);
    expect(examples.map(({ name }) => name)).toEqual(['Warehouse and finance', 'IT operations']);
    for (const { draft, key } of examples) {
      const listed = await ask(`${draft.address}/rest/pat/latest/tokens`, bearer(draft.secret));
      const own = (listed.json as { name: string; createdAt: string; expiringAt?: string }[]).find(
        ({ name }) => name === 'mcp-keyring',
      )!;
      expect((now.getTime() - Date.parse(own.createdAt)) / 86_400_000).toBe(key.madeDaysAgo);
      expect(own.expiringAt).toBeDefined();
    }
  });

  it('end the key of one of them once it was added', async () => {
    const site = simulator.sim.sites.openproject;
    const me = async () => (await ask(`${site.url}/api/v3/users/me`, signed(site))).status;
    const ending = demoConnections(simulator.sim).filter(({ afterAdding }) => afterAdding !== undefined);
    expect(ending).toHaveLength(1);
    expect(await me()).toBe(200);
    ending[0]!.afterAdding!();
    expect(await me()).toBe(401);
  });
});
