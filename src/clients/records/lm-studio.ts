import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

/** In Cursor’s notation. */
export const lmStudio: ClientRecord = {
  id: 'lm-studio',
  name: 'LM Studio',
  documentation: 'https://lmstudio.ai/docs/app/mcp',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: ({ join, home }) => {
      const [now, earlier] = [join(home, '.lmstudio'), join(home, '.cache', 'lm-studio')];
      return [
        { path: join(now, 'mcp.json'), folder: now },
        { path: join(earlier, 'mcp.json'), folder: earlier, label: 'Older versions' },
      ];
    },
    programs: application({ mac: 'LM Studio', windows: 'LM Studio', linux: 'lm-studio' }),
  }),
  ...commandShape(),
  link: (name, entry) => {
    const config = encodeURIComponent(Buffer.from(JSON.stringify(entry)).toString('base64'));
    return `lmstudio://add_mcp?name=${encodeURIComponent(name)}&config=${config}`;
  },
  reload: 'It should notice by itself; if it does not, restart LM Studio.',
  uncertain: 'Whether it notices a change of its file while it runs is not certain.',
};
