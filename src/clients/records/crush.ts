import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** Needs the type. */
export const crush: ClientRecord = {
  id: 'crush',
  name: 'Crush',
  documentation: 'https://github.com/charmbracelet/crush',
  format: strictJson,
  list: { root: ['mcp'], kind: 'map' },
  find: foundAt({
    places: ({ platform, join, local, config }) => {
      const folder = join(platform === 'win32' ? local : config, 'crush');
      return [{ path: join(folder, 'crush.json'), folder }];
    },
  }),
  ...commandShape({ type: 'stdio' }),
  reload: 'Start a new session of Crush.',
};
