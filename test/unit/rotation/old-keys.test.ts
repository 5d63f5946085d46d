import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { finish } from '../../../src/rotation/finishing.ts';
import { createRotationHistory } from '../../../src/rotation/history-file.ts';
import type { Engine } from '../../../src/rotation/parts.ts';
import type { PastRotation } from '../../../src/rotation/rotation.ts';

const connectionId = '5a5f7f2e-6f0e-4f0e-8b7a-0d6a3a1c0001';
const past = (n: number, rest: Partial<PastRotation> = {}): PastRotation => ({
  id: `5a5f7f2e-6f0e-4f0e-8b7a-0d6a3a1c001${n}`,
  kind: 'manual',
  startedAt: '2026-11-01T08:00:00.000Z',
  endedAt: '2026-11-04T08:00:00.000Z',
  outcome: 'completed',
  oldKey: 'unknown',
  members: [{ connectionId, name: 'Jira', oldHint: '…0000', newHint: '…1111', owner: { id: '1', name: 'Ada' } }],
  ...rest,
});

it('knows which old keys nobody has dealt with, until the user says that it is done', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'history-')), 'rotation-history.json');
  const history = createRotationHistory(path);
  await history.add(past(1));
  await history.add(past(2, { oldKey: 'revoked' }));
  await history.add(past(3, { outcome: 'rolled-back' }));
  await history.add(past(4, { outcome: 'discarded' }));
  expect((await history.unrevoked()).map(({ id }) => id)).toEqual([past(1).id, past(3).id]);

  let changes = 0;
  // Of a rotation that is over nothing else is asked.
  const engine = { history, changed: () => changes++ } as unknown as Engine;
  expect(await finish(engine, { rotationId: past(1).id, revoke: false })).toEqual(past(1, { handled: true }));
  expect(changes).toBe(1);
  expect((await history.unrevoked()).map(({ id }) => id)).toEqual([past(3).id]);
  expect((await history.of(connectionId)).map(({ id }) => id)).toEqual([4, 3, 2, 1].map((n) => past(n).id));
});
