import { readForField } from '../field-reading.ts';
import type { ItemChange, Prepared } from '../writes.ts';
import { fieldsOfList } from './describe.ts';
import type { FieldSetting } from './field-values.ts';
import { readingFor } from './mapping.ts';
import { planMove } from './places.ts';
import { Checks } from './refusals.ts';
import { resolveSeveral, stepsFor, watcherIds, type ResolvedSeveral } from './several.ts';
import { changesBetween, only, snapshotOf, type Step, type Words } from './snapshot.ts';
import { missing, runSteps } from './steps.ts';
import { targetOf } from './target.ts';
import { readTask } from './task-ids.ts';
import type { CustomField, FullTask } from './task-schemas.ts';
import { resolveValues, type ResolvedValues } from './values.ts';
import { timeZoneOf, type ClickUp } from './workspaces.ts';

export async function prepareUpdate(
  clickUp: ClickUp,
  id: string,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Prepared> {
  const task = await readTask(clickUp, id, { signal });
  const timeZone = await timeZoneOf(clickUp, signal);
  const move = await planMove(clickUp, task, change, signal);
  const fields = change.fields === undefined ? [] : withValues(await fieldsOfList(clickUp, move.list.id, signal), task);
  const context = { clickUp, workspaceId: task.team_id, timeZone, list: move.list, fields, signal };
  const checks = new Checks();
  const values = await resolveValues(context, change, checks);
  const several = await resolveSeveral(context, task, change, checks);
  const parent = await parentMeant(clickUp, task, change, checks, signal);
  checks.end();
  const before = snapshotOf(task, await readingFor(clickUp, [task], { signal }));
  const words: Words = {
    ...move.words,
    ...values.words,
    ...several.words,
    ...(parent === undefined ? {} : { parent: parent.id }),
  };
  const changes = changesBetween(before, words);
  const touched = new Set(changes.map(({ field }) => field));
  const steps = [
    ...move.steps,
    ...taskStep(clickUp, task, bodyOf(values, several, task, parent), touched),
    ...customSteps(clickUp, task, values.custom, touched),
    ...stepsFor(context, task, several),
  ];
  const related = values.custom.flatMap(({ lists = [] }) => lists);
  const lists = [task.list?.id, parent?.list?.id, ...move.lists, ...several.lists, ...related];
  return {
    kind: 'update',
    target: targetOf(task),
    projects: [...new Set(lists.filter((one) => one !== undefined))],
    changes,
    apply: async (applied) => {
      const written = { id: task.id, title: task.name, url: task.url };
      if (changes.length === 0) return { ...written, changes };
      const { problems, failed } = await runSteps(steps, false, applied);
      const now = await readTask(clickUp, task.id, { signal: applied });
      const after = snapshotOf(now, await readingFor(clickUp, [now], { signal: applied }));
      const actual = changesBetween(before, only(after, [...touched]));
      const all = [...problems, ...missing(changes, actual, failed)];
      return { ...written, title: now.name, changes: actual, ...(all.length === 0 ? {} : { problems: all }) };
    },
  };
}

/** People fields are written as a difference, so what is there now has to be known. */
function withValues(fields: readonly CustomField[], task: FullTask): CustomField[] {
  const now = new Map((task.custom_fields ?? []).map((field) => [field.id, field.value]));
  return fields.map((field) => ({ ...field, value: now.get(field.id) }));
}

async function parentMeant(
  clickUp: ClickUp,
  task: FullTask,
  { parent }: ItemChange,
  checks: Checks,
  signal?: AbortSignal,
): Promise<FullTask | undefined> {
  if (parent === undefined) return undefined;
  if (parent !== null) return readForField('parent', parent, readTask(clickUp, parent, { signal }));
  if (task.parent !== undefined) checks.add('field parent: ClickUp’s API cannot take a subtask out of its parent');
  return undefined;
}

type Body = { readonly [field: string]: unknown };

/** By the name of the change they belong to, so that only what changes is sent. */
function bodyOf(
  { body, assignees }: ResolvedValues,
  several: ResolvedSeveral,
  task: FullTask,
  parent: FullTask | undefined,
): Readonly<Record<string, Body>> {
  const pick = (...names: string[]): Body =>
    Object.fromEntries(names.filter((name) => name in body).map((name) => [name, body[name]]));
  return {
    title: pick('name'),
    description: pick('description', 'markdown_content'),
    type: pick('custom_item_id'),
    state: pick('status'),
    priority: pick('priority'),
    startDate: pick('start_date', 'start_date_time'),
    dueDate: pick('due_date', 'due_date_time'),
    estimateHours: pick('time_estimate'),
    points: pick('points'),
    assignees:
      assignees === undefined
        ? {}
        : {
            assignees: difference(
              task,
              assignees.map((one) => one.id),
            ),
          },
    watchers: { watchers: watcherIds(several) },
    parent: parent === undefined ? {} : { parent: parent.id },
  };
}

function difference({ assignees = [] }: FullTask, wanted: readonly string[]) {
  return {
    add: wanted.filter((id) => !assignees.some((one) => one.id === id)).map(Number),
    rem: assignees.filter(({ id }) => !wanted.includes(id)).map(({ id }) => Number(id)),
  };
}

function taskStep(
  { api }: ClickUp,
  { id }: FullTask,
  parts: Readonly<Record<string, Body>>,
  touched: ReadonlySet<string>,
): Step[] {
  const fields = Object.keys(parts).filter((field) => touched.has(field) && Object.keys(parts[field] ?? {}).length > 0);
  if (fields.length === 0) return [];
  const body = Object.assign({}, ...fields.map((field) => parts[field])) as Body;
  const path = `/api/v2/task/${encodeURIComponent(id)}`;
  return [{ fields, run: (signal) => api.request({ method: 'PUT', path, body, signal }) }];
}

function customSteps(
  { api }: ClickUp,
  { id }: FullTask,
  settings: readonly FieldSetting[],
  touched: ReadonlySet<string>,
): Step[] {
  return settings
    .filter(({ field }) => touched.has(field.name))
    .map(({ field, body }) => {
      const path = `/api/v2/task/${encodeURIComponent(id)}/field/${encodeURIComponent(field.id)}`;
      const request =
        body === undefined ? ({ method: 'DELETE', path } as const) : ({ method: 'POST', path, body } as const);
      return { fields: [field.name], run: (signal) => api.request({ ...request, signal }) };
    });
}
