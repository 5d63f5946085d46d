import { keychainStore } from './keychain-store.ts';
import { openScene, startedAt } from './scene.ts';
import { scenarios } from './scenarios.ts';

/**
 * Acts in a folder and kills itself at the given point; points are counted right before and right after every write. With
 * a fourth argument, where the addon is found, its keys lie in the real keychain.
 */
const [folder = '', name = '', point = '', keychain] = process.argv.slice(2);
const scenario = scenarios()[name];
if (scenario === undefined) throw new Error(`There is no scenario "${name}".`);

let passed = 0;
const gate = (): void => {
  passed += 1;
  if (passed !== Number(point)) return;
  process.kill(process.pid, 'SIGKILL');
  // Nothing more is done until the signal arrives.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const store = keychain === undefined ? {} : { store: keychainStore(keychain) };
const scene = openScene(folder, { at: scenario.at ?? startedAt, gate, ...store });
void scenario
  .act(scene)
  .catch(() => undefined)
  .then(() => process.exit(0));
