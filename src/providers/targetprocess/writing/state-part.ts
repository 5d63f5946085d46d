import { isSameName } from '../../name-match.ts';
import { isShared, statesOf } from '../process.ts';
import { asJson } from '../requests.ts';
import { written, type EntityState } from '../schemas.ts';
import type { WriteContext } from './context.ts';
import { FieldRefusal, refuseValue, type Part } from './part.ts';

const namesOf = (states: readonly { readonly Name?: string | undefined }[]): string[] =>
  states.flatMap(({ Name }) => Name ?? []);

/** States have numbers of their own in every process and for every type; the name is looked up in those. */
export async function statePart(context: WriteContext, name: string): Promise<Part> {
  const { site, type, processId, before, signal } = context;
  const states = processId === undefined ? [] : await statesOf(site.api, processId, type, signal);
  const shared = states.filter(isShared);
  const target = shared.find((one) => isSameName(one.Name, name));
  if (target === undefined) return teamStatePart(context, states, name);
  checkMove(shared, before?.row.EntityState?.Id, target);
  return {
    field: 'state',
    after: target.Name,
    read: ({ row }) => row.EntityState?.Name,
    body: { EntityState: { Id: Number(target.Id) } },
  };
}

/** A workflow may allow only some moves; one that lists none allows all. */
function checkMove(states: readonly EntityState[], currentId: string | undefined, target: EntityState): void {
  const current = states.find(({ Id }) => Id === currentId);
  const next = current?.NextStates?.Items ?? [];
  if (current === undefined || current.Id === target.Id || next.length === 0) return;
  if (next.some(({ Id }) => Id === target.Id)) return;
  throw new FieldRefusal(
    `from “${current.Name}” there is no move to “${target.Name}”; allowed values ${namesOf(next).join(', ')}`,
  );
}

/** A state of one team's own workflow is set at the team's assignment to the item. */
function teamStatePart({ site, before }: WriteContext, states: readonly EntityState[], name: string): Part {
  const candidates = states.filter((one) => !isShared(one) && isSameName(one.Name, name));
  const teams = before?.row.AssignedTeams?.Items ?? [];
  const workflowOf = (id: string | undefined) => states.find((one) => one.Id === id)?.Workflow?.Id;
  const [first] = teams.length === 1 ? teams : [];
  for (const target of candidates) {
    const team = teams.find(({ EntityState }) => workflowOf(EntityState?.Id) === target.Workflow?.Id) ?? first;
    if (team === undefined) continue;
    return {
      field: `state of ${team.Team?.Name ?? 'the team'}`,
      after: target.Name,
      read: ({ row }) => row.AssignedTeams?.Items.find(({ Id }) => Id === team.Id)?.EntityState?.Name,
      act: async (_id, signal) => {
        const path = `/api/v1/TeamAssignments/${team.Id}`;
        const body = { EntityState: { Id: Number(target.Id) } };
        await site.api.send({ method: 'POST', path, query: asJson, body, signal }, written);
      },
    };
  }
  throw refuseValue(name, namesOf(states.filter(isShared)));
}
