import { z } from 'zod';
import { isSameName } from '../name-match.ts';
import { refuseFields } from './refusals.ts';
import type { JiraSite } from './site.ts';

const statuses = z.array(
  z.object({
    name: z.string(),
    statuses: z.array(z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() })),
  }),
);

/** The states each type of a project goes through. */
export const statesOf = ({ api, root }: JiraSite, projectId: string, signal?: AbortSignal) =>
  api.get(`${root}/project/${encodeURIComponent(projectId)}/statuses`, undefined, statuses, signal);

/** What no issue of this type can become is refused before there is an issue. */
export async function requireState(
  site: JiraSite,
  { projectId, type }: { readonly projectId: string; readonly type: string },
  wanted: string,
  signal?: AbortSignal,
): Promise<void> {
  const known = (await statesOf(site, projectId, signal)).find(({ name }) => name === type)?.statuses ?? [];
  if (known.length === 0 || known.some(({ name }) => isSameName(name, wanted))) return;
  const names = known.map(({ name }) => name).join(', ');
  throw refuseFields([`field state: “${wanted}” is not among them, allowed values ${names}`]);
}
