import pLimit from 'p-limit';
import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import type {
  DescribeProjectQuery,
  FieldDescription,
  ProjectDescription,
  StateDescription,
} from '../project-description.ts';
import { refuseName } from '../refusals.ts';
import type { Project } from '../vocabulary.ts';
import { readAll } from './collections.ts';
import { mostAtOnce, type Context } from './context.ts';
import { systemName } from './failures.ts';
import { typeInWords, type Field } from './fields.ts';
import { choicesOf, createForm, fieldOf, timeForm, type Form } from './form.ts';
import { findProject } from './projects.ts';
import { relationNames } from './relations.ts';
import { namedThing } from './schemas.ts';
import { categoriesOf, statusesIfVisible } from './search.ts';
import { listSprints, versionsOf } from './sprints.ts';

export async function describeProject(context: Context, query: DescribeProjectQuery): Promise<ProjectDescription> {
  const { signal } = query;
  const project = await findProject(context, query.project, signal);
  const limit = pLimit(mostAtOnce);
  const at = `/api/v3/projects/${encodeURIComponent(project.id)}`;
  const [types, statuses, form, categories, versions, sprints, activities] = await Promise.all([
    limit(() => readAll(context.api, `${at}/types`, {}, namedThing, signal)),
    limit(() => statusesIfVisible(context, signal)),
    limit(() => typedForm(context, project, query.type, signal)),
    limit(() => categoriesOf(context, project.id, signal)),
    limit(() => versionsOf(context, project.id, signal)),
    limit(() => listSprints(context, { project: project.id, limit: mostListed, signal })),
    limit(() => activitiesOf(context, project.id, signal)),
  ]);
  const states: StateDescription[] = statuses.map(({ name, isClosed }) => ({ name, done: isClosed }));
  const fields = form === undefined || query.type === undefined ? undefined : await fieldsOf(context, form, signal);
  const hasSprints = sprints.items.some(({ kind }) => kind === 'sprint');
  return {
    project,
    types: types.map(({ name }) => ({ name, states, fields: isSameName(name, query.type ?? '') ? fields : undefined })),
    priorities: fieldOf(form?.fields ?? [], 'priority')?.choices?.map(({ name }) => name),
    labels: categories.map(({ name }) => name),
    linkTypes: Object.values(relationNames),
    activities,
    lists: [
      { name: 'Version', values: versions.filter(({ state }) => state !== 'closed').map(({ name }) => name) },
      ...(hasSprints ? [{ name: 'Sprint', values: sprints.items.map(({ name }) => name) }] : []),
    ],
    notes: notesOn(form, activities),
  };
}

const mostListed = 50;

/** `undefined` where the account may create nothing. */
async function typedForm(context: Context, { id }: Project, type: string | undefined, signal?: AbortSignal) {
  const blank = await unlessForbidden(() => createForm(context, id, {}, signal));
  if (blank === undefined || type === undefined) return blank;
  const choices = fieldOf(blank.fields, 'type')?.choices ?? [];
  const wanted = choices.find(({ name }) => isSameName(name, type));
  if (wanted === undefined) {
    const names = choices.map(({ name }) => name);
    throw refuseName(systemName, 'type', type, names);
  }
  return createForm(context, id, { _links: { type: { href: wanted.href } } }, signal);
}

async function unlessForbidden<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found')) return undefined;
    throw error;
  }
}

async function activitiesOf(context: Context, project: string, signal?: AbortSignal): Promise<string[] | undefined> {
  const body = { _links: { project: { href: context.link('projects', project) } } };
  const form = await unlessForbidden(() => timeForm(context, body, undefined, signal));
  return fieldOf(form?.fields ?? [], 'activity')?.choices?.map(({ name }) => name);
}

/** What is found elsewhere in the description, or is not there to be written. */
const elsewhere = new Set(['type', 'project', 'parent']);

async function fieldsOf(context: Context, { fields }: Form, signal?: AbortSignal): Promise<FieldDescription[]> {
  const limit = pLimit(mostAtOnce);
  const writable = fields.filter((field) => field.writable && !elsewhere.has(field.key));
  return Promise.all(writable.map((field) => limit(() => describe(context, field, signal))));
}

async function describe(context: Context, field: Field, signal?: AbortSignal): Promise<FieldDescription> {
  const { key, name, required, hasDefault } = field;
  const type = typeInWords(field);
  const isListed = field.choices !== undefined || type.startsWith('choice');
  const names = isListed ? (await choicesOf(context, field, signal)).map((choice) => choice.name) : undefined;
  const more = names === undefined ? 0 : names.length - mostListed;
  return {
    name,
    id: isSameName(name, key) ? undefined : key,
    type,
    required: required && !hasDefault,
    allowed: names?.slice(0, mostListed),
    more: more > 0 ? more : undefined,
  };
}

function notesOn(form: Form | undefined, activities: readonly string[] | undefined): string[] {
  return [
    'Labels are OpenProject’s categories: one at most for an item.',
    'Which states an item can go to depends on its type, its state and the account: get_item with “moves” tells.',
    ...(form === undefined
      ? ['This account may not create work packages here, so fields and priorities are not known.']
      : []),
    ...(activities === undefined ? ['This account may not log time here.'] : []),
  ];
}
