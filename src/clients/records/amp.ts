import type { ClientRecord } from '../client.ts';
import { jsonc } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** The name of the list holds a dot, as all of its settings do. */
export const amp: ClientRecord = {
  id: 'amp',
  name: 'Amp',
  documentation: 'https://ampcode.com/manual',
  format: jsonc,
  list: { root: ['amp.mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ platform, join, settings, config }) => {
      const folder = join(platform === 'win32' ? settings : config, 'amp');
      return [{ path: join(folder, 'settings.json'), folder }];
    },
  }),
  ...commandShape(),
  reload: 'Start a new session of Amp.',
};
