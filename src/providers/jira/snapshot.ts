import { fieldChange } from '../field-change.ts';
import type { FieldChange } from '../writes.ts';
import { isEpicLink, isSprintField, isStartDate, readable } from './fields.ts';
import { toLinks } from './parts.ts';
import type { JiraSite } from './site.ts';
import { currentSprint } from './sprint-values.ts';
import type { Issue } from './wire.ts';

/** An issue in words, by the names changes are told with; empty values are absent. */
export type Snapshot = ReadonlyMap<string, string>;

/** Names of our own where the shared vocabulary has one, so that a change says what was asked for. */
const ownNames: Readonly<Record<string, string>> = {
  summary: 'title',
  description: 'description',
  issuetype: 'type',
  project: 'project',
  status: 'state',
  assignee: 'assignees',
  parent: 'parent',
  priority: 'priority',
  duedate: 'dueDate',
  labels: 'labels',
  timetracking: 'estimateHours',
  issuelinks: 'links',
};

type Meta = {
  readonly id: string;
  readonly name: string;
  readonly schema?: NonNullable<Issue['schema']>[string] | undefined;
};

export function changeName({ id, name, schema }: Meta): string {
  const own = ownNames[id];
  if (own !== undefined) return own;
  if (isSprintField(schema)) return 'sprint';
  if (isEpicLink(schema)) return 'parent';
  return isStartDate({ name, schema }) ? 'startDate' : name;
}

/** `extras` are what is not among an issue's fields. */
export async function snapshotOf(site: JiraSite, issue: Issue, extras: Snapshot = new Map()): Promise<Snapshot> {
  const metas = Object.entries(issue.names ?? {}).map(([id, name]): Meta => ({ id, name, schema: issue.schema?.[id] }));
  const entries = await Promise.all(
    metas.map(async (meta) => [changeName(meta), await valueOf(site, issue, meta)] as const),
  );
  const known = entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return new Map([...known, ...extras]);
}

async function valueOf(site: JiraSite, { fields }: Issue, { id, schema }: Meta): Promise<string | undefined> {
  if (id === 'labels') return fields.labels?.join(', ') || undefined;
  if (id === 'parent') return fields.parent?.key;
  if (id === 'issuelinks') return linkWords(fields.issuelinks ?? []);
  if (id === 'timetracking') {
    const seconds = fields.timetracking?.originalEstimateSeconds;
    return seconds ? String(Math.round(seconds / 36) / 100) : undefined;
  }
  const value = fields[id];
  return isSprintField(schema) ? currentSprint(value)?.name : readable(site, value, schema);
}

const linkWords = (links: Parameters<typeof toLinks>[0]): string | undefined =>
  toLinks(links)
    .map(({ type, to }) => `${type} ${to}`)
    .join(', ') || undefined;

/** The differences in these names, in their order. */
export function differences(names: Iterable<string>, before: Snapshot, after: Snapshot): FieldChange[] {
  return [...new Set(names)].flatMap((field) => fieldChange(field, before.get(field), after.get(field)));
}
