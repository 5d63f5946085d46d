import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** The assistant of JetBrains’ programs; theirs called AI Assistant has no file to write. */
export const junie: ClientRecord = {
  id: 'junie',
  name: 'Junie',
  documentation: 'https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home }) => [{ path: join(home, '.junie', 'mcp', 'mcp.json'), folder: join(home, '.junie') }],
  }),
  ...commandShape(),
  reload: 'Start a new session of Junie.',
};
