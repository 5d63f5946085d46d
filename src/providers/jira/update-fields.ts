import type { FieldInput, ItemChange } from '../writes.ts';
import { refuseFields } from './refusals.ts';
import { estimateValue } from './create.ts';
import { readForField } from '../field-reading.ts';
import { hasSprintField, inputsOf, parentValue } from './inputs.ts';
import { linkTarget } from './links.ts';
import { fieldsToEdit } from './meta.ts';
import type { JiraSite } from './site.ts';
import { changeName } from './snapshot.ts';
import { sprintStep } from './sprint-step.ts';
import { editStep, type Plan, type Subject } from './subject.ts';
import { fieldNamed, nativeValues, wordsFor, type Setting } from './values.ts';
import type { FieldMeta } from './wire-fields.ts';

type Values = Record<string, unknown>;
type After = Map<string, string | undefined>;

const nothing: Plan = { steps: [], after: new Map(), metas: [], projects: [] };

const isAboutFields = ({ add, remove, ...change }: ItemChange): boolean => {
  const { title, description, type, assignees, parent, sprint, priority, startDate, dueDate, estimateHours, fields } =
    change;
  const given = [title, description, type, assignees, parent, sprint, priority, startDate, dueDate, estimateHours];
  return (
    given.some((value) => value !== undefined) ||
    Object.keys(fields ?? {}).length > 0 ||
    [add?.labels, remove?.labels].some((labels) => labels !== undefined && labels.length > 0)
  );
};

/** Everything that goes into one PUT. */
export async function planFields(
  site: JiraSite,
  subject: Subject,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Plan> {
  if (!isAboutFields(change)) return nothing;
  const { issue, before } = subject;
  const metas = await fieldsToEdit(site, issue.key, signal);
  const projectKey = issue.fields.project?.key ?? '';
  const reached = new Set<string>();
  const setting: Setting = { site, projectKey, among: { issueKey: issue.key }, names: new Map(), reached, signal };
  const { values, after } = await fieldValuesOf(setting, metas, subject, change);
  const parent = await parentOf(site, metas, subject, change, signal);
  const labels = labelUpdate(subject, change);
  const sprint =
    change.sprint !== undefined && !hasSprintField(metas)
      ? await sprintStep(site, change.sprint, projectKey, signal)
      : undefined;
  const all: After = new Map([
    ...after,
    ...parent.after,
    ...labels.after,
    ...(sprint === undefined ? [] : [['sprint', sprint.name] as const]),
  ]);
  const fields = { ...values, ...parent.values };
  const names = [...all].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
  const isChange = Object.keys(fields).length > 0 || labels.operations.length > 0;
  const body = { fields, ...(labels.operations.length === 0 ? {} : { update: { labels: labels.operations } }) };
  return {
    steps: [
      ...(isChange ? [editStep(site, body, subject, names)] : []),
      ...(sprint === undefined ? [] : [sprint.step]),
    ],
    after: all,
    metas,
    projects: [...reached, ...parent.projects],
  };
}

/** Only what differs from what is there. */
async function fieldValuesOf(setting: Setting, metas: readonly FieldMeta[], { before }: Subject, change: ItemChange) {
  const { type, estimateHours } = change;
  const typeInput: FieldInput = type === undefined ? {} : { issuetype: type };
  const inputs = inputsOf(metas, { ...change, fields: { ...change.fields, ...typeInput } });
  const native = await nativeValues(setting, metas, inputs);
  const values: Values = {};
  const after: After = new Map();
  for (const [meta, given] of inputs) {
    const words = wordsFor(setting, meta, native[meta.id], given)?.trim();
    if (words === before.get(changeName(meta))) continue;
    values[meta.id] = native[meta.id];
    after.set(changeName(meta), words);
  }
  if (estimateHours !== undefined) {
    fieldNamed(metas, 'timetracking');
    Object.assign(values, estimateValue(estimateHours));
    after.set('estimateHours', estimateHours === null ? undefined : String(estimateHours));
  }
  return { values, after };
}

async function parentOf(
  site: JiraSite,
  metas: readonly FieldMeta[],
  { issue }: Subject,
  { parent }: ItemChange,
  signal?: AbortSignal,
) {
  if (parent === undefined) return { values: {}, after: new Map<string, string | undefined>(), projects: [] };
  const found = parent === null ? undefined : await readForField('parent', parent, linkTarget(site, parent, signal));
  const values = parentValue(metas, found?.key ?? null, issue.fields.issuetype?.subtask === true);
  return { values, after: new Map([['parent', found?.key]]), projects: found === undefined ? [] : [found.projectId] };
}

function labelUpdate({ issue }: Subject, { add, remove }: ItemChange) {
  const before = issue.fields.labels ?? [];
  const added = (add?.labels ?? []).filter((label) => !before.includes(label));
  const removed = (remove?.labels ?? []).filter((label) => before.includes(label));
  const spaced = added.filter((label) => /\s/.test(label));
  if (spaced.length > 0) throw refuseFields(spaced.map((label) => `field labels: a label has no spaces: “${label}”`));
  const operations = [...added.map((label) => ({ add: label })), ...removed.map((label) => ({ remove: label }))];
  const left = [...before.filter((label) => !removed.includes(label)), ...added].join(', ');
  return { operations, after: new Map(operations.length === 0 ? [] : [['labels', left || undefined]]) };
}
