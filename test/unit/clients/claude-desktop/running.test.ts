import { describe, expect, it } from 'vitest';
import { isClaudeRunning } from '../../../../src/clients/claude-desktop/running.ts';

const running = (platform: 'darwin' | 'win32' | 'linux', path: string) => isClaudeRunning(platform, [{ pid: 1, path }]);

describe('a running Claude Desktop', () => {
  it.each([
    ['darwin', '/Applications/Claude.app/Contents/MacOS/Claude'],
    ['darwin', '/Users/ada/Applications/Claude.app/Contents/MacOS/Claude'],
    ['win32', 'C:\\Users\\ada\\AppData\\Local\\AnthropicClaude\\claude.exe'],
    ['win32', 'C:\\Users\\ada\\AppData\\Local\\AnthropicClaude\\app-1.2.3\\claude.exe'],
    ['win32', 'C:\\Program Files\\WindowsApps\\Claude_1.1.7_x64__pzs8sxrjxfjjc\\app\\Claude.exe'],
    ['linux', '/usr/lib/claude-desktop/claude-desktop'],
    ['linux', '/usr/lib/claude-desktop/node_modules/electron/dist/electron'],
    ['linux', '/opt/Claude/claude-desktop'],
    ['linux', '/opt/claude-desktop/claude'],
    ['linux', '/tmp/.mount_claudeXy12Ab/usr/lib/node_modules/electron/dist/electron'],
    ['linux', '/nix/store/abc-claude-desktop-1.0.0/lib/electron'],
  ] as const)('is known by its path on %s: %s', (platform, path) => {
    expect(running(platform, path)).toBe(true);
  });

  it.each([
    ['darwin', '/Users/ada/.local/bin/claude'],
    ['darwin', '/Users/ada/Library/Application Support/Claude/claude-code/2.1.0/claude.app/Contents/MacOS/claude'],
    [
      'darwin',
      '/Applications/Claude.app/Contents/Frameworks/Electron Framework.framework/Helpers/chrome_crashpad_handler',
    ],
    ['win32', 'C:\\Users\\ada\\.local\\bin\\claude.exe'],
    ['win32', 'C:\\Users\\ada\\AppData\\Roaming\\Claude\\claude-code\\2.1.0\\claude.exe'],
    ['win32', 'C:\\Program Files\\WindowsApps\\ClaudeNotes_1.0_x64__abc\\claude.exe'],
    ['linux', '/home/ada/.local/share/claude/versions/2.1.0'],
    ['linux', '/home/ada/.config/Claude/claude-code/2.1.0/claude'],
    ['linux', '/usr/lib/claude-desktop/chrome_crashpad_handler'],
    ['linux', '/home/ada/src/claude-desktop/out/tool'],
  ] as const)('is not Claude Code, a helper or a namesake on %s: %s', (platform, path) => {
    expect(running(platform, path)).toBe(false);
  });

  it('is found among others', () => {
    expect(isClaudeRunning('linux', [])).toBe(false);
    const others = [{ pid: 1, path: '/usr/lib/systemd/systemd' }];
    expect(isClaudeRunning('linux', [...others, { pid: 2, path: '/opt/Claude/claude' }])).toBe(true);
  });
});
