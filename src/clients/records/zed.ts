import type { ClientRecord } from '../client.ts';
import { jsonc } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

/** The servers stand among all other settings; comments and trailing commas are usual there. */
export const zed: ClientRecord = {
  id: 'zed',
  name: 'Zed',
  documentation: 'https://zed.dev/docs/ai/mcp',
  format: jsonc,
  list: { root: ['context_servers'], kind: 'map' },
  find: foundAt({
    // Not in Application Support on macOS, whatever others say: Zed makes no difference between macOS and Linux there.
    places: ({ platform, join, home, settings, named }) => {
      const folders = {
        darwin: () => join(home, '.config', 'zed'),
        win32: () => join(settings, 'Zed'),
        linux: () => join(named('FLATPAK_XDG_CONFIG_HOME') ?? settings, 'zed'),
      };
      const folder = folders[platform]();
      return [{ path: join(folder, 'settings.json'), folder }];
    },
    programs: application({ mac: 'Zed', windows: 'Zed', linux: 'zed' }),
  }),
  ...commandShape({ source: 'custom' }),
  reload: 'It notices by itself.',
};
