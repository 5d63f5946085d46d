import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** Without `tools` it offers none. */
export const copilotCli: ClientRecord = {
  id: 'copilot-cli',
  name: 'Copilot CLI',
  documentation: 'https://docs.github.com/en/copilot/how-tos/use-copilot-agents/use-copilot-cli',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home, named }) => {
      const folder = named('COPILOT_HOME') ?? join(home, '.copilot');
      return [{ path: join(folder, 'mcp-config.json'), folder }];
    },
  }),
  ...commandShape({ type: 'stdio' }, { tools: ['*'] }),
  reload: 'Start a new session of Copilot CLI.',
};
