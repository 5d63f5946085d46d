import type { Kind, Stage, WorkItem } from '../company/work-item.ts';

export type Named = { readonly id: number; readonly name: string };

export const statuses: Readonly<Record<Stage, Named & { closed: boolean; color: string }>> = {
  todo: { id: 1, name: 'New', closed: false, color: '#1098AD' },
  doing: { id: 7, name: 'In progress', closed: false, color: '#F08C00' },
  review: { id: 9, name: 'In review', closed: false, color: '#7950F2' },
  done: { id: 12, name: 'Closed', closed: true, color: '#868E96' },
};

/** Where the workflow lets a status go, by ids. A status can always stay as it is. */
const moves: Readonly<Record<number, readonly number[]>> = { 1: [7, 12], 7: [1, 9, 12], 9: [7, 12], 12: [1, 7] };
export const nextStatuses = (id: number): readonly Named[] =>
  Object.values(statuses).filter((status) => status.id === id || moves[id]?.includes(status.id) === true);

export const types: Readonly<Record<Kind, Named>> = {
  task: { id: 1, name: 'Task' },
  epic: { id: 3, name: 'Phase' },
  story: { id: 4, name: 'Feature' },
  bug: { id: 7, name: 'Bug' },
};

export const priorities: Readonly<Record<WorkItem['priority'], Named>> = {
  1: { id: 10, name: 'Immediate' },
  2: { id: 9, name: 'High' },
  3: { id: 8, name: 'Normal' },
  4: { id: 7, name: 'Low' },
};

/** The custom field "Affected hall", which a bug cannot do without. */
export const halls: readonly Named[] = [
  { id: 21, name: 'Hall A' },
  { id: 22, name: 'Hall B' },
  { id: 23, name: 'Outside' },
];

export const activities: readonly Named[] = [
  { id: 1, name: 'Management' },
  { id: 2, name: 'Specification' },
  { id: 3, name: 'Construction' },
  { id: 4, name: 'Other' },
];

/** What OpenProject calls relations, and their other side. */
export const reverseRelation: Readonly<Record<string, string>> = {
  relates: 'relates',
  duplicates: 'duplicated',
  duplicated: 'duplicates',
  blocks: 'blocked',
  blocked: 'blocks',
  precedes: 'follows',
  follows: 'precedes',
  includes: 'partof',
  partof: 'includes',
  requires: 'required',
  required: 'requires',
};
/** Stored in this direction only; the others are turned around. */
export const storedRelations = ['relates', 'duplicates', 'blocks', 'follows', 'includes', 'requires'];
