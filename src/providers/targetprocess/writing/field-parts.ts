import { isSameName } from '../../name-match.ts';
import type { FieldInput } from '../../writes.ts';
import { isSameType } from '../entity-types.ts';
import { asText, customValue } from '../field-values.ts';
import { readEntity } from '../item.ts';
import { customFieldsOf, namesIn, optionsOf } from '../process.ts';
import { fromMarkdown, toMarkdown } from '../rich-texts.ts';
import { generalFields } from '../requests.ts';
import type { TpCustomField } from '../schemas.ts';
import { sprintFields, teamsOf } from '../sprints.ts';
import type { WriteContext } from './context.ts';
import type { FieldProblems } from './part.ts';
import { FieldRefusal, refuseValue, type Part } from './part.ts';
import { isDay, ownSprintPart } from './simple-parts.ts';

type Value = FieldInput[string];

/** Custom fields by their name, and the few of Targetprocess's own that have no word in the shared vocabulary. */
export async function fieldParts(
  context: WriteContext,
  fields: FieldInput,
  problems: FieldProblems,
): Promise<readonly Part[]> {
  const { site, type, processId, before, signal } = context;
  const custom = processId === undefined ? [] : await customFieldsOf(site.api, processId, type, signal);
  const parts: Part[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const known = custom.find((one) => isSameName(one.Name, name));
    const part = await problems.collect(name, () =>
      known === undefined ? ownPart(context, name, value, custom) : customPart(context, known, value),
    );
    if (part !== undefined) parts.push(part);
  }
  if (before === undefined) checkRequired(custom, fields, problems);
  return parts;
}

/** A box that is not ticked is an answer too. */
function checkRequired(custom: readonly TpCustomField[], fields: FieldInput, problems: FieldProblems): void {
  for (const field of custom) {
    if (field.Required !== true || field.FieldType?.toLowerCase() === 'checkbox') continue;
    if (Object.keys(fields).some((name) => isSameName(field.Name, name))) continue;
    const options = optionsOf(field);
    problems.add(
      field.Name,
      `required${options.length === 0 ? '' : `; allowed values ${options.slice(0, 20).join(', ')}`}`,
    );
  }
}

async function ownPart(
  context: WriteContext,
  name: string,
  value: Value,
  custom: readonly TpCustomField[],
): Promise<Part> {
  const given = value === null ? null : asText(value);
  const sprint = sprintFields.find((field) => isSameType(field, name));
  if (sprint !== undefined) return await ownSprintPart(context, sprint, given);
  if (isSameType(name, 'Severity') && context.type === 'Bug') return await severityPart(context, given);
  if (isSameType(name, 'Team')) return await teamPart(context, given);
  const known = [...custom.map(({ Name }) => Name), 'Release', 'Iteration', 'TeamIteration', 'Team'];
  throw new FieldRefusal(`a ${context.type} here has no such field; there are ${known.slice(0, 20).join(', ')}`);
}

async function severityPart({ site, signal }: WriteContext, given: string | null): Promise<Part> {
  const read: Part['read'] = ({ typed }) => typed?.Severity?.Name;
  if (given === null) return { field: 'Severity', after: undefined, read, body: { Severity: null } };
  const all = await namesIn(site.api, 'Severities', signal);
  const found = all.find(({ Name }) => isSameName(Name, given));
  if (found === undefined)
    throw refuseValue(
      given,
      all.map(({ Name }) => Name),
    );
  return { field: 'Severity', after: found.Name, read, body: { Severity: { Id: Number(found.Id) } } };
}

/** Adds the team: an item may be with several, and their work on it is not ours to end. */
async function teamPart({ site, projectId, before, signal }: WriteContext, given: string | null): Promise<Part> {
  if (given === null) throw new FieldRefusal('a team is taken off an item in Targetprocess itself');
  const teams = await teamsOf(site.api, projectId, signal);
  const found = teams.find(({ Id, Name }) => Id === given || isSameName(Name, given));
  if (found === undefined)
    throw refuseValue(
      given,
      teams.flatMap(({ Name }) => Name ?? []),
    );
  const present = before?.row.AssignedTeams?.Items ?? [];
  const isThere = present.some(({ Team }) => Team?.Id === found.Id);
  const names = [...new Set([...present.flatMap(({ Team }) => Team?.Name ?? []), found.Name ?? ''])].sort();
  const read: Part['read'] = ({ row }) => {
    const now = row.AssignedTeams?.Items.flatMap(({ Team }) => Team?.Name ?? []).sort() ?? [];
    return now.length === 0 ? undefined : now.join(', ');
  };
  const body = isThere ? undefined : { AssignedTeams: [{ Team: { Id: Number(found.Id) } }] };
  return { field: 'Team', after: names.join(', '), read, body };
}

async function customPart(context: WriteContext, field: TpCustomField, value: Value): Promise<Part> {
  const { site, before } = context;
  const { Name } = field;
  if (value === null && field.Required === true) throw new FieldRefusal('required');
  const old = before === undefined ? undefined : customValue(before.row, Name)?.Value;
  if (value !== null && field.FieldType?.toLowerCase() === 'entity') await reach(context, asText(value));
  const { sent, shown, isReworded } = await wireValue(
    field,
    value,
    typeof old === 'string' ? old : undefined,
    site.baseUrl,
  );
  return {
    field: Name,
    after: shown === '' ? undefined : shown,
    read: ({ row }) => asText(customValue(row, Name)?.Value) || undefined,
    body: { CustomFields: [{ Name, Value: sent }] },
    isReworded,
  };
}

/** The item a field names counts as written to, like a linked one. */
async function reach({ site, signal, alsoIn }: WriteContext, given: string): Promise<void> {
  if (!/^\d+$/.test(given)) throw new FieldRefusal('give the number of the item');
  const { Project } = await readEntity(site.api, given, { columns: generalFields }, signal);
  if (Project?.Id !== undefined) alsoIn.add(Project.Id);
}

type Wire = { readonly sent: unknown; readonly shown: string; readonly isReworded?: boolean };

async function wireValue(field: TpCustomField, value: Value, old: string | undefined, baseUrl: string): Promise<Wire> {
  if (value === null) return { sent: null, shown: '' };
  const text = asText(value);
  switch ((field.FieldType ?? 'Text').toLowerCase()) {
    case 'dropdown':
      return choice(optionsOf(field), text);
    case 'multipleselectionlist':
      return choices(optionsOf(field), typeof value === 'object' ? value.map(asText) : text.split(','));
    case 'checkbox':
      return yesOrNo(value);
    case 'number':
    case 'money':
      return number(value);
    case 'date':
      if (!isDay(text)) throw new FieldRefusal('write the day as 2026-01-31');
      return { sent: text, shown: text, isReworded: true };
    case 'url':
      return { sent: { Url: text, Label: text }, shown: text, isReworded: true };
    case 'entity':
      return { sent: { Id: Number(text) }, shown: text, isReworded: true };
    case 'richtext': {
      const sent = await fromMarkdown(text, old);
      return { sent, shown: (await toMarkdown(sent, baseUrl)) ?? '', isReworded: true };
    }
    default:
      return { sent: text, shown: text };
  }
}

function choice(options: readonly string[], given: string): Wire {
  const found = options.find((option) => isSameName(option, given));
  if (found === undefined) throw refuseValue(given, options);
  return { sent: found, shown: found };
}

function choices(options: readonly string[], given: readonly string[]): Wire {
  const names = given.filter((one) => one.trim() !== '').map((one) => choice(options, one.trim()).shown);
  return { sent: names.join(','), shown: names.join(','), isReworded: true };
}

function yesOrNo(value: Value): Wire {
  const isYes = value === true || /^(yes|true|1)$/i.test(asText(value));
  if (!isYes && value !== false && !/^(no|false|0)$/i.test(asText(value)))
    throw refuseValue(asText(value), ['yes', 'no']);
  return { sent: isYes, shown: isYes ? 'yes' : 'no' };
}

function number(value: Value): Wire {
  const found = typeof value === 'number' ? value : Number(asText(value));
  if (asText(value).trim() === '' || !Number.isFinite(found)) throw new FieldRefusal('give a number');
  return { sent: found, shown: String(found) };
}
