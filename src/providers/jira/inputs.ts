import type { FieldInput } from '../writes.ts';
import { isEpicLink, isEpicName, isRequired, isSprintField, isStartDate } from './fields.ts';
import { fieldFault, refuse, refuseFields } from './refusals.ts';
import { fieldNamed } from './values.ts';
import type { FieldMeta } from './wire-fields.ts';

/** The members of a draft or a change that are fields in Jira. */
export type Wanted = {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly assignees?: readonly string[] | undefined;
  readonly parent?: string | null | undefined;
  readonly sprint?: string | null | undefined;
  readonly priority?: string | null | undefined;
  readonly startDate?: string | null | undefined;
  readonly dueDate?: string | null | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly fields?: FieldInput | undefined;
};

type Input = readonly [meta: FieldMeta, value: FieldInput[string]];

const bySystem =
  (system: string) =>
  ({ id }: FieldMeta): boolean =>
    id === system;

/** Where the shared words go, in the order they are told. */
const places: readonly (readonly [member: keyof Wanted, isMeant: (meta: FieldMeta) => boolean])[] = [
  ['title', bySystem('summary')],
  ['description', bySystem('description')],
  ['assignees', bySystem('assignee')],
  ['priority', bySystem('priority')],
  ['startDate', isStartDate],
  ['dueDate', bySystem('duedate')],
  ['labels', bySystem('labels')],
];

/** What was asked for, as fields of this screen; a member the screen has no field for is refused by name. */
export function inputsOf(metas: readonly FieldMeta[], wanted: Wanted): Input[] {
  const faults: string[] = [];
  const shared = places.flatMap(([member, isMeant]): Input[] => {
    const value = valueOf(wanted, member);
    if (value === undefined) return [];
    const meta = metas.find(isMeant);
    if (meta === undefined) faults.push(`field ${member}: not on the screen of this type`);
    return meta === undefined ? [] : [[meta, value]];
  });
  if (faults.length > 0) throw refuseFields(faults);
  const further = Object.entries(wanted.fields ?? {}).map(([name, value]): Input => [fieldNamed(metas, name), value]);
  const all = [...shared, ...sprintInput(metas, wanted), ...further];
  const ids = all.map(([{ id }]) => id);
  const twice = all.find(([{ id }], index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw refuseFields([`field ${twice[0].name}: given twice`]);
  return all;
}

function valueOf(wanted: Wanted, member: keyof Wanted): FieldInput[string] | undefined {
  if (member === 'fields') return undefined;
  const value = wanted[member];
  if (member !== 'assignees' || wanted.assignees === undefined) return value;
  const [first, ...more] = wanted.assignees;
  if (more.length > 0)
    throw refuse('An issue in Jira has one assignee.', 'Name one person; the others can be watchers.');
  return first ?? null;
}

/** Where the screen has no field for it, the board is asked afterwards. */
function sprintInput(metas: readonly FieldMeta[], { sprint }: Wanted): Input[] {
  const meta = metas.find(({ schema }) => isSprintField(schema));
  return sprint === undefined || meta === undefined ? [] : [[meta, sprint]];
}

export const hasSprintField = (metas: readonly FieldMeta[]): boolean =>
  metas.some(({ schema }) => isSprintField(schema));

/** A sub-task's parent is a field of every Jira; an epic's issues have a parent on Cloud and an epic link on Data Center. */
export function parentValue(
  metas: readonly FieldMeta[],
  parent: string | null,
  isSubtask: boolean,
): Record<string, unknown> {
  const field = metas.find(({ id }) => id === 'parent');
  if (field !== undefined) return { parent: parent === null ? null : { key: parent } };
  const epicLink = metas.find(({ schema }) => isEpicLink(schema));
  if (isSubtask || epicLink === undefined) {
    throw refuse(
      'This Jira does not let the parent be changed here.',
      isSubtask ? 'Move the sub-task to another parent in the browser.' : 'Check that the type can belong to an epic.',
    );
  }
  return { [epicLink.id]: parent };
}

/** Data Center wants a short name for an epic; where none is given the title does. */
export function epicName(metas: readonly FieldMeta[], values: Readonly<Record<string, unknown>>, title: string) {
  const field = metas.find(({ schema, required }) => required && isEpicName(schema));
  return field === undefined || values[field.id] !== undefined ? {} : { [field.id]: title };
}

/** Before anything is sent: what Jira would miss. */
export function requireAll(metas: readonly FieldMeta[], values: Readonly<Record<string, unknown>>): void {
  const missing = metas.filter((meta) => isRequired(meta) && (values[meta.id] ?? null) === null);
  if (missing.length > 0) throw refuseFields(missing.map((meta) => fieldFault(meta, 'required')));
}
