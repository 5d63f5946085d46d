import type { ClientRecord } from '../client.ts';
import { toml } from '../formats/toml.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** One file for its program, its extension and its app. */
export const codex: ClientRecord = {
  id: 'codex',
  name: 'Codex',
  documentation: 'https://developers.openai.com/codex/mcp',
  format: toml,
  list: { root: ['mcp_servers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home, named }) => {
      const folder = named('CODEX_HOME') ?? join(home, '.codex');
      return [{ path: join(folder, 'config.toml'), folder }];
    },
  }),
  ...commandShape(),
  reload: 'Start a new session of Codex.',
};
