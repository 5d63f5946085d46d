import { z } from 'zod';
import { issuePath, type JiraSite } from './site.ts';

const briefly = z.object({
  key: z.string(),
  fields: z.object({ summary: z.string().nullish(), project: z.object({ id: z.string() }) }),
});

/** An issue by its present key (moved ones answer to the old one too), and the project that limits are checked by. */
export async function linkedProject(site: JiraSite, id: string, signal?: AbortSignal) {
  const { key, fields } = await site.api.get(issuePath(site, id), { fields: 'summary,project' }, briefly, signal);
  return { key, title: fields.summary ?? '', projectId: fields.project.id };
}
