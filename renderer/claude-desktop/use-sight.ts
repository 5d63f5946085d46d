import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import type { ShownStep } from '../ui/step-list.tsx';
import type { SightReport, SightStep } from './types.ts';

/** Shown before anything is known. */
const titles: Record<SightStep['id'], string> = {
  entry: 'The entry',
  start: 'Start',
  hello: 'First answer',
  tools: 'Tools',
  connections: 'Connections',
  key: 'A key',
  output: 'Standard output',
  end: 'End',
};
const order = Object.keys(titles) as SightStep['id'][];

type Sight = {
  readonly steps: readonly SightStep[];
  readonly report: SightReport | undefined;
  /** The look itself could not be taken. */
  readonly problem: Problem | undefined;
};

const nothing: Sight = { steps: [], report: undefined, problem: undefined };

const withStep = (steps: readonly SightStep[], step: SightStep): readonly SightStep[] => [
  ...steps.filter(({ id }) => id !== step.id),
  step,
];

/** One look at a time; its steps come while it goes on. */
export function useSight() {
  const api = useApi();
  const [sight, setSight] = useState<Sight>();
  const [running, setRunning] = useState(false);

  const look = async () => {
    const runId = crypto.randomUUID();
    setRunning(true);
    setSight(nothing);
    const stop = api.on('claude.sightStep', (told) => {
      if (told.runId === runId)
        setSight((before = nothing) => ({ ...before, steps: withStep(before.steps, told.step) }));
    });
    try {
      const report = await api.call('claude.see', { runId });
      setSight({ steps: report.steps, report, problem: undefined });
    } catch (error) {
      setSight((before = nothing) => ({ ...before, problem: problemOf(error) }));
    } finally {
      stop();
      setRunning(false);
    }
  };
  return { sight, running, look };
}

/** All of them, with what is known so far. */
export function shownSteps(told: readonly SightStep[], over: boolean): ShownStep[] {
  return order.map((id) => {
    const step = told.find((each) => each.id === id) ?? {
      id,
      state: over ? ('skipped' as const) : ('pending' as const),
    };
    return { ...step, title: titles[id] };
  });
}
