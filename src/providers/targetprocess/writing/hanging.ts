import type { z } from 'zod';
import { connectionFailure } from '../../../diagnosis/advice.ts';
import { systemName } from '../failures.ts';
import { idIn, readEntity } from '../item.ts';
import { asJson, itemFields } from '../requests.ts';
import type { Entity } from '../schemas.ts';
import type { WriteSite } from './snapshot.ts';

export const ownerOf = (site: WriteSite, given: string, signal?: AbortSignal): Promise<Entity> =>
  readEntity(site.api, idIn(given), { columns: itemFields }, signal);

export const projectsOf = ({ Project }: Entity): string[] => (Project?.Id === undefined ? [] : [Project.Id]);

export function notThere(what: string, id: string, owner: string): Error {
  return connectionFailure('not-found', { systemName, detail: `${what} ${id} does not belong to ${owner}` });
}

/** Something that hangs on an item; one that hangs on another is not found, else a hidden item could be reached. */
export async function readHanging<T>(
  { api }: WriteSite,
  place: {
    readonly what: string;
    readonly collection: string;
    readonly id: string;
    readonly include: string;
    readonly row: z.ZodType<T>;
  },
  owner: { readonly id: string; readonly of: (row: T) => { readonly Id: string } | undefined },
  signal?: AbortSignal,
): Promise<T> {
  const { what, collection, id, include, row } = place;
  if (!/^\d+$/.test(id)) throw notThere(what, id, owner.id);
  const found = await api.get(`/api/v1/${collection}/${id}`, { ...asJson, include }, row, signal);
  if (owner.of(found)?.Id === owner.id) return found;
  throw notThere(what, id, owner.id);
}
