import { readForField } from '../field-reading.ts';
import { AppError } from '../../lib/app-error.ts';
import type { ItemDraft, Prepared, Written } from '../writes.ts';
import type { Context } from './context.ts';
import { createForm, refuseInvalid, type Form } from './form.ts';
import { idIn } from './hrefs.ts';
import { readWork } from './work.ts';
import { changesTo, inFieldWords, outcome, sprintGiven } from './plan.ts';
import { findProject } from './projects.ts';
import { hal, workPackage } from './schemas.ts';
import { runSteps, stepsOf, type Step } from './steps.ts';
import { bodyOf, entriesOf, wantedFields, type Entry } from './values.ts';

export async function prepareCreate(context: Context, draft: ItemDraft, signal?: AbortSignal): Promise<Prepared> {
  const parent =
    typeof draft.parent !== 'string'
      ? undefined
      : await readForField('parent', draft.parent, readWork(context, draft.parent, signal));
  const parentProject = idIn(parent?._links.project?.href);
  const project = await projectOf(context, draft, parentProject, signal);
  const { type, form } = await typedForm(context, project, draft.type, signal);
  const setting = { context, fields: form.fields, projectId: project, signal };
  const wanted = wantedFields(draft, form.fields);
  if (draft.sprint !== undefined) wanted.set(...(await sprintGiven(setting, draft.sprint)));
  const entries = [...type, ...(await entriesOf(setting, wanted))].filter(({ shown }) => shown !== undefined);
  const checked = await createForm(context, project, bodyOf(entries), signal);
  await refuseInvalid(context, checked, signal);
  const steps = await stepsOf(context, { add: { links: draft.links, watchers: draft.watchers } }, undefined, signal);
  const reached = [project, parentProject, ...[...entries, ...steps].flatMap(({ projects = [] }) => projects)];
  return {
    kind: 'create',
    target: draft.title,
    projects: [...new Set(reached.filter((id) => id !== undefined))],
    changes: [...changesTo(undefined, entries), ...steps.map(({ change }) => change)],
    apply: (applied) => create(context, { project, entries, steps, form: checked }, applied),
  };
}

async function projectOf(
  context: Context,
  { project }: ItemDraft,
  parentProject: string | undefined,
  signal?: AbortSignal,
): Promise<string> {
  if (project !== undefined) return (await findProject(context, project, signal)).id;
  if (parentProject !== undefined) return parentProject;
  throw new AppError('invalid-input', 'field project: required.', 'Name the project; list_projects shows them.');
}

/** The form for the type that is wanted, because fields and values depend on it; without one OpenProject's own choice. */
async function typedForm(context: Context, project: string, wanted: string | undefined, signal?: AbortSignal) {
  const blank = await createForm(context, project, {}, signal);
  const setting = { context, fields: blank.fields, projectId: project, signal };
  if (wanted === undefined) return { type: usualType(blank), form: blank };
  const type = await entriesOf(setting, new Map([['type', wanted]]));
  return { type, form: await createForm(context, project, bodyOf(type), signal) };
}

function usualType({ fields, payload }: Form): Entry[] {
  const field = fields.find(({ key }) => key === 'type');
  const links = payload['_links'] as Readonly<Record<string, unknown>> | undefined;
  const { href, title } = hal.safeParse(links?.['type']).data ?? {};
  return field === undefined || href === undefined
    ? []
    : [{ field, value: { href }, shown: title ?? idIn(href), same: idIn(href) ?? '' }];
}

type Plan = {
  readonly project: string;
  readonly entries: readonly Entry[];
  readonly steps: readonly Step[];
  readonly form: Form;
};

async function create(context: Context, plan: Plan, signal?: AbortSignal): Promise<Written> {
  const path = `/api/v3/projects/${encodeURIComponent(plan.project)}/work_packages`;
  const made = await send(context, path, plan, signal);
  const { changes, problems } = outcome(undefined, made, plan.entries);
  const further = await runSteps(plan.steps, { id: made.id, isBegun: true }, signal);
  return {
    id: made.id,
    title: made.subject,
    url: `${context.baseUrl}/work_packages/${made.id}`,
    changes: [...changes, ...further.changes],
    problems: [...problems, ...further.problems],
  };
}

async function send(context: Context, path: string, { entries, form }: Plan, signal?: AbortSignal) {
  try {
    return await context.api.send({ method: 'POST', path, body: bodyOf(entries), signal }, workPackage);
  } catch (error) {
    throw await inFieldWords(context, error, form, signal);
  }
}
