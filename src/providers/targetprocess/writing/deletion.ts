import { AppError } from '../../../lib/app-error.ts';
import type { Prepared } from '../../writes.ts';
import { collectionOf } from '../entity-types.ts';
import { idIn, readEntity } from '../item.ts';
import { asJson, generalFields } from '../requests.ts';
import { written } from '../schemas.ts';
import type { WriteSite } from './snapshot.ts';

/** With these goes all the work of many people; whoever means it does it in Targetprocess. */
const tooMuch = new Set(['Project', 'Program', 'Team', 'User', 'Process']);

export async function prepareDelete(site: WriteSite, given: string, signal?: AbortSignal): Promise<Prepared> {
  const { Id, Name, EntityType, Project } = await readEntity(site.api, idIn(given), { columns: generalFields }, signal);
  const type = EntityType?.Name;
  if (type === undefined || tooMuch.has(type)) {
    const next = 'Delete it in Targetprocess itself if that is what you want.';
    throw new AppError(
      'unsupported',
      `${Id} ${Name} is a ${type ?? 'thing of unknown type'}; that is not deleted from here.`,
      next,
    );
  }
  return {
    kind: 'delete',
    target: `${Id} ${Name}`,
    projects: Project?.Id === undefined ? [] : [Project.Id],
    changes: [{ field: type, before: Name }],
    apply: async (during) => {
      const path = `/api/v1/${collectionOf(type)}/${Id}`;
      await site.api.send({ method: 'DELETE', path, query: asJson, signal: during }, written);
      return { id: Id, title: Name, changes: [{ field: type, before: Name }] };
    },
  };
}
