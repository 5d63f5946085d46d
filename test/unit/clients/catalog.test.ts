import { describe, expect, it } from 'vitest';
import { clientCatalog, clientOf } from '../../../src/clients/catalog.ts';
import { clientIds, type ClientId } from '../../../src/clients/client.ts';
import { findClientFiles, findClients } from '../../../src/clients/find-clients.ts';
import type { Disk } from '../../../src/clients/files/disk.ts';
import type { Surroundings } from '../../../src/settings/data-folder.ts';
import { diskWith } from '../../fakes/fake-disk.ts';

/** A disk on which every folder that is asked for is there, so that a record names all of its places. */
const everything: Disk = {
  exists: () => Promise.resolve(true),
  list: (folder) => Promise.resolve(folder.endsWith('Packages') ? ['Claude_pzs8sxrjxfjjc'] : []),
};

const mac: Surroundings = { platform: 'darwin', home: '/Users/ada', env: {} };
const windows: Surroundings = {
  platform: 'win32',
  home: 'C:\\Users\\ada',
  env: { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
};
const linux: Surroundings = { platform: 'linux', home: '/home/ada', env: {} };

const placesOf = async (id: ClientId, surroundings: Surroundings): Promise<readonly string[]> =>
  (await clientOf(id).find(surroundings, everything)).places.map(({ path }) => path);

/** Below the home folder, with slashes: [macOS, Windows, Linux]. */
const table: Record<ClientId, readonly [readonly string[], readonly string[], readonly string[]]> = {
  'claude-desktop': [
    ['Library/Application Support/Claude/claude_desktop_config.json'],
    [
      'AppData/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude/claude_desktop_config.json',
      'AppData/Roaming/Claude/claude_desktop_config.json',
    ],
    ['.config/Claude/claude_desktop_config.json', '.config/claude/claude_desktop_config.json'],
  ],
  'claude-code': same('.claude.json'),
  cursor: same('.cursor/mcp.json'),
  vscode: [
    ['Library/Application Support/Code/User/mcp.json'],
    ['AppData/Roaming/Code/User/mcp.json'],
    ['.config/Code/User/mcp.json'],
  ],
  'vscode-insiders': [
    ['Library/Application Support/Code - Insiders/User/mcp.json'],
    ['AppData/Roaming/Code - Insiders/User/mcp.json'],
    ['.config/Code - Insiders/User/mcp.json'],
  ],
  windsurf: same('.codeium/windsurf/mcp_config.json'),
  zed: [['.config/zed/settings.json'], ['AppData/Roaming/Zed/settings.json'], ['.config/zed/settings.json']],
  cline: [clineUnder('Library/Application Support'), clineUnder('AppData/Roaming'), clineUnder('.config')],
  'gemini-cli': same('.gemini/settings.json'),
  codex: same('.codex/config.toml'),
  'lm-studio': same('.lmstudio/mcp.json', '.cache/lm-studio/mcp.json'),
  goose: [
    ['.config/goose/config.yaml'],
    ['AppData/Roaming/Block/goose/config/config.yaml'],
    ['.config/goose/config.yaml'],
  ],
  continue: same('.continue/config.yaml'),
  kiro: same('.kiro/settings/mcp.json'),
  opencode: same('.config/opencode/opencode.jsonc', '.config/opencode/opencode.json'),
  junie: same('.junie/mcp/mcp.json'),
  'copilot-cli': same('.copilot/mcp-config.json'),
  antigravity: same('.gemini/config/mcp_config.json', '.gemini/antigravity/mcp_config.json'),
  amp: [['.config/amp/settings.json'], ['AppData/Roaming/amp/settings.json'], ['.config/amp/settings.json']],
  crush: [['.config/crush/crush.json'], ['AppData/Local/crush/crush.json'], ['.config/crush/crush.json']],
  warp: same('.warp/.mcp.json'),
};

function same(...paths: readonly string[]): readonly [readonly string[], readonly string[], readonly string[]] {
  return [paths, paths, paths];
}

function clineUnder(settings: string): readonly string[] {
  const inside = (editor: string) =>
    `${settings}/${editor}/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`;
  return [
    '.cline/data/settings/cline_mcp_settings.json',
    ...['Code', 'Code - Insiders', 'Cursor'].map((editor) => inside(editor)),
  ];
}

describe('the catalogue of clients', () => {
  it('has one record for every client', () => {
    expect(clientCatalog.map(({ id }) => id)).toEqual(clientIds);
  });

  it.each(clientIds)('knows where %s keeps its servers on every system', async (id) => {
    const [onMac, onWindows, onLinux] = table[id];
    expect(await placesOf(id, mac)).toEqual(onMac.map((path) => `/Users/ada/${path}`));
    expect(await placesOf(id, windows)).toEqual(
      onWindows.map((path) => `C:\\Users\\ada\\${path.replaceAll('/', '\\')}`),
    );
    expect(await placesOf(id, linux)).toEqual(onLinux.map((path) => `/home/ada/${path}`));
  });

  it.each<[ClientId, string, string]>([
    ['claude-code', 'CLAUDE_CONFIG_DIR', '/elsewhere/.claude.json'],
    ['codex', 'CODEX_HOME', '/elsewhere/config.toml'],
    ['copilot-cli', 'COPILOT_HOME', '/elsewhere/mcp-config.json'],
    ['cline', 'CLINE_DIR', '/elsewhere/data/settings/cline_mcp_settings.json'],
    ['cline', 'CLINE_MCP_SETTINGS_PATH', '/elsewhere'],
    ['vscode', 'XDG_CONFIG_HOME', '/elsewhere/Code/User/mcp.json'],
    ['zed', 'XDG_CONFIG_HOME', '/elsewhere/zed/settings.json'],
    ['zed', 'FLATPAK_XDG_CONFIG_HOME', '/elsewhere/zed/settings.json'],
    ['goose', 'XDG_CONFIG_HOME', '/elsewhere/goose/config.yaml'],
    ['opencode', 'XDG_CONFIG_HOME', '/elsewhere/opencode/opencode.jsonc'],
    ['amp', 'XDG_CONFIG_HOME', '/elsewhere/amp/settings.json'],
    ['crush', 'XDG_CONFIG_HOME', '/elsewhere/crush/crush.json'],
  ])('finds %s where %s says, if that is an absolute path', async (id, variable, path) => {
    const [usual] = await placesOf(id, linux);
    expect((await placesOf(id, { ...linux, env: { [variable]: '/elsewhere' } }))[0]).toBe(path);
    for (const value of ['', 'elsewhere', './elsewhere'])
      expect((await placesOf(id, { ...linux, env: { [variable]: value } }))[0]).toBe(usual);
  });

  it('works without APPDATA and LOCALAPPDATA', async () => {
    for (const id of clientIds)
      expect(await placesOf(id, { ...windows, env: {} })).toEqual(await placesOf(id, windows));
  });
});

describe('finding clients', () => {
  it('finds none on an empty disk', async () => {
    for (const surroundings of [mac, windows, linux]) {
      const found = await findClients(surroundings, diskWith(surroundings.home));
      expect(found.filter(({ installed, files }) => installed || files.length > 0)).toEqual([]);
    }
  });

  it('tells files that are there from those that an installed client has not made yet', async () => {
    const disk = diskWith('/home/ada/.cursor', '/home/ada/.codex/config.toml', '/home/ada/.config/goose');
    expect(await findClientFiles(linux, disk)).toEqual([
      { client: 'cursor', path: '/home/ada/.cursor/mcp.json', exists: false },
      { client: 'codex', path: '/home/ada/.codex/config.toml', exists: true },
      { client: 'goose', path: '/home/ada/.config/goose/config.yaml', exists: false },
    ]);
  });

  it('knows a program that was never started, and that it has no place yet', async () => {
    const onWindows = diskWith('C:\\Users\\ada\\AppData\\Local\\Programs\\cursor');
    const seen = async (surroundings: Surroundings, disk: Disk) =>
      (await findClients(surroundings, disk)).filter(({ installed }) => installed);
    expect(await seen(windows, onWindows)).toMatchObject([{ record: { id: 'cursor' }, files: [] }]);
    expect(await seen(mac, diskWith('/Applications/Zed.app'))).toMatchObject([{ record: { id: 'zed' }, files: [] }]);
    expect(await seen(linux, diskWith('/usr/bin/code'))).toMatchObject([{ record: { id: 'vscode' }, files: [] }]);
  });

  it('takes the file of two names that is there, and makes no second one beside it', async () => {
    const folder = '/home/ada/.config/opencode';
    const paths = async (...there: string[]) =>
      (await findClientFiles(linux, diskWith(...there))).map(({ path }) => path);
    expect(await paths(folder)).toEqual([`${folder}/opencode.jsonc`]);
    expect(await paths(`${folder}/opencode.json`)).toEqual([`${folder}/opencode.json`]);
    expect(await paths(`${folder}/opencode.json`, `${folder}/opencode.jsonc`)).toEqual([
      `${folder}/opencode.jsonc`,
      `${folder}/opencode.json`,
    ]);
  });

  it('does not take the folder of a home for the folder of Claude Code', async () => {
    expect(await findClientFiles(linux, diskWith('/home/ada/.claude.json'))).toEqual([]);
    expect(await findClientFiles(linux, diskWith('/home/ada/.claude'))).toEqual([
      { client: 'claude-code', path: '/home/ada/.claude.json', exists: false },
    ]);
  });
});
