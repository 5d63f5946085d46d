import { AppError } from '../../lib/app-error.ts';
import type { ItemChange, Prepared, Written } from '../writes.ts';
import type { Context } from './context.ts';
import { refuseFields } from './field-errors.ts';
import { isSameName } from '../name-match.ts';
import { editForm, fieldOf, refuseInvalid, type Form } from './form.ts';
import { idIn } from './hrefs.ts';
import { readWork } from './work.ts';
import { changesTo, differs, inFieldWords, outcome, sprintGiven } from './plan.ts';
import { findProject } from './projects.ts';
import { workPackage, type WorkPackage } from './schemas.ts';
import { sameness } from './show.ts';
import { runSteps, stepsOf, type Step } from './steps.ts';
import { bodyOf, entriesOf, wantedFields, type Entry } from './values.ts';

export async function prepareUpdate(
  context: Context,
  id: string,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Prepared> {
  const found = await readWork(context, id, signal);
  const home = idIn(found._links.project?.href);
  const { moved, form, project } = await movedForm(context, found, change, signal);
  const setting = { context, fields: form.fields, projectId: project, signal };
  const wanted = wantedFields({ ...change, labels: labelsOf(found, change) }, form.fields);
  if (change.sprint !== undefined) wanted.set(...(await sprintGiven(setting, change.sprint)));
  const given = [...moved, ...(await entriesOf(setting, wanted))];
  const entries = given.filter((entry) => differs(found, entry));
  const checked = entries.length === 0 ? form : await editForm(context, found, bodyOf(entries), signal);
  if (entries.length > 0) await refuseInvalid(context, checked, signal);
  const steps = await stepsOf(context, change, found.id, signal);
  const reached = [home, project, ...[...entries, ...steps].flatMap(({ projects = [] }) => projects)];
  return {
    kind: 'update',
    target: `#${found.id} ${found.subject}`,
    projects: [...new Set(reached.filter((one) => one !== undefined))],
    changes: [...changesTo(found, entries), ...steps.map((step) => step.change)],
    apply: (applied) => update(context, { found, entries, steps, form: checked }, applied),
  };
}

/** A work package has one category at most, which is what OpenProject has for labels. */
function labelsOf(found: WorkPackage, { add, remove }: ItemChange): readonly string[] | undefined {
  const added = add?.labels ?? [];
  if (added.length > 1)
    throw refuseFields(['field Category: OpenProject’s labels are categories, and an item has one at most']);
  if (added.length === 1) return added;
  const current = found._links.category?.title;
  return (remove?.labels ?? []).some((label) => isSameName(current, label)) ? [] : undefined;
}

type Moved = { readonly moved: readonly Entry[]; readonly form: Form; readonly project: string };

/** The form as it will be in the project and with the type that are wanted: fields and values depend on both. */
async function movedForm(
  context: Context,
  found: WorkPackage,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Moved> {
  const home = idIn(found._links.project?.href) ?? '';
  let moved: Entry[] = [];
  let form = await editForm(context, found, {}, signal);
  let project = home;
  if (change.project !== undefined) {
    const target = await findProject(context, change.project, signal);
    if (target.id !== home) {
      project = target.id;
      moved = [projectEntry(context, form, target)];
      form = await editForm(context, found, bodyOf(moved), signal);
    }
  }
  if (change.type === undefined) return { moved, form, project };
  const setting = { context, fields: form.fields, projectId: project, signal };
  moved = [...moved, ...(await entriesOf(setting, new Map([['type', change.type]])))];
  return { moved, form: await editForm(context, found, bodyOf(moved), signal), project };
}

function projectEntry(context: Context, { fields }: Form, { id, name }: { id: string; name: string }): Entry {
  const field = fieldOf(fields, 'project');
  if (field?.writable !== true) throw refuseFields([`field ${field?.name ?? 'project'}: cannot be changed here`]);
  return { field, value: { href: context.link('projects', id) }, shown: name, same: id };
}

type Plan = {
  readonly found: WorkPackage;
  readonly entries: readonly Entry[];
  readonly steps: readonly Step[];
  readonly form: Form;
};

async function update(context: Context, plan: Plan, signal?: AbortSignal): Promise<Written> {
  const { found, entries, steps } = plan;
  const after = entries.length === 0 ? found : await patch(context, plan, signal);
  const { changes, problems } = outcome(found, after, entries);
  const further = await runSteps(steps, { id: found.id, isBegun: entries.length > 0 }, signal);
  return {
    id: found.id,
    title: after.subject,
    url: `${context.baseUrl}/work_packages/${found.id}`,
    changes: [...changes, ...further.changes],
    problems: [...problems, ...further.problems],
  };
}

/** A conflict is tried once more, unless somebody changed the very fields we are about to. */
async function patch(context: Context, plan: Plan, signal?: AbortSignal): Promise<WorkPackage> {
  const { found, entries } = plan;
  try {
    return await send(context, plan, found.lockVersion, signal);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
    const now = await readWork(context, found.id, signal);
    if (entries.some(({ field }) => sameness(now, field) !== sameness(found, field))) throw error;
    return send(context, plan, now.lockVersion, signal);
  }
}

async function send(context: Context, { found, entries, form }: Plan, lockVersion?: number, signal?: AbortSignal) {
  const path = `/api/v3/work_packages/${encodeURIComponent(found.id)}`;
  const body = { lockVersion, ...bodyOf(entries) };
  try {
    return await context.api.send({ method: 'PATCH', path, body, signal }, workPackage);
  } catch (error) {
    throw await inFieldWords(context, error, form, signal);
  }
}
