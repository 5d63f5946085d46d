import { keyShapeOf } from '../../recognition/key-shape.ts';
import { isPlaceholder, longestValue } from '../../recognition/placeholder.ts';
import { recogniseConnections } from '../../recognition/recognise.ts';
import type { Around, KeyShape, RecognisedConnection } from '../../recognition/recognition.ts';
import type { Candidate, Spot } from './spot.ts';

/** What is shorter cannot be told from ordinary text, and cutting it out of a file would cut other text. */
const shortest = 8;

/** Which of the values that stand together are keys, and what the others say of them. */
export function keysAmong(candidates: readonly Candidate[], around: Around): readonly Spot[] {
  const named = candidates.map(({ name = '', value }) => ({ name, value }));
  const connections = recogniseConnections(named, around);
  return candidates.flatMap((candidate) => {
    if (candidate.secret.length < shortest || candidate.value.length > longestValue || isPlaceholder(candidate.secret))
      return [];
    const own = connections.filter(({ secret }) => secret === candidate.secret || secret === candidate.value);
    const shape = shapeOf(candidate, own[0]);
    return shape === undefined ? [] : [{ ...candidate, shape, ...(own.length > 0 && { connections: own }) }];
  });
}

/** A name of one of our systems beside its address leaves no doubt. */
function shapeOf({ name = '', value }: Candidate, connection: RecognisedConnection | undefined): KeyShape | undefined {
  const shape = keyShapeOf(name, value);
  // A sentence under the name of a key is none; a password may be one.
  if (connection === undefined || (shape === undefined && /\s/.test(value))) return shape;
  return { what: shape?.what ?? 'a key', provider: connection.provider, certainty: 'certain' };
}
