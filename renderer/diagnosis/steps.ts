import type { ShownStep } from '../ui/step-list.tsx';
import type { Step } from './types.ts';

/** Every question, in the order in which it is asked: shown before anything is known. */
const titles: Record<Step['id'], string> = {
  key: 'Key',
  address: 'Address',
  proxy: 'Proxy',
  name: 'Name',
  connection: 'Connection',
  tls: 'Certificate',
  clock: 'Clock',
  system: 'System',
  deployment: 'Cloud or Data Center',
  'key-kind': 'Kind of key',
  'sign-in': 'Sign-in',
  permission: 'Permission',
};

const order = Object.keys(titles) as Step['id'][];

/** All of them, with what is known so far. `over`: what was not told is not coming any more. */
export function shownSteps(told: readonly Step[], over: boolean): ShownStep[] {
  return order.map(
    (id) => told.find((step) => step.id === id) ?? { id, title: titles[id], state: over ? 'skipped' : 'pending' },
  );
}

/** "Step 6 of 12: Certificate" */
export function progressText(told: readonly Step[]): string {
  const running = told.findLast(({ state }) => state === 'running') ?? told.at(-1);
  if (running === undefined) return 'Starting';
  return `Step ${order.indexOf(running.id) + 1} of ${order.length}: ${running.title}`;
}
