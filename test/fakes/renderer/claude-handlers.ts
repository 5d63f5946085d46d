import type { HandlerOutput } from '../../../src/api/contract.ts';
import { additionDiff } from './example-data.ts';
import { createSightHandlers, type FakeSight } from './sight-handlers.ts';
import type { HandlersOf } from './handlers-of.ts';

/** A Claude Desktop that is installed, and whose status tests may change. */
export type FakeClaude = {
  status: HandlerOutput<'claude.status'>;
  readonly sight: FakeSight;
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
    handlers: {
      ...sight.handlers,
      'claude.status': () => claude.status,
      'claude.preview': ({ path, change }) => ({
        path,
        before: '{}',
        after: '{}',
        diff: change === 'write' ? additionDiff : additionDiff.replaceAll('\n+', '\n-'),
        changes: true,
        fingerprint: 'f1',
      }),
      'claude.apply': ({ path, change }) => {
        const state = change === 'write' ? 'current' : 'without-entry';
        claude.status = { ...claude.status, locations: claude.status.locations.map((each) => ({ ...each, state })) };
        return { path, backupPath: `${path}.2026-11-21T09-30-00.bak` };
      },
    },
  };
  return claude;
}
