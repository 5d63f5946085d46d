import type { Guard } from '../../clients/claude-desktop/guard/guard.ts';
import type { OrganisationPolicy } from '../../clients/claude-desktop/organisation-rules.ts';
import type { claudeGuardCalls } from '../calls/claude-guard.ts';
import type { Handlers } from '../router.ts';

export type ClaudeGuardServices = {
  readonly guard: Guard;
  readonly organisationPolicy: () => Promise<OrganisationPolicy>;
};

/** What answers the calls of src/api/calls/claude-guard.ts. */
export function claudeGuardHandlers({
  guard,
  organisationPolicy,
}: ClaudeGuardServices): Pick<Handlers, keyof typeof claudeGuardCalls> {
  return {
    'claude.guard': () => guard.status(),
    'claude.answerGuard': ({ path, answer }) => guard.answer(path, answer).then(done),
    'claude.cancelWaiting': ({ path }) => guard.cancel(path).then(done),
    'claude.writeNow': ({ path }) => guard.writeNow(path),
    'claude.history': ({ limit }) => guard.history(limit),
    'claude.difference': ({ eventId }) => guard.difference(eventId),
    'claude.backups': () => guard.backups(),
    'claude.compareBackup': (input) => guard.compare(input),
    'claude.restoreBackup': (input) => guard.restore(input),
    'claude.policy': () => organisationPolicy(),
  };
}

const done = () => ({});
