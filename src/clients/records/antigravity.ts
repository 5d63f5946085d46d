import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

/** Skips an entry with a type, silently. */
export const antigravity: ClientRecord = {
  id: 'antigravity',
  name: 'Antigravity',
  documentation: 'https://antigravity.google/docs/mcp',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    // Versions since 2 read the first and drop the second, which they still have beside it.
    places: ({ join, home }) => {
      const [now, earlier] = [join(home, '.gemini', 'config'), join(home, '.gemini', 'antigravity')];
      return [
        { path: join(now, 'mcp_config.json'), folder: now },
        { path: join(earlier, 'mcp_config.json'), folder: earlier, label: 'Older versions' },
      ];
    },
    programs: application({ mac: 'Antigravity', windows: 'Antigravity', linux: 'antigravity' }),
  }),
  ...commandShape(),
  reload: 'Press Refresh under Manage MCP Servers.',
  uncertain: 'Antigravity has moved its file with version 2: an older version reads the one in .gemini/antigravity.',
};
