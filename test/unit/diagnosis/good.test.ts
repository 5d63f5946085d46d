import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../src/simulator/simulator.ts';
import { connectionTo, diagnosing } from './harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe('a diagnosis of what works', () => {
  it('tells every step twice, in order, and finds nothing to do', async () => {
    const site = simulator.sites.jiraDataCenter;
    const { report, told, step } = await diagnosing().saved(connectionTo(site), site.accounts[0]!.secret);
    expect(report).toMatchObject({ works: true, connection: 'Team board' });
    expect(report.problem).toBeUndefined();
    expect(told.map(({ id, state }) => `${id} ${state === 'running' ? 'starts' : 'ends'}`)).toEqual(
      report.steps.flatMap(({ id }) => [`${id} starts`, `${id} ends`]),
    );
    expect(step('sign-in').state).toBe('good');
  });
});
