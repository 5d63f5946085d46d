import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** Running sessions rewrite the file all the time, so its own command is preferred. A comment makes it start with no servers at all. */
export const claudeCode: ClientRecord = {
  id: 'claude-code',
  name: 'Claude Code',
  documentation: 'https://code.claude.com/docs/en/mcp',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    // Beside the folder, unless CLAUDE_CONFIG_DIR says where all of it is.
    places: ({ join, home, named }) => {
      const folder = named('CLAUDE_CONFIG_DIR');
      return [
        folder === undefined
          ? { path: join(home, '.claude.json'), folder: join(home, '.claude') }
          : { path: join(folder, '.claude.json'), folder },
      ];
    },
  }),
  ...commandShape({ type: 'stdio' }),
  command: {
    program: 'claude',
    add: (name, entry) => ['mcp', 'add-json', '--scope', 'user', name, JSON.stringify(entry)],
    remove: (name) => ['mcp', 'remove', '--scope', 'user', name],
  },
  reload: 'Start a new session of Claude Code.',
};
