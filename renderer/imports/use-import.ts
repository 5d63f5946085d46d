import { useEffect, useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { choiceFor, firstChoice, isComplete, isImported, type Choice, type RowState } from './choices.ts';
import type { Candidate, Preview } from './types.ts';

type ById<T> = Readonly<Record<string, T>>;

/** The choices, and how far each import is. */
export function useImport({ importId, candidates }: Preview) {
  const api = useApi();
  const [choices, setChoices] = useState<ById<Choice>>(() =>
    Object.fromEntries(candidates.map((each) => [each.id, firstChoice(each)])),
  );
  const [states, setStates] = useState<ById<RowState>>({});
  const action = useAction((input: Parameters<typeof api.call<'imports.run'>>[1]) => api.call('imports.run', input));
  useEffect(
    () =>
      api.on('imports.progress', ({ importId: of, outcome: { id, outcome } }) => {
        if (of === importId) setStates((before) => ({ ...before, [id]: { at: 'over', outcome } }));
      }),
    [api, importId],
  );
  const choiceOf = (candidate: Candidate): Choice => choices[candidate.id] ?? firstChoice(candidate);
  const chosen = candidates.filter((each) => choiceOf(each).chosen && !isImported(states[each.id]));
  const change = (id: string, changed: Partial<Choice>) => {
    setChoices((before) => {
      const current = before[id];
      return current === undefined ? before : { ...before, [id]: { ...current, ...changed } };
    });
  };
  const run = async (): Promise<void> => {
    const set = (all: ById<RowState>) => {
      setStates((before) => ({ ...before, ...all }));
    };
    set(Object.fromEntries(chosen.map(({ id }) => [id, { at: 'running' }])));
    const outcomes = await action.run({ importId, choices: chosen.map((each) => choiceFor(each, choiceOf(each))) });
    if (outcomes === undefined) set(Object.fromEntries(chosen.map(({ id }) => [id, { at: 'open' }])));
    else set(Object.fromEntries(outcomes.map(({ id, outcome }) => [id, { at: 'over', outcome }])));
  };
  return {
    choiceOf,
    change,
    run,
    chosen,
    ready: chosen.length > 0 && chosen.every((each) => isComplete(each, choiceOf(each))),
    stateOf: ({ id }: Candidate): RowState => states[id] ?? { at: 'open' },
    outcomes: Object.values(states).flatMap((state) => (state.at === 'over' ? [state.outcome] : [])),
    pending: action.pending,
    problem: action.problem,
  };
}
