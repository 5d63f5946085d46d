import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import type { Report, Step, Subject } from './types.ts';

type Diagnosis = {
  readonly steps: readonly Step[];
  readonly report: Report | undefined;
  /** The diagnosis itself could not be made. */
  readonly problem: Problem | undefined;
};

const nothing: Diagnosis = { steps: [], report: undefined, problem: undefined };

const withStep = (steps: readonly Step[], step: Step): readonly Step[] =>
  steps.some(({ id }) => id === step.id) ? steps.map((each) => (each.id === step.id ? step : each)) : [...steps, step];

/** Runs at once, and again on request. What an earlier run still has to say is not heard any more. */
export function useDiagnosis(subject: Subject) {
  const api = useApi();
  const [diagnosis, setDiagnosis] = useState<Diagnosis>(nothing);
  const current = useRef<string>(undefined);
  // What is looked at is what was there when the dialog was opened.
  const [looked] = useState(subject);

  const run = useCallback(async () => {
    const runId = crypto.randomUUID();
    current.current = runId;
    const tell = (change: (before: Diagnosis) => Diagnosis) => {
      if (current.current === runId) setDiagnosis(change);
    };
    tell(() => nothing);
    const stop = api.on('diagnosis.step', (told) => {
      if (told.runId === runId) tell((before) => ({ ...before, steps: withStep(before.steps, told.step) }));
    });
    try {
      const report = await ('imported' in looked
        ? api.call('imports.diagnose', { runId, ...looked.imported })
        : api.call('diagnosis.run', { runId, subject: looked }));
      tell(() => ({ steps: report.steps, report, problem: undefined }));
    } catch (error) {
      tell((before) => ({ ...before, problem: problemOf(error) }));
    } finally {
      stop();
    }
  }, [api, looked]);

  useEffect(() => {
    void Promise.resolve().then(run);
    return () => {
      current.current = undefined;
    };
  }, [run]);

  return { ...diagnosis, running: diagnosis.report === undefined && diagnosis.problem === undefined, run };
}
