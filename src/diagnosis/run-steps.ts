import { AppError, type ErrorCode, type Problem } from '../lib/app-error.ts';
import { actionFor } from './action.ts';
import type { DiagnosisAction, DiagnosisStep, DiagnosisStepId } from './report.ts';
import type { Looking, Step, StepOutcome } from './step.ts';
import { skipped } from './step.ts';
import { addressStep } from './steps/address.ts';
import { clockFailure, clockStep } from './steps/clock.ts';
import { keyStep } from './steps/key.ts';
import { keyKindStep } from './steps/key-kind.ts';
import { connectionStep, nameStep, proxyStep } from './steps/network.ts';
import { permissionStep } from './steps/permission.ts';
import { signInStep } from './steps/sign-in.ts';
import { deploymentStep, systemStep } from './steps/system.ts';
import { tlsStep } from './steps/tls.ts';

const steps: readonly Step[] = [
  keyStep,
  addressStep,
  proxyStep,
  nameStep,
  connectionStep,
  tlsStep,
  clockStep,
  systemStep,
  deploymentStep,
  keyKindStep,
  signInStep,
  permissionStep,
];

type Told = (step: DiagnosisStep) => void;
/** A step as it ended, with what made it so. */
export type Ended = DiagnosisStep & {
  readonly problem?: Problem | undefined;
  readonly action?: DiagnosisAction | undefined;
};

/** Runs all steps in order, telling each when it starts and when it ends. */
export async function runSteps(looking: Looking, told: Told): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  /** Which failure made a step pointless. */
  const lost = new Map<DiagnosisStepId, Step>();
  for (const step of steps) {
    told({ id: step.id, title: step.title, state: 'running' });
    const reason = step.needs.map((id) => lost.get(id)).find((each) => each !== undefined);
    const result = reason === undefined ? await runStep(step, looking) : pointless(step, reason);
    if (result.state === 'failed') lost.set(step.id, step);
    if (reason !== undefined) lost.set(step.id, reason);
    ended.push(result);
    told(bare(result));
  }
  return blameClock(ended, looking, told);
}

const pointless = (step: Step, reason: Step): Ended => ({
  ...{ id: step.id, title: step.title, durationMs: 0 },
  ...skipped(`Not looked at, because of “${reason.title}”.`),
});

async function runStep(step: Step, looking: Looking): Promise<Ended> {
  const { clock } = looking.parts;
  const started = clock.now().getTime();
  const outcome = await step.run(looking).catch(failed);
  const durationMs = Math.max(0, clock.now().getTime() - started);
  return { id: step.id, title: step.title, durationMs, ...conclude(outcome, looking) };
}

/** A fault of our own is no finding. */
function failed(error: unknown): StepOutcome {
  if (!(error instanceof AppError)) throw error;
  return { state: 'failed', detail: error.message, problem: error };
}

function conclude({ state, detail, problem, action }: StepOutcome, looking: Looking) {
  const { redact } = looking.parts;
  const told = { state, detail: redact(detail) };
  if (problem === undefined) return told;
  const { message, next, ...rest } = problem.toProblem();
  const masked = { ...rest, message: redact(message), next: redact(next) };
  return { ...told, problem: masked, action: action ?? actionFor(masked, looking) };
}

/** What a wrong clock explains. */
const timely = new Set<ErrorCode>(['bad-credentials', 'anonymous', 'login-page', 'forbidden', 'unexpected-answer']);

/** Where sign-in failed as well, a wrong clock is more than a warning: it has to be put right first. */
function blameClock(ended: readonly Ended[], looking: Looking, told: Told): readonly Ended[] {
  const signIn = ended.find(({ id }) => id === 'sign-in');
  const isSuspect = looking.found.clockAheadMs !== undefined && timely.has(signIn?.problem?.code ?? 'cancelled');
  if (!isSuspect) return ended;
  return ended.map((step) => {
    if (step.id !== 'clock' || step.state === 'failed') return step;
    const changed = { ...step, ...conclude(clockFailure(looking), looking) };
    told(bare(changed));
    return changed;
  });
}

/** As the window sees it. */
export const bare = ({ id, title, state, durationMs, detail }: Ended): DiagnosisStep => ({
  ...{ id, title, state },
  ...(durationMs === undefined ? {} : { durationMs }),
  ...(detail === undefined ? {} : { detail }),
});
