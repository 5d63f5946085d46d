import type { ConnectionDraft } from '../connections/inputs.ts';
import { findById } from '../connections/connection-file.ts';
import { AppError, type Problem } from '../lib/app-error.ts';
import { actionFor } from './action.ts';
import type { DiagnosisReport, DiagnosisStep } from './report.ts';
import { reportText } from './report-text.ts';
import { bare, runSteps, type Ended } from './run-steps.ts';
import type { DiagnosisParts, Looking } from './step.ts';
import { draftSubject, savedSubject, type Subject } from './subject.ts';

/** Finding out why a connection does not work. */
export interface Diagnoses {
  /** Each step is told twice: when it starts and when it ends. A failure of the connection is the report, not an exception. */
  run(
    subject: { id: string } | { draft: ConnectionDraft },
    onStep?: (step: DiagnosisStep) => void,
  ): Promise<DiagnosisReport>;
}

export function createDiagnoses(parts: DiagnosisParts): Diagnoses {
  return {
    async run(asked, onStep = () => undefined) {
      if ('draft' in asked) return diagnose(draftSubject(asked.draft), parts, onStep);
      return diagnose(savedSubject(findById(await parts.file.read(), asked.id)), parts, onStep);
    },
  };
}

async function diagnose(
  subject: Subject,
  parts: DiagnosisParts,
  onStep: (step: DiagnosisStep) => void,
): Promise<DiagnosisReport> {
  const looking: Looking = { subject, parts, provider: parts.providers[subject.provider], found: {} };
  const at = parts.clock.now();
  const ended = await runSteps(looking, onStep);
  const durationMs = Math.max(0, parts.clock.now().getTime() - at.getTime());
  const works = ended.every(({ state }) => state !== 'failed');
  const steps = ended.map(bare);
  const { problem, action } = causeOf(ended) ?? pausedCause(looking) ?? {};
  const text = reportText({ looking, at, durationMs, steps, problem, works });
  return {
    ...{ at: at.toISOString(), durationMs, steps, works, text },
    ...(subject.name === undefined ? {} : { connection: subject.name }),
    ...(problem === undefined ? {} : { problem }),
    ...(action === undefined ? {} : { action }),
  };
}

type Cause = Pick<Ended, 'problem' | 'action'>;

/** A wrong clock where it matters, else the first failure: the others follow from it. Without one the last warning, which is the nearest to the work itself. */
function causeOf(ended: readonly Ended[]): Cause | undefined {
  const failures = ended.filter(({ state }) => state === 'failed');
  const clock = failures.find(({ id }) => id === 'clock');
  return clock ?? failures[0] ?? ended.findLast(({ problem }) => problem !== undefined);
}

function pausedCause(looking: Looking): Cause | undefined {
  const { active, name } = looking.subject;
  if (active) return undefined;
  const message = `The key works, but the connection${name === undefined ? '' : ` "${name}"`} is paused.`;
  const problem: Problem = new AppError(
    'connection-paused',
    message,
    'Resume it, so that Claude can use it.',
  ).toProblem();
  return { problem, action: actionFor(problem, looking) };
}
