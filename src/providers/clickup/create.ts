import { readForField } from '../field-reading.ts';
import type { ItemDraft, Prepared, Written } from '../writes.ts';
import { fieldsOfList } from './describe.ts';
import { listToWrite, readList } from './find-list.ts';
import { readingFor } from './mapping.ts';
import { Checks, refusedChange } from './refusals.ts';
import { resolveSeveral, stepsFor, watcherIds, type ResolvedSeveral } from './several.ts';
import { changesBetween, only, snapshotOf, type Step } from './snapshot.ts';
import { sprintMeant } from './sprints.ts';
import { missing, runSteps } from './steps.ts';
import { readTask } from './task-ids.ts';
import { task as taskAnswer } from './task-schemas.ts';
import type { CustomField, FullTask } from './task-schemas.ts';
import { resolveValues, type ResolvedValues } from './values.ts';
import type { FullList } from './schemas.ts';
import { timeZoneOf, type ClickUp } from './workspaces.ts';

export async function prepareCreate(clickUp: ClickUp, draft: ItemDraft, signal?: AbortSignal): Promise<Prepared> {
  const place = await placeOf(clickUp, draft, signal);
  const { list, parent, sprint } = place;
  const [timeZone, fields] = await Promise.all([timeZoneOf(clickUp, signal), fieldsOfList(clickUp, list.id, signal)]);
  const workspaceId = parent?.team_id ?? (await onlyWorkspace(clickUp, signal));
  const context = { clickUp, workspaceId, timeZone, list, fields, signal };
  const checks = new Checks();
  const values = await resolveValues(context, draft, checks);
  const several = await resolveSeveral(context, undefined, { add: draft }, checks);
  for (const name of requiredOf(fields, values)) checks.add(`field ${name}: required`);
  checks.end();
  const words = {
    ...values.words,
    ...several.words,
    project: list.name,
    ...(parent === undefined ? {} : { parent: parent.id }),
    ...(sprint === undefined ? {} : { sprint: sprint.name }),
  };
  const changes = changesBetween({}, words);
  const sprintStep = sprint === undefined || sprint.id === list.id ? [] : [intoList(clickUp, sprint.id)];
  const related = values.custom.flatMap(({ lists = [] }) => lists);
  const reached = [list.id, parent?.list?.id, sprint?.id, ...several.lists, ...related];
  return {
    kind: 'create',
    target: draft.title,
    projects: [...new Set(reached.filter((id) => id !== undefined))],
    changes,
    apply: async (applied) => {
      const path = `/api/v2/list/${encodeURIComponent(list.id)}/task`;
      const body = bodyOf(values, several, parent);
      const created = await clickUp.api.send({ method: 'POST', path, body, signal: applied }, taskAnswer);
      const steps = [...afterwards(clickUp, several), ...sprintStep].map(({ fields: about, run }) => ({
        fields: about,
        run: (asked?: AbortSignal) => run(created, asked),
      }));
      const tags = stepsFor(context, created, { ...several, tags: { add: [], rem: [] } });
      const { problems, failed } = await runSteps([...steps, ...tags], true, applied);
      const now = await readTask(clickUp, created.id, { signal: applied });
      const found = only(snapshotOf(now, await readingFor(clickUp, [now], { signal: applied })), Object.keys(words));
      const actual = changesBetween({}, found);
      return written(now, actual, [...problems, ...missing(changes, actual, failed)]);
    },
  };
}

function written({ id, name, url }: FullTask, changes: Written['changes'], problems: readonly string[]): Written {
  return { id, title: name, url, changes, ...(problems.length === 0 ? {} : { problems }) };
}

type Place = {
  readonly list: FullList;
  readonly parent?: FullTask | undefined;
  readonly sprint?: { readonly id: string; readonly name: string } | undefined;
};

/** The list that is named, or that of the parent, or the sprint itself. */
async function placeOf(clickUp: ClickUp, draft: ItemDraft, signal?: AbortSignal): Promise<Place> {
  const parent =
    draft.parent === undefined || draft.parent === null
      ? undefined
      : await readForField('parent', draft.parent, readTask(clickUp, draft.parent, { signal }));
  const sprint =
    draft.sprint === undefined || draft.sprint === null ? undefined : await sprintMeant(clickUp, draft.sprint, signal);
  if (draft.project !== undefined) {
    const list = await listToWrite(clickUp, draft.project, signal);
    if (parent?.list?.id !== undefined && parent.list.id !== list.id) {
      throw refusedChange([
        `field project: a subtask lives in the list of its parent, ${parent.list.name ?? parent.list.id}`,
      ]);
    }
    return { list, parent, sprint };
  }
  const id = parent?.list?.id ?? sprint?.id;
  if (id === undefined) throw refusedChange(['field project: required, the list the task is to be in']);
  return { list: await readList(clickUp, id, signal), parent, sprint };
}

async function onlyWorkspace({ surroundings }: ClickUp, signal?: AbortSignal): Promise<string | undefined> {
  const [only, ...others] = await surroundings.workspaces(signal);
  return others.length === 0 ? only?.id : undefined;
}

function requiredOf(fields: readonly CustomField[], { custom }: ResolvedValues): string[] {
  const given = new Set(custom.filter(({ body }) => body !== undefined).map(({ field }) => field.id));
  return fields.filter(({ id, required }) => required === true && !given.has(id)).map(({ name }) => name);
}

function bodyOf({ body, assignees, custom }: ResolvedValues, { tags }: ResolvedSeveral, parent: FullTask | undefined) {
  const set = custom.flatMap(({ field, body: value }) => (value === undefined ? [] : [{ id: field.id, ...value }]));
  return {
    ...body,
    notify_all: false,
    ...(assignees === undefined ? {} : { assignees: assignees.map(({ id }) => Number(id)) }),
    ...(tags.add.length === 0 ? {} : { tags: tags.add }),
    ...(set.length === 0 ? {} : { custom_fields: set }),
    ...(parent === undefined ? {} : { parent: parent.id }),
  };
}

type Afterwards = Pick<Step, 'fields'> & { readonly run: (task: FullTask, signal?: AbortSignal) => Promise<unknown> };

/** A new task cannot be given watchers right away. */
function afterwards({ api }: ClickUp, several: ResolvedSeveral): Afterwards[] {
  const watchers = watcherIds(several);
  if (watchers.add.length === 0) return [];
  const run: Afterwards['run'] = ({ id }, signal) =>
    api.request({ method: 'PUT', path: `/api/v2/task/${encodeURIComponent(id)}`, body: { watchers }, signal });
  return [{ fields: ['watchers'], run }];
}

/** One more list that shows the task. */
function intoList({ api }: ClickUp, listId: string): Afterwards {
  const path = `/api/v2/list/${encodeURIComponent(listId)}/task/`;
  return {
    fields: ['sprint'],
    run: ({ id }, signal) => api.request({ method: 'POST', path: `${path}${encodeURIComponent(id)}`, signal }),
  };
}
