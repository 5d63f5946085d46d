import type { ClientRecord } from '../client.ts';
import { yaml } from '../formats/yaml.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** The one client with a list in place of a map. */
export const continueDev: ClientRecord = {
  id: 'continue',
  name: 'Continue',
  documentation: 'https://docs.continue.dev/customize/deep-dives/mcp',
  format: yaml,
  list: { root: ['mcpServers'], kind: 'list' },
  find: foundAt({
    places: ({ join, home }) => [{ path: join(home, '.continue', 'config.yaml'), folder: join(home, '.continue') }],
  }),
  ...commandShape(),
  reload: 'It should notice by itself; if it does not, reload the editor’s window.',
  uncertain: 'Its tools are there in agent mode only.',
};
