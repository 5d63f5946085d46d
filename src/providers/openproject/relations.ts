import type { Link } from '../item-parts.ts';
import { readAll } from './collections.ts';
import type { Context } from './context.ts';
import { idIn } from './hrefs.ts';
import { relation, workPackage, type OpRelation } from './schemas.ts';

/** OpenProject's words for relations, and how they are read. */
export const relationNames: Readonly<Record<string, string>> = {
  relates: 'relates to',
  duplicates: 'duplicates',
  duplicated: 'duplicated by',
  blocks: 'blocks',
  blocked: 'blocked by',
  precedes: 'precedes',
  follows: 'follows',
  includes: 'includes',
  partof: 'part of',
  requires: 'requires',
  required: 'required by',
};

/** `is blocked by`, `Blocked by`, `blocked` -> `blocked`. */
export function relationType(name: string): string | undefined {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^\s*(is|are)\s+/, '')
      .replaceAll(/[\s_-]+/g, '');
  return Object.entries(relationNames).find(([type, words]) =>
    [type, words].some((one) => plain(one) === plain(name)),
  )?.[0];
}

/** A relation seen from one of its ends. */
export type SeenRelation = {
  readonly id: string;
  readonly type: string;
  readonly to: string;
  readonly title?: string | undefined;
};

export async function relationsOf(
  { api }: Context,
  id: string,
  signal?: AbortSignal,
): Promise<readonly SeenRelation[]> {
  const filters = JSON.stringify([{ involved: { operator: '=', values: [id] } }]);
  const all = await readAll(api, '/api/v3/relations', { filters }, relation, signal);
  return all.flatMap((found) => seenFrom(id, found));
}

function seenFrom(id: string, { id: relationId, type, reverseType, _links }: OpRelation): SeenRelation[] {
  const isFrom = idIn(_links.from?.href) === id;
  const other = isFrom ? _links.to : _links.from;
  const to = idIn(other?.href);
  if (to === undefined) return [];
  return [{ id: relationId, type: isFrom ? type : (reverseType ?? type), to, title: other?.title }];
}

export async function linksOf(context: Context, id: string, signal?: AbortSignal): Promise<Link[]> {
  const seen = await relationsOf(context, id, signal);
  if (seen.length === 0) return [];
  const filters = JSON.stringify([{ id: { operator: '=', values: seen.map(({ to }) => to) } }]);
  const others = await readAll(context.api, '/api/v3/work_packages', { filters }, workPackage, signal);
  return seen.map(({ type, to, title }) => {
    const other = others.find((each) => each.id === to);
    return {
      type: relationNames[type] ?? type,
      to,
      title: other?.subject ?? title,
      state: other?._links.status?.title,
      projectId: idIn(other?._links.project?.href),
    };
  });
}
