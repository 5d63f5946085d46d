import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

/** Its plugin for JetBrains reads ~/.codeium/mcp_config.json instead. */
export const windsurf: ClientRecord = {
  id: 'windsurf',
  name: 'Windsurf',
  documentation: 'https://docs.windsurf.com/windsurf/cascade/mcp',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home }) => {
      const folder = join(home, '.codeium', 'windsurf');
      return [{ path: join(folder, 'mcp_config.json'), folder }];
    },
    programs: application({ mac: 'Windsurf', windows: 'Windsurf', linux: 'windsurf' }),
  }),
  ...commandShape(),
  reload: 'Press the refresh button of its MCP servers in Cascade.',
};
