import { AppError } from '../../../lib/app-error.ts';
import { runInOrder } from '../../run-in-order.ts';
import type { ItemChange, ItemDraft, ItemWrites, Prepared, Written } from '../../writes.ts';
import { describeProjectId } from './projects.ts';
import { collectionOf, isSameType } from '../entity-types.ts';
import { systemName } from '../failures.ts';
import { webLink } from '../mapping.ts';
import { asJson, generalFields } from '../requests.ts';
import { idIn, readEntity } from '../item.ts';
import { written } from '../schemas.ts';
import { typesOf } from '../process.ts';
import { prepareComment } from './comments.ts';
import type { WriteContext } from './context.ts';
import { prepareDelete } from './deletion.ts';
import { bodyOf, FieldProblems, outcomeOf, plannedChanges, type Part } from './part.ts';
import { prepareTime } from './times.ts';
import { takeSnapshot, type Needs, type Snapshot, type WriteSite } from './snapshot.ts';
import { projectPart, valueParts } from './values.ts';

export function createItemWrites(site: WriteSite): ItemWrites {
  return {
    prepareCreate: (draft, signal) => prepareCreate(site, draft, signal),
    prepareUpdate: (id, change, signal) => prepareUpdate(site, id, change, signal),
    prepareDelete: (id, signal) => prepareDelete(site, id, signal),
    prepareComment: (change, signal) => prepareComment(site, change, signal),
    prepareTime: (change, signal) => prepareTime(site, change, signal),
  };
}

async function prepareCreate(site: WriteSite, draft: ItemDraft, signal?: AbortSignal): Promise<Prepared> {
  const project = await projectOfDraft(site, draft, signal);
  const type = await typeOfDraft(site, draft, project.processId, signal);
  const context: WriteContext = {
    site,
    type,
    projectId: project.id,
    processId: project.processId,
    before: undefined,
    signal,
    alsoIn: new Set([project.id]),
  };
  const problems = new FieldProblems();
  if (type === 'Task' && (draft.parent ?? undefined) === undefined)
    problems.add('parent', 'required, because a Task belongs to a UserStory');
  const { labels, links, watchers, ...values } = draft;
  const add = { labels, links, watchers };
  const parts = await valueParts(context, { ...values, fields: values.fields ?? {}, add }, problems);
  problems.throwIfAny();
  const all = [typePart(type), projectPart(project), ...parts];
  const needs = needsOf({ add });
  return {
    kind: 'create',
    target: draft.title,
    projects: [...context.alsoIn],
    changes: plannedChanges(all, undefined),
    apply: async (during) => {
      const path = `/api/v1/${collectionOf(type)}`;
      const request = { method: 'POST', path, query: asJson, body: bodyOf(all), signal: during } as const;
      const { Id } = await site.api.send(request, written);
      const failed = await actOn(all, Id, true, during);
      return await conclude(site, { id: Id, parts: all, before: undefined, needs, failed }, during);
    },
  };
}

const typePart = (type: string): Part => ({ field: 'type', after: type, read: ({ row }) => row.EntityType?.Name });

async function projectOfDraft(site: WriteSite, { project, parent }: ItemDraft, signal?: AbortSignal) {
  if (project !== undefined) return await describeProjectId(site, project, signal);
  if (parent !== undefined && parent !== null) {
    const { Project } = await readEntity(site.api, idIn(parent), { columns: generalFields }, signal);
    if (Project?.Id !== undefined) return await describeProjectId(site, Project.Id, signal);
  }
  throw fieldError('project', 'required; list_projects names them');
}

async function typeOfDraft(
  site: WriteSite,
  { type }: ItemDraft,
  processId: string | undefined,
  signal?: AbortSignal,
): Promise<string> {
  const known = processId === undefined ? [] : await typesOf(site.api, processId, signal);
  const found = known.find((one) => type !== undefined && isSameType(one, type));
  if (found !== undefined) return found;
  // Without a workflow to be seen, the type is left for Targetprocess to judge.
  if (known.length === 0 && type !== undefined) return type.replaceAll(/\s+/g, '');
  throw fieldError(
    'type',
    `${type === undefined ? 'required' : `“${type}” is not allowed`}; allowed values ${known.join(', ')}`,
  );
}

function fieldError(field: string, text: string): AppError {
  const next = 'Correct it and try again. describe_project lists types, fields and allowed values.';
  return new AppError('change-rejected', `${systemName}: nothing was written. field ${field}: ${text}`, next);
}

async function prepareUpdate(
  site: WriteSite,
  given: string,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Prepared> {
  const needs = needsOf(change);
  const before = await takeSnapshot(site, given, needs, signal);
  const { row, type } = before;
  if (change.type !== undefined && !isSameType(change.type, type)) {
    throw fieldError('type', `a ${type} cannot become a ${change.type} through the API; convert it in Targetprocess`);
  }
  const moved = change.project === undefined ? undefined : await describeProjectId(site, change.project, signal);
  const here = row.Project?.Id ?? '';
  const context: WriteContext = {
    site,
    type,
    projectId: moved?.id ?? here,
    processId: moved === undefined ? row.Project?.Process?.Id : moved.processId,
    before,
    signal,
    alsoIn: new Set([here, moved?.id ?? here].filter((id) => id !== '')),
  };
  const problems = new FieldProblems();
  const parts = await valueParts(context, change, problems);
  problems.throwIfAny();
  const all = [...(moved === undefined ? [] : [projectPart(moved)]), ...parts].filter(
    (part) => plannedChanges([part], before).length > 0,
  );
  return {
    kind: 'update',
    target: `${row.Id} ${row.Name}`,
    projects: [...context.alsoIn],
    changes: plannedChanges(all, before),
    apply: (during) => applyUpdate(site, { parts: all, before, needs }, during),
  };
}

type Update = { readonly parts: readonly Part[]; readonly before: Snapshot; readonly needs: Needs };

async function applyUpdate(site: WriteSite, { parts, before, needs }: Update, signal?: AbortSignal): Promise<Written> {
  const { row, type } = before;
  if (parts.length === 0) return { id: row.Id, title: row.Name, url: webLink(site.baseUrl, row.Id), changes: [] };
  const body = bodyOf(parts);
  const hasBody = Object.keys(body).length > 0;
  if (hasBody) {
    const path = `/api/v1/${collectionOf(type)}/${row.Id}`;
    await site.api.send({ method: 'POST', path, query: asJson, body, signal }, written);
  }
  const failed = await actOn(parts, row.Id, hasBody, signal);
  return await conclude(site, { id: row.Id, parts, before, needs, failed }, signal);
}

/** The requests besides the first; the failure of one is told once anything was done. */
async function actOn(parts: readonly Part[], id: string, isBegun: boolean, signal?: AbortSignal): Promise<string[]> {
  const steps = parts.flatMap(({ field, act }) => (act === undefined ? [] : [{ field, act }]));
  const { failed } = await runInOrder(steps, isBegun, ({ act }) => act(id, signal));
  return failed.map(({ step, error }) => `field ${step.field}: ${error.message}`);
}

type Done = {
  readonly id: string;
  readonly parts: readonly Part[];
  readonly before: Snapshot | undefined;
  readonly needs: Needs;
  readonly failed: readonly string[];
};

/** Reads it again. What was written stays written if that fails, so then only the plan can be told. */
async function conclude(site: WriteSite, done: Done, signal?: AbortSignal): Promise<Written> {
  const { id, parts, before, needs, failed } = done;
  const url = webLink(site.baseUrl, id);
  let now: Snapshot;
  try {
    now = await takeSnapshot(site, id, needs, signal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const doubt = `It was written but could not be read again to check it: ${error.message}`;
    return { id, url, changes: plannedChanges(parts, before), problems: [...failed, doubt] };
  }
  const { changes, problems } = outcomeOf(parts, before, now);
  const rest = problems.filter((text) => !failed.some((one) => one.split(':')[0] === text.split(':')[0]));
  const all = [...failed, ...rest];
  return { id, title: now.row.Name, url, changes, problems: all.length === 0 ? undefined : all };
}

const needsOf = ({ add, remove }: Pick<ItemChange, 'add' | 'remove'>): Needs => ({
  links: (add?.links ?? remove?.links) !== undefined,
  watchers: (add?.watchers ?? remove?.watchers) !== undefined,
});
