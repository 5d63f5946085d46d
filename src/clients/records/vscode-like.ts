import type { ClientRecord } from '../client.ts';
import { jsonc } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';
import { application, foundAt } from './found-at.ts';

type Edition = {
  readonly folder: string;
  readonly scheme: string;
  readonly program: Parameters<typeof application>[0];
};

/** What VS Code and its Insiders edition share. Another profile than the usual one has a file of its own. */
export const vscodeLike = ({ folder, scheme, program }: Edition): Omit<ClientRecord, 'id' | 'name'> => ({
  documentation: 'https://code.visualstudio.com/docs/copilot/customization/mcp-servers',
  format: jsonc,
  list: { root: ['servers'], kind: 'map' },
  find: foundAt({
    places: ({ join, settings }) => {
      const user = join(settings, folder, 'User');
      return [{ path: join(user, 'mcp.json'), folder: user }];
    },
    programs: application(program),
  }),
  ...commandShape({ type: 'stdio' }),
  link: (name, entry) => `${scheme}:mcp/install?${encodeURIComponent(JSON.stringify({ name, ...entry }))}`,
  reload: 'It notices by itself; trust the server when it asks at its first start.',
  uncertain: 'Profiles other than the default one have a file of their own, which is not changed here.',
});
