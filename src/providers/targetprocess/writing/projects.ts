import { readProject } from '../describe.ts';
import { projectIdOf } from '../lookups.ts';
import type { WriteSite } from './snapshot.ts';

export type TargetProject = { readonly id: string; readonly name: string; readonly processId: string | undefined };

export async function describeProjectId(site: WriteSite, given: string, signal?: AbortSignal): Promise<TargetProject> {
  const { Id, Name, Process } = await readProject(site.api, await projectIdOf(site.api, given, signal), signal);
  return { id: Id, name: Name, processId: Process?.Id };
}
