import type { ClientRecord } from '../client.ts';
import { commentedJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** Reads comments; a trailing comma or a byte order mark stops it. */
export const geminiCli: ClientRecord = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  documentation: 'https://geminicli.com/docs/tools/mcp-server/',
  format: commentedJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home }) => [{ path: join(home, '.gemini', 'settings.json'), folder: join(home, '.gemini') }],
  }),
  ...commandShape(),
  reload: 'Start a new session of Gemini CLI.',
  uncertain: 'Antigravity uses the same folder, so Gemini CLI may be shown where only Antigravity is.',
};
