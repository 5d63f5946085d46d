import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import type { FieldChange, ItemChange, Prepared, Written } from '../writes.ts';
import { browseUrl, type JiraSite } from './site.ts';
import { differences, type Snapshot } from './snapshot.ts';
import { runSteps } from './steps.ts';
import { extrasOf, look, type Extras, type Plan } from './subject.ts';
import { planFields } from './update-fields.ts';
import { planRelations } from './update-relations.ts';
import { planState } from './update-state.ts';
import type { Issue } from './wire.ts';

export async function prepareUpdate(
  site: JiraSite,
  id: string,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Prepared> {
  const extras = extrasOf(change);
  const subject = await look(site, id, extras, signal);
  const { issue, before } = subject;
  refuseToMove(change, issue);
  const { plan: state, rest } = await planState(site, subject, change, signal);
  const fields = await planFields(site, subject, { ...change, fields: rest }, signal);
  const relations = await planRelations(site, subject, change, signal);
  const plans = [fields, state, relations];
  const planned = new Map(plans.flatMap(({ after }) => [...after]));
  const expected = new Map(
    [...new Map([...before, ...planned])].flatMap(([name, text]) =>
      text === undefined ? [] : [[name, text] as const],
    ),
  );
  const changes = differences(planned.keys(), before, expected);
  const { key } = issue;
  return {
    kind: 'update',
    target: `${key} ${issue.fields.summary ?? ''}`.trim(),
    projects: [...new Set([issue.fields.project?.id ?? '', ...plans.flatMap(({ projects }) => projects)])].filter(
      Boolean,
    ),
    changes,
    apply: (again) => apply(site, { key, title: issue.fields.summary ?? key, plans, changes, extras, before }, again),
  };
}

/** Jira moves issues in a dialog that maps states and fields; its API for that is a job without a preview. */
function refuseToMove({ project }: ItemChange, { key, fields }: Issue): void {
  const here = fields.project;
  if (project === undefined || isSameName(here?.key, project) || here?.id === project) return;
  throw new AppError(
    'unsupported',
    `Moving ${key} to another project is not possible this way.`,
    'Move it in the browser (More, Move), or create it in the other project and link the two.',
  );
}

type Work = {
  readonly key: string;
  readonly title: string;
  readonly plans: readonly Plan[];
  readonly changes: readonly FieldChange[];
  readonly extras: Extras;
  readonly before: Snapshot;
};

async function apply(site: JiraSite, work: Work, signal?: AbortSignal): Promise<Written> {
  const { key, plans, changes } = work;
  const result = { id: key, title: work.title, url: browseUrl(site, key) };
  if (changes.length === 0) return { ...result, changes: [] };
  const steps = plans.flatMap((plan) => plan.steps);
  const metas = plans.flatMap((plan) => plan.metas);
  const problems = await runSteps(steps, key, { isSomethingDone: false, metas, signal });
  const { issue, before: after } = await look(site, key, work.extras, signal);
  const real = differences(
    changes.map(({ field }) => field),
    work.before,
    after,
  );
  const failed = new Set(problems.map((problem) => problem.split(':')[0]));
  const ignored = changes
    .filter(({ field }) => !failed.has(field) && !real.some((each) => each.field === field))
    .map(({ field }) => `${field}: Jira took the change and did not make it.`);
  const all = [...problems, ...ignored];
  return {
    ...{ ...result, title: issue.fields.summary ?? key, changes: real },
    ...(all.length === 0 ? {} : { problems: all }),
  };
}
