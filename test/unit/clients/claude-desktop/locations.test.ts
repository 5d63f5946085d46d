import { describe, expect, it } from 'vitest';
import { findClaude } from '../../../../src/clients/claude-desktop/locations.ts';
import { diskWith } from '../../../fakes/fake-disk.ts';

describe('Claude Desktop on macOS', () => {
  const mac = { platform: 'darwin', home: '/Users/ada', env: {} } as const;
  const folder = '/Users/ada/Library/Application Support/Claude';

  it('keeps its configuration in Application Support', async () => {
    expect(await findClaude(mac, diskWith(folder))).toEqual({
      installed: true,
      locations: [{ path: `${folder}/claude_desktop_config.json`, kind: 'standard', readByClaude: true }],
    });
  });

  it.each(['/Applications/Claude.app', '/Users/ada/Applications/Claude.app'])(
    'is installed, but has no place before its first start: %s',
    async (app) => {
      expect(await findClaude(mac, diskWith(app))).toEqual({ installed: true, locations: [] });
    },
  );

  it('is not there on an empty disk', async () => {
    expect(await findClaude(mac, diskWith('/Users/ada'))).toEqual({ installed: false, locations: [] });
  });
});

describe('Claude Desktop on Linux', () => {
  const linux = { platform: 'linux', home: '/home/ada', env: {} } as const;

  it('keeps its configuration under ~/.config, with a capital C', async () => {
    expect((await findClaude(linux, diskWith('/home/ada/.config/Claude'))).locations).toEqual([
      { path: '/home/ada/.config/Claude/claude_desktop_config.json', kind: 'standard', readByClaude: true },
    ]);
    expect(await findClaude(linux, diskWith('/home/ada/.config/claude'))).toEqual({ installed: false, locations: [] });
  });

  it('follows XDG_CONFIG_HOME, unless that is no absolute path', async () => {
    const disk = diskWith('/home/ada/.config/Claude', '/xdg/Claude');
    const paths = async (XDG_CONFIG_HOME: string) =>
      (await findClaude({ ...linux, env: { XDG_CONFIG_HOME } }, disk)).locations.map(({ path }) => path);
    expect(await paths('/xdg')).toEqual(['/xdg/Claude/claude_desktop_config.json']);
    expect(await paths('xdg')).toEqual(['/home/ada/.config/Claude/claude_desktop_config.json']);
    expect(await paths('')).toEqual(['/home/ada/.config/Claude/claude_desktop_config.json']);
  });

  it('shows a file that Claude does not read, with the reason', async () => {
    const lower = '/home/ada/.config/claude/claude_desktop_config.json';
    const found = await findClaude(linux, diskWith('/home/ada/.config/Claude', lower));
    expect(found.locations).toMatchObject([
      { readByClaude: true },
      { path: lower, readByClaude: false, notRead: 'lower-case' },
    ]);
    const elsewhere = { ...linux, env: { XDG_CONFIG_HOME: '/xdg' } };
    const usual = '/home/ada/.config/Claude/claude_desktop_config.json';
    expect((await findClaude(elsewhere, diskWith('/xdg/Claude', usual))).locations).toMatchObject([
      { path: '/xdg/Claude/claude_desktop_config.json', readByClaude: true },
      { path: usual, readByClaude: false, notRead: 'other-folder' },
    ]);
  });

  it.each(['/run/current-system/sw/bin/claude-desktop', '/home/ada/.nix-profile/bin/claude-desktop'])(
    'is installed from Nix: %s',
    async (app) => {
      expect(await findClaude(linux, diskWith(app))).toEqual({ installed: true, locations: [] });
    },
  );

  it('is installed when its program is there', async () => {
    expect(await findClaude(linux, diskWith('/usr/bin/claude-desktop'))).toEqual({ installed: true, locations: [] });
  });
});

describe('Claude Desktop on Windows', () => {
  const home = 'C:\\Users\\ada';
  const env = { APPDATA: `${home}\\AppData\\Roaming`, LOCALAPPDATA: `${home}\\AppData\\Local` };
  const windows = { platform: 'win32', home, env } as const;
  const plain = `${home}\\AppData\\Roaming\\Claude`;
  const roaming = (name: string) => `${home}\\AppData\\Local\\Packages\\${name}\\LocalCache\\Roaming`;

  it('keeps its configuration in AppData when installed the plain way', async () => {
    expect(await findClaude(windows, diskWith(plain))).toEqual({
      installed: true,
      locations: [{ path: `${plain}\\claude_desktop_config.json`, kind: 'standard', readByClaude: true }],
    });
  });

  it('keeps it inside the package when installed as MSIX, even before there is a folder for it', async () => {
    expect(await findClaude(windows, diskWith(roaming('Claude_pzs8sxrjxfjjc')))).toEqual({
      installed: true,
      locations: [
        {
          path: `${roaming('Claude_pzs8sxrjxfjjc')}\\Claude\\claude_desktop_config.json`,
          kind: 'msix',
          readByClaude: true,
        },
      ],
    });
  });

  it('shows the plain file beside a package as one that Claude does not read', async () => {
    const found = await findClaude(windows, diskWith(plain, roaming('Claude_pzs8sxrjxfjjc')));
    expect(found.locations.map(({ kind, readByClaude, notRead }) => [kind, readByClaude, notRead])).toEqual([
      ['msix', true, undefined],
      ['standard', false, 'package'],
    ]);
  });

  it('says that the old program, which is still there, reads the plain file', async () => {
    const old = `${home}\\AppData\\Local\\AnthropicClaude`;
    const found = await findClaude(windows, diskWith(plain, old, roaming('Claude_pzs8sxrjxfjjc')));
    expect(found.locations.at(-1)).toMatchObject({ readByClaude: false, notRead: 'old-program' });
  });

  it('takes Anthropic’s package for the one that is read, where there are several', async () => {
    const disk = diskWith(roaming('Claude_abc'), roaming('Claude_pzs8sxrjxfjjc'));
    expect((await findClaude(windows, disk)).locations).toMatchObject([
      { readByClaude: true, path: expect.stringContaining('Claude_pzs8sxrjxfjjc') as string },
      { readByClaude: false, notRead: 'other-package' },
    ]);
  });

  it('finds every package, and takes none for it that only starts alike', async () => {
    const disk = diskWith(
      roaming('Claude_b'),
      roaming('Claude_a'),
      roaming('ClaudeNotes_x'),
      roaming('Other_Claude_x'),
    );
    expect((await findClaude(windows, disk)).locations.map(({ path }) => path)).toEqual([
      `${roaming('Claude_a')}\\Claude\\claude_desktop_config.json`,
      `${roaming('Claude_b')}\\Claude\\claude_desktop_config.json`,
    ]);
  });

  it('has no place in a package that was never started', async () => {
    const disk = diskWith(`${home}\\AppData\\Local\\Packages\\Claude_pzs8sxrjxfjjc`);
    expect(await findClaude(windows, disk)).toEqual({ installed: true, locations: [] });
  });

  it('works without APPDATA and LOCALAPPDATA', async () => {
    const found = await findClaude({ ...windows, env: {} }, diskWith(plain, roaming('Claude_a')));
    expect(found.locations).toHaveLength(2);
  });

  it('is installed when its program is there but was never started', async () => {
    const disk = diskWith(`${home}\\AppData\\Local\\AnthropicClaude`);
    expect(await findClaude(windows, disk)).toEqual({ installed: true, locations: [] });
  });
});
