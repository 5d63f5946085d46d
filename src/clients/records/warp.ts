import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** Shows servers without `mcpServers` around them in its own settings; files that were seen have it. */
export const warp: ClientRecord = {
  id: 'warp',
  name: 'Warp',
  documentation: 'https://docs.warp.dev/agents/capabilities/mcp',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  otherLists: [{ root: [], kind: 'map' }],
  find: foundAt({
    places: ({ join, home }) => [{ path: join(home, '.warp', '.mcp.json'), folder: join(home, '.warp') }],
  }),
  ...commandShape(),
  reload: 'It starts new servers by itself; if it does not, restart Warp.',
  uncertain:
    'Its documentation does not say how its file is built; the usual form is written, and both known ones are read.',
};
