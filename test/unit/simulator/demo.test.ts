import { describe, expect, it } from 'vitest';
import { connectionDraft } from '../../../src/connections/inputs.ts';
import { demoConnections } from '../../../src/simulator/demo.ts';
import { ask, signed, useSimulator } from './set-up.ts';

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
