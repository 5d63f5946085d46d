import { anotherKey, fill, idOf, newKey, openScene, startedAt, type Scene, type SceneOptions } from './scene.ts';

type Kind = 'manual' | 'automatic';
export type Scenario = {
  readonly kind: Kind;
  readonly count: 1 | 3;
  /** Leaves the folder as it is before what is interrupted. */
  readonly prepare?: (scene: Scene) => Promise<unknown>;
  /** What is interrupted after each write. */
  readonly act: (scene: Scene) => Promise<unknown>;
  readonly at?: string;
  /** The system refuses the new key once it is in use. */
  readonly newKeyDies?: boolean;
};

const afterGrace = '2026-11-25T09:00:00.000Z';

async function others({ file }: Scene): Promise<string[]> {
  return (await file.read()).connections.slice(1).map(({ id }) => id);
}

const replaceBy =
  (secret: string) =>
  async (scene: Scene): Promise<unknown> =>
    scene.rotations.replace({ connectionId: idOf(1), secret, together: await others(scene), accept: true });
const replace = replaceBy(newKey);
const rotate = (scene: Scene): Promise<unknown> => scene.rotations.automatic({ connectionId: idOf(1), together: [] });

async function only(scene: Scene): Promise<string> {
  const [rotation] = await scene.rotations.list();
  if (rotation === undefined) throw new Error('There is no rotation.');
  return rotation.id;
}

/** Breaks off at the given write, as a kill does, without ending this process. */
const interruptedAt = (point: number, kind: Kind) => async (scene: Scene) => {
  let passed = 0;
  const gate = (): void => {
    passed += 1;
    if (passed > point) throw new Error('Interrupted');
  };
  const dying = openScene(scene.folder, {
    at: startedAt,
    gate,
    thisProcess: { pid: 999_999_999, isAlive: () => false },
  });
  await (kind === 'manual' ? replace : rotate)(dying).catch(() => undefined);
};

const rollBack = async (scene: Scene) => scene.rotations.rollBack(await only(scene));
const finish = (revoke: boolean) => async (scene: Scene) =>
  scene.rotations.finish({ rotationId: await only(scene), revoke });
const resume = async (scene: Scene) => scene.rotations.resume(await only(scene));
const discard = async (scene: Scene) => scene.rotations.discard(await only(scene));
const tend = (scene: Scene) => scene.rotations.tend();
const refuseNew = (scene: Scene): Promise<void> => {
  scene.system.letDie(newKey);
  return Promise.resolve();
};

/** Ways through the engine, for one connection and for three that hold the same key. */
export function scenarios(): Record<string, Scenario> {
  const [one, three] = [
    { kind: 'manual', count: 1 },
    { kind: 'manual', count: 3 },
  ] as const;
  const [token, tokens] = [
    { kind: 'automatic', count: 1 },
    { kind: 'automatic', count: 3 },
  ] as const;
  return {
    'replacing one': { ...one, act: replace },
    'replacing three': { ...three, act: replace },
    'making a token for three': { ...tokens, act: rotate },
    'replacing again within the grace time': { ...one, prepare: replace, act: replaceBy(anotherKey) },
    'making a token within the grace time': { ...token, prepare: rotate, act: rotate },
    'going back with three': { ...three, prepare: replace, act: rollBack },
    'going back to a token': { ...token, prepare: rotate, act: rollBack },
    finishing: { ...one, prepare: replace, act: finish(false) },
    'revoking the token of three': { ...tokens, prepare: rotate, act: finish(true) },
    'the end of the grace time of three': { ...three, prepare: replace, act: tend, at: afterGrace },
    'the end of the grace time of a token': { ...token, prepare: rotate, act: tend, at: afterGrace },
    // Points are two for each write: the items lie there, noted by the first write alone.
    'discarding what was stored': { ...three, prepare: interruptedAt(8, 'manual'), act: discard },
    'discarding a token': { ...token, prepare: interruptedAt(6, 'automatic'), act: discard },
    'resuming for three': { ...three, prepare: interruptedAt(4, 'manual'), act: resume },
    'resuming with a token': { ...token, prepare: interruptedAt(8, 'automatic'), act: resume },
    'resuming after the made token was lost': { ...token, prepare: interruptedAt(3, 'automatic'), act: resume },
    'going back by itself': { ...one, prepare: refuseNew, act: replace, newKeyDies: true },
  };
}

export async function prepare(
  folder: string,
  { kind, count, prepare: more }: Scenario,
  store?: SceneOptions['store'],
): Promise<void> {
  const scene = openScene(folder, { at: startedAt, ...(store && { store }) });
  await fill(scene, kind, count);
  await more?.(scene);
}
