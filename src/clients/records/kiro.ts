import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

/** Also what was the program of Amazon Q. */
export const kiro: ClientRecord = {
  id: 'kiro',
  name: 'Kiro',
  documentation: 'https://kiro.dev/docs/mcp/configuration',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home }) => [{ path: join(home, '.kiro', 'settings', 'mcp.json'), folder: join(home, '.kiro') }],
    programs: application({ mac: 'Kiro', windows: 'Kiro', linux: 'kiro' }),
  }),
  ...commandShape(),
  link: (name, entry) =>
    `https://kiro.dev/launch/mcp/add?name=${encodeURIComponent(name)}&config=${encodeURIComponent(JSON.stringify(entry))}`,
  reload: 'It notices by itself.',
};
