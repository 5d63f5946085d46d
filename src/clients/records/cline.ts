import type { ClientPlace, ClientRecord } from '../client.ts';
import { strictJson } from '../formats/json.ts';
import type { BaseFolders } from './base-folders.ts';
import { clineShape } from './entry-shapes.ts';
import { foundAt } from './found-at.ts';

/** Newer versions and its program keep one file in the home folder, older extensions one in each editor. */
export const cline: ClientRecord = {
  id: 'cline',
  name: 'Cline',
  documentation: 'https://docs.cline.bot/mcp/configuring-mcp-servers',
  format: strictJson,
  list: { root: ['mcpServers'], kind: 'map' },
  find: foundAt({
    places: (folders) => [...inItsOwnFolder(folders), ...inEditors(folders)],
  }),
  ...clineShape,
  reload: 'It notices by itself.',
  uncertain:
    'Cline has moved its file: an older version reads the one inside the editor, so add the entry there if it does not appear.',
};

const fileName = 'cline_mcp_settings.json';

function inItsOwnFolder({ join, home, named }: BaseFolders): readonly ClientPlace[] {
  const folder = named('CLINE_DIR') ?? join(home, '.cline');
  const path = named('CLINE_MCP_SETTINGS_PATH') ?? join(folder, 'data', 'settings', fileName);
  return [{ path, folder, label: 'Newer versions, and its program' }];
}

function inEditors({ join, settings }: BaseFolders): readonly ClientPlace[] {
  return ['Code', 'Code - Insiders', 'Cursor'].map((editor) => {
    const folder = join(settings, editor, 'User', 'globalStorage', 'saoudrizwan.claude-dev');
    return { path: join(folder, 'settings', fileName), folder, label: `Older versions, in ${editor}` };
  });
}
