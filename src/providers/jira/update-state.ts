import { isSameName } from '../name-match.ts';
import type { FieldInput, ItemChange } from '../writes.ts';
import type { JiraSite } from './site.ts';
import { findMove, moveStep, requireMoveFields } from './transitions.ts';
import { changeName } from './snapshot.ts';
import type { Plan, Subject } from './subject.ts';
import { nativeValues, wordsFor } from './values.ts';
import type { FieldMeta } from './wire-fields.ts';

const nothing: Plan = { steps: [], after: new Map(), metas: [], projects: [] };

/** The move to another state, with the fields its screen asks for; `rest` are the fields that are set otherwise. */
export async function planState(
  site: JiraSite,
  { issue }: Subject,
  { state, fields = {} }: ItemChange,
  signal?: AbortSignal,
): Promise<{ plan: Plan; rest: FieldInput }> {
  if (state === undefined || isSameName(issue.fields.status?.name, state)) return { plan: nothing, rest: fields };
  const move = await findMove(site, issue.key, state, signal);
  const meant = (name: string): FieldMeta | undefined =>
    move.fields.find((meta) => meta.id === name.trim() || isSameName(meta.name, name));
  const inputs = Object.entries(fields).flatMap(([name, value]) => {
    const meta = meant(name);
    return meta === undefined ? [] : [[meta, value] as const];
  });
  const reached = new Set<string>();
  const setting = {
    site,
    projectKey: issue.fields.project?.key ?? '',
    among: { issueKey: issue.key },
    names: new Map<string, string>(),
    reached,
    signal,
  };
  const values = await nativeValues(setting, move.fields, inputs);
  requireMoveFields(move, values);
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => meant(name) === undefined));
  const told = inputs.map(
    ([meta, given]) => [changeName(meta), wordsFor(setting, meta, values[meta.id], given)] as const,
  );
  const after = new Map<string, string | undefined>([['state', move.transition.to.name], ...told]);
  const steps = [moveStep(site, state, move, values)];
  return { plan: { steps, after, metas: move.fields, projects: [...reached] }, rest };
}
