import type { ClaudeDesktop } from '../../clients/claude-desktop/claude-desktop.ts';
import type { ClaudeLog } from '../../clients/claude-desktop/logs/claude-log.ts';
import type { Sight } from '../../clients/claude-desktop/sight/sight.ts';
import type { SecondRoad } from '../../clients/mcpb/second-road.ts';
import type { EventBus } from '../event-bus.ts';
import { claudeGuardHandlers, type ClaudeGuardServices } from './claude-guard.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/claude.ts. */
export type ClaudeServices = ClaudeGuardServices & {
  readonly claude: ClaudeDesktop;
  readonly sight: Sight;
  readonly claudeLog: ClaudeLog;
  readonly secondRoad: SecondRoad;
  readonly events: EventBus;
};

export function claudeHandlers(services: ClaudeServices): CallsOf<'claude'> {
  const { claude, sight, claudeLog, secondRoad, events } = services;
  return {
    ...claudeGuardHandlers(services),
    'claude.status': () => claude.status(),
    'claude.preview': (input) => claude.preview(input),
    'claude.apply': (input) => claude.apply(input),

    'claude.see': ({ runId }) =>
      sight.look((step) => {
        events.emit('claude.sightStep', { runId, step });
      }),
    'claude.log': () => claudeLog.read(),
    'claude.secondRoad': () => secondRoad.status(),
    'claude.exportExtension': () => secondRoad.export(),
    'claude.openExtension': () => secondRoad.open().then(() => ({})),
  };
}
