import type { HandlerOutput } from '../../../src/api/contract.ts';
import { additionDiff } from './example-data.ts';
import { createSightHandlers, type FakeSight } from './sight-handlers.ts';
import type { HandlersOf } from './handlers-of.ts';

/** A Claude Desktop that is installed, and whose status tests may change. */
export type FakeClaude = {
  status: HandlerOutput<'claude.status'>;
  readonly sight: FakeSight;
  guard: HandlerOutput<'claude.guard'>;
  history: HandlerOutput<'claude.history'>;
  backups: HandlerOutput<'claude.backups'>;
  policy: HandlerOutput<'claude.policy'>;
  readonly handlers: HandlersOf<'claude'>;
};

export function createClaudeHandlers(): FakeClaude {
  const sight = createSightHandlers();
  const claude: FakeClaude = {
    sight: sight.state,
    status: {
      installed: true,
      running: false,
      locations: [
        {
          path: '/Users/anna/Library/Application Support/Claude/claude_desktop_config.json',
          kind: 'standard',
          state: 'without-entry',
        },
      ],
      entry: {
        name: 'mcp-keyring',
        command: '/Applications/MCP Keyring.app/Contents/Resources/keyring-host',
        args: ['mcp'],
      },
    },
    guard: { files: [], claude: 'ended' },
    history: [],
    backups: [],
    policy: { known: true },
    handlers: {
      ...sight.handlers,
      'claude.guard': () => claude.guard,
      'claude.answerGuard': () => ({}),
      'claude.cancelWaiting': () => ({}),
      'claude.writeNow': ({ path }) => ({ path }),
      'claude.history': () => claude.history,
      'claude.difference': () => ({ diff: additionDiff }),
      'claude.backups': () => claude.backups,
      'claude.compareBackup': () => ({ diff: additionDiff, fingerprint: 'f1', holdsEntry: true }),
      'claude.restoreBackup': () => ({ path: claude.status.locations[0]?.path ?? '' }),
      'claude.policy': () => claude.policy,
      'claude.status': () => claude.status,
      'claude.preview': ({ path, change }) => ({
        path,
        before: '{}',
        after: '{}',
        diff: change === 'write' ? additionDiff : additionDiff.replaceAll('\n+', '\n-'),
        changes: true,
        fingerprint: 'f1',
      }),
      'claude.apply': ({ path, change, when }) => {
        if (when === 'on-quit') return { path, waiting: true };
        const state = change === 'write' ? 'current' : 'without-entry';
        claude.status = { ...claude.status, locations: claude.status.locations.map((each) => ({ ...each, state })) };
        return { path, backupPath: `${path}.2026-11-21T09-30-00.bak` };
      },
    },
  };
  return claude;
}
