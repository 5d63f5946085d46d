import { parentPort, workerData } from 'node:worker_threads';
import { startSimulator } from '../../src/simulator/simulator.ts';

export type SimulatorAddress = {
  readonly url: string;
  readonly secret: string;
  readonly gateway: string;
  readonly clickUp: string;
};

/** Serves the simulator on a thread of its own: a real system does not take computing time from ours. */
const { latencyMs } = workerData as { latencyMs: number };
const simulator = await startSimulator({ latencyMs });
const { jiraDataCenter, clickup } = simulator.sites;
const [account] = jiraDataCenter.accounts;
if (account?.method !== 'personal-access-token') throw new Error('The simulator has no personal access token');
const address: SimulatorAddress = {
  url: jiraDataCenter.url,
  secret: account.secret,
  gateway: simulator.gateway.url,
  clickUp: clickup.url,
};
parentPort?.postMessage(address);
