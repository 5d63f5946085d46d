import { createHmac, randomBytes } from 'node:crypto';
import { hintOf } from '../secrets/redaction.ts';
import { lineAt, type Spot } from './detect/spot.ts';
import type { Inspected } from './inspected.ts';
import type { Find, FindGroup, Risk } from './report.ts';

type Risky = Inspected & { readonly risks: readonly Risk[] };

/** Names that are the same for the same text, and out of which the text cannot be guessed: their key is made anew with each start. */
export function createIds(): (text: string) => string {
  const key = randomBytes(32);
  return (text) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}

/** All places of each key together; the certain ones first, then those in more places. */
export function groupFinds(files: readonly Risky[], idOf: (text: string) => string): FindGroup[] {
  const bySecret = new Map<string, { spots: Spot[]; finds: Find[] }>();
  for (const file of files) {
    for (const spot of file.spots) {
      const group = bySecret.get(spot.secret) ?? { spots: [], finds: [] };
      group.spots.push(spot);
      group.finds.push(findOf(file, spot, idOf));
      bySecret.set(spot.secret, group);
    }
  }
  return [...bySecret].flatMap(([secret, group]) => groupOf(secret, group, idOf)).toSorted(inOrder);
}

export const findIdOf = ({ target }: Pick<Inspected, 'target'>, spot: Spot, idOf: (text: string) => string): string =>
  idOf(JSON.stringify([target.path, spot.start, spot.literal]));

function findOf(file: Risky, spot: Spot, idOf: (text: string) => string): Find {
  const { target, text, changedAt, madeAt, risks } = file;
  return {
    id: findIdOf(file, spot, idOf),
    path: target.path,
    line: lineAt(text, spot.start),
    source: target.source,
    ...(target.client !== undefined && { client: target.client.id, clientName: target.client.name }),
    ...(spot.server !== undefined && { server: spot.server.name }),
    field: spot.field,
    ...(spot.name !== undefined && { name: spot.name }),
    changedAt: changedAt.toISOString(),
    ...(madeAt !== undefined && { madeAt: madeAt.toISOString() }),
    risks: [...risks],
  };
}

function groupOf(
  secret: string,
  { spots, finds }: { spots: readonly Spot[]; finds: readonly Find[] },
  idOf: (text: string) => string,
): FindGroup[] {
  const [first, ...more] = finds;
  const shapes = spots.map(({ shape }) => shape);
  const best = shapes.find(({ certainty }) => certainty === 'certain') ?? shapes[0];
  if (first === undefined || best === undefined) return [];
  const provider = shapes.find((shape) => shape.provider !== undefined)?.provider;
  return [
    {
      id: idOf(secret),
      what: best.what,
      ...(provider !== undefined && { provider }),
      certainty: best.certainty,
      hint: hintOf(secret),
      finds: [first, ...more],
    },
  ];
}

function inOrder(a: FindGroup, b: FindGroup): number {
  if (a.certainty !== b.certainty) return a.certainty === 'certain' ? -1 : 1;
  return b.finds.length - a.finds.length;
}
