import { z } from 'zod';
import type { Connection } from '../connections/connection.ts';
import { authMethodOf, tokenPageAt } from '../providers/auth-method.ts';
import type { Provider, ProviderDescriptor, ProviderId } from '../providers/provider.ts';
import type { Rotation, RotationMember, RotationView } from './rotation.ts';
import { supportsTokens } from './tokens.ts';

type Facts = {
  readonly providers: Readonly<Record<ProviderId, Pick<Provider, 'descriptor'>>>;
  readonly now: Date;
  readonly isWorkedOn: (rotation: Rotation) => boolean;
};

/** A rotation as the window shows it; of a connection that was removed meanwhile only what the rotation says. */
export function rotationViewOf(
  rotation: Rotation,
  connections: readonly Connection[],
  { providers, now, isWorkedOn }: Facts,
): RotationView {
  const { id, kind, startedAt, step, graceUntil, problem } = rotation;
  const worked = isWorkedOn(rotation);
  const connection = connections.find((each) => each.id === rotation.members[0]?.connectionId);
  const tokenPage = connection && tokenPageOf(connection, providers[connection.provider].descriptor);
  const inGrace = step === 'proved' && graceUntil !== undefined && new Date(graceUntil) > now;
  return {
    ...{ id, kind, startedAt, step },
    ...(graceUntil === undefined ? {} : { graceUntil }),
    members: rotation.members.map((member) => ({ connectionId: member.connectionId, ...namesOf(member, connections) })),
    interrupted: step !== 'proved' && !worked,
    canRollBack: inGrace || (step === 'swapped' && !worked),
    canRevoke: connection !== undefined && canRevoke(rotation, connection),
    ...(tokenPage === undefined ? {} : { tokenPage }),
    ...(problem === undefined ? {} : { problem }),
  };
}

export function namesOf({ connectionId, before, after }: RotationMember, connections: readonly Connection[]) {
  return {
    name: connections.find(({ id }) => id === connectionId)?.name ?? 'A removed connection',
    oldHint: before.credential.hint,
    newHint: after.credential.hint,
  };
}

/** Whether the old key can be deleted at the system by its number there. */
export function canRevoke({ members }: Rotation, connection: Connection): boolean {
  return supportsTokens(connection) && members.some(({ before }) => before.credential.tokenId !== undefined);
}

type Keyed = Pick<Connection, 'auth' | 'endpoint'>;

/** Where the connection's key is made and deleted by hand. */
export function tokenPageOf({ auth, endpoint }: Keyed, descriptor: ProviderDescriptor): string | undefined {
  return z.url().safeParse(tokenPageAt(authMethodOf(descriptor, auth.method), endpoint.baseUrl)).data;
}
