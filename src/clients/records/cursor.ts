import type { ClientRecord } from '../client.ts';
import { jsonc } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

/** Needs no type; takes `envFile` and `${env:NAME}` besides. */
export const cursor: ClientRecord = {
  id: 'cursor',
  name: 'Cursor',
  documentation: 'https://cursor.com/docs/context/mcp',
  format: jsonc,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home }) => [{ path: join(home, '.cursor', 'mcp.json'), folder: join(home, '.cursor') }],
    programs: application({ mac: 'Cursor', windows: 'cursor', linux: 'cursor' }),
  }),
  ...commandShape(),
  link: (name, entry) => {
    const config = encodeURIComponent(Buffer.from(JSON.stringify(entry)).toString('base64'));
    return `cursor://anysphere.cursor-deeplink/mcp/install?name=${encodeURIComponent(name)}&config=${config}`;
  },
  reload: 'Restart Cursor and switch the server on under Customize, MCPs.',
};
