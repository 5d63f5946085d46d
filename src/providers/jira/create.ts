import type { FieldChange, ItemDraft, Prepared, Written } from '../writes.ts';
import { readForField } from '../field-reading.ts';
import { isSameName } from '../name-match.ts';
import { changeName, differences, snapshotOf } from './snapshot.ts';
import { readIssue } from './get-item.ts';
import { epicName, hasSprintField, inputsOf, parentValue, requireAll } from './inputs.ts';
import { isWeb, linksToAdd, linkTarget, readExtras, watcherSteps } from './links.ts';
import { fieldsToCreate, typeNamed, typesOf } from './meta.ts';
import { findProject, type ProjectDetails } from './projects.ts';
import { refuse, withFieldNames } from './refusals.ts';
import { browseUrl, type JiraSite } from './site.ts';
import { sprintStep } from './sprint-step.ts';
import { requireState } from './states.ts';
import { runSteps, type Step } from './steps.ts';
import { findMove, moveStep, requireMoveFields } from './transitions.ts';
import { nativeValues, wordsFor, type Setting } from './values.ts';
import { created } from './wire.ts';
import type { FieldMeta, IssueType } from './wire-fields.ts';

type Plan = {
  readonly draft: ItemDraft;
  readonly metas: readonly FieldMeta[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  readonly changes: readonly FieldChange[];
};

export async function prepareCreate(site: JiraSite, draft: ItemDraft, signal?: AbortSignal): Promise<Prepared> {
  const parent =
    typeof draft.parent === 'string'
      ? await readForField('parent', draft.parent, linkTarget(site, draft.parent, signal))
      : undefined;
  const wanted = draft.project ?? parent?.projectId;
  if (wanted === undefined) throw refuse('field project: required.', 'Name the project, or the parent.');
  const project = await findProject(site, wanted, signal);
  const type = await chosenType(site, project, draft, signal);
  if (draft.state !== undefined)
    await requireState(site, { projectId: project.id, type: type.name }, draft.state, signal);
  const metas = await fieldsToCreate(site, project.id, type.id, signal);
  const reached = new Set([project.id]);
  const among = { project: project.key };
  const setting: Setting = { site, projectKey: project.key, among, names: new Map(), reached, signal };
  const inputs = inputsOf(metas, { ...draft, assignees: draft.assignees?.length === 0 ? undefined : draft.assignees });
  const own = await nativeValues(setting, metas, inputs);
  const values = {
    ...{ project: { id: project.id }, issuetype: { id: type.id } },
    ...own,
    ...(parent === undefined ? {} : parentValue(metas, parent.key, type.subtask === true)),
    ...epicName(metas, own, draft.title),
    ...estimateValue(draft.estimateHours),
  };
  requireAll(metas, values);
  const links = await linksToAdd(site, draft.links ?? [], signal);
  const watchers = await watcherSteps(site, draft.watchers ?? [], 'add', signal);
  const sprint =
    draft.sprint && !hasSprintField(metas) ? [await sprintStep(site, draft.sprint, project.key, signal)] : [];
  const told = inputs.map(([meta, given]) => [changeName(meta), wordsFor(setting, meta, own[meta.id], given)] as const);
  const changes = [
    ...([['project', project.key], ['type', type.name], ...told, ['parent', parent?.key]] as const),
    ...([['estimateHours', draft.estimateHours?.toString()]] as const),
    ...([
      ['sprint', sprint[0]?.name],
      ['state', draft.state],
      ['watchers', watchers.names.join(', ') || undefined],
    ] as const),
    ...([['links', draft.links?.map(({ type: words, to }) => `${words} ${to}`).join(', ') || undefined]] as const),
  ].flatMap(([field, after]): FieldChange[] => (after === undefined ? [] : [{ field, after }]));
  const steps = [...sprint.map(({ step }) => step), ...links.steps, ...watchers.steps];
  return {
    kind: 'create',
    target: draft.title,
    projects: [...new Set([...reached, ...(parent === undefined ? [] : [parent.projectId]), ...links.projects])],
    changes,
    apply: (again) => apply(site, { draft, metas, values, steps, changes }, again),
  };
}

export const estimateValue = (hours: number | null | undefined): Record<string, unknown> =>
  hours === undefined
    ? {}
    : { timetracking: { originalEstimate: hours === null ? null : `${String(Math.round(hours * 60))}m` } };

/** The type asked for; without one a task, or a sub-task where the parent takes nothing else. */
async function chosenType(
  site: JiraSite,
  project: ProjectDetails,
  draft: ItemDraft,
  signal?: AbortSignal,
): Promise<IssueType> {
  const types = await typesOf(site, project.id, signal);
  if (draft.type !== undefined) return typeNamed(types, draft.type);
  const usual = types.find(({ name }) => isSameName(name, 'Task')) ?? types.find(({ subtask }) => subtask !== true);
  if (usual === undefined || typeof draft.parent === 'string') {
    throw refuse('field type: required.', `Name one of ${types.map(({ name }) => name).join(', ')}.`);
  }
  return usual;
}

async function apply(site: JiraSite, plan: Plan, signal?: AbortSignal): Promise<Written> {
  const { draft, metas } = plan;
  const key = await send(site, plan, signal);
  const problems = await runSteps(plan.steps, key, { isSomethingDone: true, metas, signal });
  if (draft.state !== undefined) problems.push(...(await moveTo(site, key, draft.state, signal)));
  const wanted = { watchers: draft.watchers !== undefined, webLinks: draft.links?.some(isWeb) === true };
  const [issue, extras] = await Promise.all([readIssue(site, key, [], signal), readExtras(site, key, wanted, signal)]);
  const after = await snapshotOf(site, issue, extras);
  const names = [...plan.changes.map(({ field }) => field), ...(wanted.webLinks ? ['web links'] : [])];
  const changes = differences(names, new Map(), new Map([...after, ['project', issue.fields.project?.key ?? '']]));
  return {
    ...{ id: key, title: issue.fields.summary ?? draft.title, url: browseUrl(site, key), changes },
    ...(problems.length === 0 ? {} : { problems }),
  };
}

async function send(site: JiraSite, { metas, values }: Plan, signal?: AbortSignal): Promise<string> {
  try {
    const body = { fields: values };
    return (await site.api.send({ method: 'POST', path: `${site.root}/issue`, body, signal }, created)).key;
  } catch (error) {
    throw withFieldNames(error, metas);
  }
}

/** A new issue begins where its workflow begins; whether it can go further is known only then. */
async function moveTo(site: JiraSite, key: string, state: string, signal?: AbortSignal): Promise<string[]> {
  const { fields } = await readIssue(site, key, [], signal);
  if (isSameName(fields.status?.name, state)) return [];
  const run = async (): Promise<void> => {
    const move = await findMove(site, key, state, signal);
    requireMoveFields(move, {});
    await moveStep(site, state, move, {}).run(key, signal);
  };
  return runSteps([{ field: 'state', run }], key, { isSomethingDone: true, metas: [], signal });
}
