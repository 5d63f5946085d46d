import { pathOn } from '../../lib/system-path.ts';
import { findClaude } from '../claude-desktop/locations.ts';
import type { ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import { commandShape } from './entry-shapes.ts';

/**
 * Where it is installed is found out in its own folder, and how it is changed, too: it overwrites its file while it
 * runs. This record is what it shares with the others: which files it may have, and how entries look in them.
 */
export const claudeDesktop: ClientRecord = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  documentation: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: async (surroundings, disk) => {
    const { installed, locations } = await findClaude(surroundings, disk);
    const places = locations.map(({ path, kind, readByClaude }) => {
      const label = readByClaude ? kindLabels[kind] : 'Not read by the Claude Desktop installed now';
      return { path, folder: pathOn(surroundings.platform).dirname(path), ...(label !== undefined && { label }) };
    });
    return { installed, places };
  },
  ...commandShape(),
  reload: 'Quit Claude Desktop completely and start it again.',
};

const kindLabels = { standard: undefined, msix: 'Microsoft Store' } as const;
