import type { ClientRecord } from '../client.ts';
import { jsonc } from '../formats/json.ts';
import { opencodeShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** Version 1 has the servers under `mcp`, version 2 under `mcp.servers`; late versions of 1 read both. */
export const opencode: ClientRecord = {
  id: 'opencode',
  name: 'opencode',
  documentation: 'https://opencode.ai/docs/mcp-servers',
  format: jsonc,
  list: { root: ['mcp'], kind: 'map' },
  otherLists: [{ root: ['mcp', 'servers'], kind: 'map' }],
  find: foundAt({
    places: ({ join, config }) => {
      const folder = join(config, 'opencode');
      return [
        { path: join(folder, 'opencode.jsonc'), folder, label: 'opencode.jsonc' },
        { path: join(folder, 'opencode.json'), folder, label: 'opencode.json' },
      ];
    },
  }),
  ...opencodeShape,
  reload: 'Start a new session of opencode.',
  uncertain: 'A new entry is written as version 1 has it, unless the file already has a list of version 2.',
};
