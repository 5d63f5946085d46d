import {
  failureOf,
  good,
  limitsOf,
  skipped,
  urlOf,
  warning,
  type Looking,
  type Step,
  type StepOutcome,
} from '../step.ts';

/** Servers and cookies live with less; beyond it, dates of certificates and logins go wrong. */
const tolerableMs = 5 * 60_000;

export const clockStep: Step = {
  id: 'clock',
  title: 'Clock',
  needs: ['connection'],
  async run(looking) {
    const { subject, parts, found } = looking;
    if (found.tlsFault !== undefined && !isAboutTime(looking)) return skipped('Not told without a good certificate.');
    const asked = parts.probe.serverTime(urlOf(looking), subject.options, limitsOf(looking));
    // A server that breaks off here is the next steps' matter.
    const theirs = await asked.catch(() => undefined);
    if (theirs === undefined) return skipped('The server does not say what time it is.');
    const aheadMs = parts.clock.now().getTime() - theirs.getTime();
    if (Math.abs(aheadMs) <= tolerableMs) return good('It agrees with the server’s.');
    found.clockAheadMs = Math.round(aheadMs / 60_000) * 60_000;
    return isAboutTime(looking) ? clockFailure(looking) : warning(clockProblem(looking));
  },
};

const isAboutTime = ({ found }: Looking): boolean => found.tlsFault === 'expired' || found.tlsFault === 'not-yet-valid';

const clockProblem = (looking: Looking) =>
  failureOf(looking, 'clock-skew', { clockAheadMs: looking.found.clockAheadMs });

/** The clock's warning once something failed that a wrong clock explains. */
export function clockFailure(looking: Looking): StepOutcome {
  const problem = clockProblem(looking);
  return { state: 'failed', detail: problem.message, problem };
}
