import type { ItemChange } from '../../writes.ts';
import type { WriteContext } from './context.ts';
import { fieldParts } from './field-parts.ts';
import { linksPart } from './links-part.ts';
import type { FieldProblems, Part } from './part.ts';
import { assigneesPart, watchersPart } from './people-parts.ts';
import type { TargetProject } from './projects.ts';
import {
  dayPart,
  descriptionPart,
  effortPart,
  labelsPart,
  parentPart,
  priorityPart,
  sprintPart,
  titlePart,
} from './simple-parts.ts';
import { statePart } from './state-part.ts';

export const projectPart = ({ id, name }: TargetProject): Part => ({
  field: 'project',
  after: name,
  read: ({ row }) => row.Project?.Name,
  body: { Project: { Id: Number(id) } },
});

/** Everything a change asks for, as parts; what cannot be is among the problems. */
export async function valueParts(
  context: WriteContext,
  change: ItemChange,
  problems: FieldProblems,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const wish = async (field: string, isAsked: boolean, prepare: () => Promise<Part | undefined> | Part | undefined) => {
    const part = isAsked ? await problems.collect(field, prepare) : undefined;
    if (part !== undefined) parts.push(part);
  };
  const { title, description, state, assignees, parent, sprint, priority, startDate, dueDate, estimateHours } = change;
  const { add = {}, remove = {} } = change;
  await wish('title', title !== undefined, () => titlePart(title ?? ''));
  await wish('description', description !== undefined, () => descriptionPart(context, description ?? ''));
  await wish('state', state !== undefined, () => statePart(context, state ?? ''));
  await wish('parent', parent !== undefined, () => parentPart(context, parent ?? null));
  await wish('sprint', sprint !== undefined, () => sprintPart(context, sprint ?? null));
  await wish('priority', priority !== undefined, () => priorityPart(context, priority ?? null));
  await wish('startDate', startDate !== undefined, () => dayPart('startDate', 'PlannedStartDate', startDate ?? null));
  await wish('dueDate', dueDate !== undefined, () => dayPart('dueDate', 'PlannedEndDate', dueDate ?? null));
  await wish('estimateHours', estimateHours !== undefined, () => effortPart(context, estimateHours ?? null));
  await wish('labels', true, () => labelsPart(context, add.labels ?? [], remove.labels ?? []));
  if (change.fields !== undefined) parts.push(...(await fieldParts(context, change.fields, problems)));
  await wish('assignees', assignees !== undefined, () => assigneesPart(context, assignees ?? []));
  await wish('links', true, () => linksPart(context, add.links ?? [], remove.links ?? []));
  await wish('watchers', true, () => watchersPart(context, add.watchers ?? [], remove.watchers ?? []));
  return parts;
}
