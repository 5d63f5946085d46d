import type { Surroundings } from '../../settings/data-folder.ts';

/** By this name our extension is found again among Claude's. */
export const extensionName = 'mcp-keyring';
/** Claude's log of the extension's server is named by it. */
export const extensionTitle = 'MCP Keyring';

export type ManifestTool = { readonly name: string; readonly description?: string };

type ManifestParts = {
  readonly version: string;
  readonly platform: Surroundings['platform'];
  /** What stands behind the program's name. Never a secret: the whole bundle holds none. */
  readonly args: readonly string[];
  /** Absent when they are not known: the server says them itself. */
  readonly tools: readonly ManifestTool[] | undefined;
  readonly hasIcon: boolean;
};

export const iconFile = 'icon.png';
export const programFile = (platform: Surroundings['platform']): string =>
  platform === 'win32' ? 'server/keyring-host.exe' : 'server/keyring-host';

/** Version 0.3: the newest that the released Claude Desktop takes (https://github.com/modelcontextprotocol/mcpb). */
export function extensionManifest({ version, platform, args, tools, hasIcon }: ManifestParts) {
  const program = programFile(platform);
  return {
    manifest_version: '0.3',
    name: extensionName,
    display_name: extensionTitle,
    version,
    description: 'Your Jira, Confluence, OpenProject, ClickUp and Targetprocess, with the keys that MCP Keyring keeps.',
    long_description:
      'Lets Claude use the connections that you set up in MCP Keyring. This extension holds no key: keys stay in the keychain of this computer, and what Claude may do is decided in the MCP Keyring window.',
    author: { name: 'The MCP Keyring authors' },
    license: 'MIT',
    ...(hasIcon && { icon: iconFile }),
    server: {
      type: 'binary',
      entry_point: program,
      mcp_config: { command: `\${__dirname}/${program}`, args: [...args] },
    },
    ...(tools === undefined ? {} : { tools: tools.map(({ name, description }) => ({ name, description })) }),
    tools_generated: tools === undefined,
    compatibility: { platforms: [platform] },
  };
}
