import type { JiraSite } from './site.ts';
import { findSprint } from './sprints.ts';
import type { Step } from './steps.ts';

/** Into a sprint, or with `null` back into the backlog, by the board: for screens without the field. */
export async function sprintStep(
  site: JiraSite,
  wanted: string | null,
  projectKey: string,
  signal?: AbortSignal,
): Promise<{ step: Step; name: string | undefined }> {
  const sprint = wanted === null ? undefined : await findSprint(site, wanted, projectKey, signal);
  const place = sprint === undefined ? 'backlog' : `sprint/${encodeURIComponent(sprint.id)}`;
  const path = `rest/agile/1.0/${place}/issue`;
  const step: Step = {
    field: 'sprint',
    run: (key, again) => site.api.request({ method: 'POST', path, body: { issues: [key] }, signal: again }),
  };
  return { step, name: sprint?.name };
}
