import { z } from 'zod';
import type { Violation } from './failures.ts';
import { violationLines, refuseFields } from './field-errors.ts';
import { fieldsIn, type Choice, type Field } from './fields.ts';
import { readAll } from './collections.ts';
import type { Context } from './context.ts';
import { pathIn } from './hrefs.ts';
import { hal, type WorkPackage } from './schemas.ts';

/** Local values and, below `_links`, references, as OpenProject takes them. */
export type Body = Readonly<Record<string, unknown>> & { readonly _links?: Readonly<Record<string, unknown>> };

export type Form = {
  readonly fields: readonly Field[];
  readonly payload: Readonly<Record<string, unknown>>;
  readonly violations: readonly Violation[];
};

const record = z.record(z.string(), z.unknown());
const formAnswer = z.object({
  _embedded: z.object({ payload: record.catch({}), schema: record, validationErrors: record.catch({}) }),
});
const spoken = z.object({ message: z.string() }).catch({ message: '' });

/** Asks what would happen. It is a POST, but one that changes nothing. */
async function ask({ api }: Context, path: string, body: Body, signal?: AbortSignal): Promise<Form> {
  const { _embedded } = await api.send({ method: 'POST', path, body, signal }, formAnswer);
  const { schema, payload, validationErrors } = _embedded;
  const violations = Object.entries(validationErrors).map(([attribute, error]) => ({
    attribute,
    message: spoken.parse(error).message,
  }));
  return { fields: fieldsIn(schema), payload, violations };
}

export const createForm = (context: Context, projectId: string, body: Body, signal?: AbortSignal): Promise<Form> =>
  ask(context, `/api/v3/projects/${encodeURIComponent(projectId)}/work_packages/form`, body, signal);

export function editForm(context: Context, found: WorkPackage, body: Body, signal?: AbortSignal): Promise<Form> {
  const path = `/api/v3/work_packages/${encodeURIComponent(found.id)}/form`;
  return ask(context, path, { lockVersion: found.lockVersion, ...body }, signal);
}

export const timeForm = (context: Context, body: Body, entry?: string, signal?: AbortSignal): Promise<Form> =>
  ask(context, `/api/v3/time_entries/${entry === undefined ? '' : `${encodeURIComponent(entry)}/`}form`, body, signal);

export const fieldOf = (fields: readonly Field[], key: string): Field | undefined =>
  fields.find((field) => field.key === key);

const choiceElement = z.object({ name: z.string(), _links: z.object({ self: hal }) });

/** The values a field may have, from its schema or from where they are listed. */
export async function choicesOf(context: Context, field: Field, signal?: AbortSignal): Promise<readonly Choice[]> {
  if (field.choices !== undefined) return field.choices;
  const path = pathIn(field.choicesAt ?? '');
  if (path === undefined) return [];
  const all = await readAll(context.api, path, {}, choiceElement, signal);
  return all.flatMap(({ name, _links: { self } }) => (self.href === undefined ? [] : [{ href: self.href, name }]));
}

/** Throws when OpenProject objects, naming each field and what would be allowed. */
export async function refuseInvalid(context: Context, form: Form, signal?: AbortSignal): Promise<void> {
  if (form.violations.length === 0) return;
  throw refuseFields(await linesOf(context, form, form.violations, signal));
}

export function linesOf(
  context: Context,
  { fields, payload }: Pick<Form, 'fields' | 'payload'>,
  violations: readonly Violation[],
  signal?: AbortSignal,
): Promise<string[]> {
  const isEmpty = (field: Field): boolean => isNothing(field.isLink ? linkIn(payload, field.key) : payload[field.key]);
  return violationLines(violations, fields, (field) => choicesOf(context, field, signal), isEmpty);
}

const linkIn = (payload: Form['payload'], key: string): unknown => {
  const links = record.safeParse(payload['_links']).data?.[key];
  return hal.safeParse(links).data?.href ?? (Array.isArray(links) && links.length > 0 ? links : undefined);
};

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
