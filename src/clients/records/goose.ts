import type { ClientRecord } from '../client.ts';
import { yaml } from '../formats/yaml.ts';
import { gooseShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

/** Calls servers extensions. */
export const goose: ClientRecord = {
  id: 'goose',
  name: 'Goose',
  documentation: 'https://block.github.io/goose/docs/getting-started/using-extensions',
  format: yaml,
  list: { root: ['extensions'], kind: 'map' },
  find: foundAt({
    places: ({ platform, join, settings, config }) => {
      const folder = platform === 'win32' ? join(settings, 'Block', 'goose', 'config') : join(config, 'goose');
      return [{ path: join(folder, 'config.yaml'), folder }];
    },
    programs: application({ mac: 'Goose', windows: 'Goose', linux: 'goose' }),
  }),
  ...gooseShape,
  reload: 'Start a new session of Goose.',
};
