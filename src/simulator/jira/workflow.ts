import type { Stage } from '../company/work-item.ts';
import { resolutions, statuses } from './catalog.ts';
import type { Issue } from './issue.ts';
import type { JiraRenderer } from './render.ts';
import type { JiraWorld } from './world.ts';

export type Move = {
  readonly id: string;
  readonly name: string;
  readonly to: Stage;
  readonly needsResolution: boolean;
};

const stages = Object.keys(statuses) as Stage[];

/** Any state may follow any other, as in a simplified workflow. */
const anywhere: readonly Move[] = stages.map((to, index) => ({
  id: String((index + 1) * 10 + 1),
  name: statuses[to].name,
  to,
  needsResolution: false,
}));

/** Step by step, and a reason at the end. */
const stepwise: Readonly<Record<Stage, readonly Move[]>> = {
  todo: [{ id: '111', name: 'Start work', to: 'doing', needsResolution: false }],
  doing: [
    { id: '121', name: 'Send to review', to: 'review', needsResolution: false },
    { id: '122', name: 'Put back', to: 'todo', needsResolution: false },
  ],
  review: [
    { id: '131', name: 'Close', to: 'done', needsResolution: true },
    { id: '132', name: 'Ask for changes', to: 'doing', needsResolution: false },
  ],
  done: [{ id: '141', name: 'Reopen', to: 'todo', needsResolution: false }],
};

/** Bugs of the second project go step by step. */
export function movesOf(world: JiraWorld, issue: Issue): readonly Move[] {
  const isStepwise = issue.kind === 'bug' && world.projects[1]?.key === issue.project;
  return isStepwise ? stepwise[issue.stage] : anywhere.filter(({ to }) => to !== issue.stage);
}

export function drawMove(renderer: JiraRenderer, move: Move, withFields: boolean): Record<string, unknown> {
  const fields = move.needsResolution ? { resolution: resolutionField(renderer) } : {};
  return {
    ...{ id: move.id, name: move.name, to: renderer.status(move.to), hasScreen: move.needsResolution },
    ...{ isGlobal: true, isInitial: false, isConditional: false, isAvailable: true },
    ...(withFields ? { fields } : {}),
  };
}

const resolutionField = ({ api }: JiraRenderer): Record<string, unknown> => ({
  required: true,
  schema: { type: 'resolution', system: 'resolution' },
  ...{ name: 'Resolution', key: 'resolution', operations: ['set'] },
  allowedValues: resolutions.map((each) => ({ self: `${api}/resolution/${each.id}`, ...each })),
});
