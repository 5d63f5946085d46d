import { findById, withChanged, type ConnectionFileContent } from '../connections/connection-file.ts';
import { nextVersion } from '../connections/connection-secret.ts';
import { assertTestedAlike } from '../connections/connection-test.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credential } from '../connections/credential.ts';
import type { Endpoint } from '../providers/provider.ts';
import type { Account } from '../providers/vocabulary.ts';
import { AppError } from '../lib/app-error.ts';
import { withEnding, type Run } from './journal.ts';
import type { Engine } from './parts.ts';
import type { Rotation, RotationMember } from './rotation.ts';
import { canRevoke } from './view.ts';
import { workerFor } from './worker.ts';

/** A connection with the key that it is to get. The version is given out when it is written down. */
type Planned = {
  readonly connection: Connection;
  /** Facts about the old key that were learned on the way, for putting it back. */
  readonly before: Credential;
  readonly after: { readonly credential: Credential; readonly owner: Account; readonly endpoint: Endpoint };
};
export type NewRotation = Pick<Rotation, 'kind' | 'token'> & { readonly members: readonly Planned[] };

/** The first write: where the new key will lie. Grace times of earlier rotations end with it. */
export async function begin(engine: Engine, { rotationId, run }: Run, planned: NewRotation): Promise<void> {
  const now = engine.clock.now();
  await engine.file.update((content) => {
    const ids = planned.members.map(({ connection }) => connection.id);
    assertNoneUnderWay(content, ids);
    const ended = withEarlierEnded(content, ids, now);
    const members = planned.members.map((member) => memberOf(content, member));
    const rotation: Rotation = {
      ...{ id: rotationId, kind: planned.kind, startedAt: now.toISOString(), step: 'started', members },
      ...(planned.token === undefined ? {} : { token: planned.token }),
      worker: workerFor(run, engine),
    };
    const numbered = members.reduce((all, member) => withVersionGiven(all, member), ended);
    return { ...numbered, rotations: [...numbered.rotations, rotation] };
  });
  engine.changed();
}

/** AppError `rotation-under-way`; one in its grace time is over for this purpose. */
export function assertNoneUnderWay({ rotations, connections }: ConnectionFileContent, ids: readonly string[]): void {
  const other = rotations.find((each) => each.step !== 'proved' && each.ending === undefined && concerns(each, ids));
  if (other === undefined) return;
  const member = other.members.find(({ connectionId }) => ids.includes(connectionId));
  const name = connections.find(({ id }) => id === member?.connectionId)?.name ?? 'this connection';
  throw new AppError(
    'rotation-under-way',
    `The key of “${name}” is being replaced already.`,
    'Go on with that or discard it first.',
  );
}

function withEarlierEnded(content: ConnectionFileContent, ids: readonly string[], now: Date): ConnectionFileContent {
  const earlier = content.rotations.filter(({ ending, ...each }) => ending === undefined && concerns(each, ids));
  return earlier.reduce((all, each) => withEnding(all, each, completion(each, content, now)), content);
}

/** What is still to be done about the old key when its grace time ends: ours are revoked, those of others are theirs. */
export function completion(rotation: Rotation, { connections }: ConnectionFileContent, now: Date) {
  const connection = connections.find(({ id }) => id === rotation.members[0]?.connectionId);
  const ours = rotation.kind === 'automatic' && connection !== undefined && canRevoke(rotation, connection);
  return { at: now.toISOString(), outcome: 'completed', unusedKey: ours ? 'to-revoke' : 'unknown' } as const;
}

const concerns = ({ members }: Pick<Rotation, 'members'>, ids: readonly string[]): boolean =>
  members.some(({ connectionId }) => ids.includes(connectionId));

function memberOf(content: ConnectionFileContent, { connection, before, after }: Planned): RotationMember {
  const current = findById(content, connection.id);
  assertTestedAlike(connection, current);
  const credential = { ...after.credential, version: nextVersion(current) };
  return {
    connectionId: current.id,
    before: { credential: before, owner: current.owner, endpoint: current.endpoint },
    after: { ...after, credential },
  };
}

function withVersionGiven(content: ConnectionFileContent, { connectionId, after }: RotationMember) {
  const { updatedAt } = findById(content, connectionId);
  return withChanged(content, connectionId, new Date(updatedAt), (current) => ({
    ...current,
    lastVersion: after.credential.version,
  }));
}
