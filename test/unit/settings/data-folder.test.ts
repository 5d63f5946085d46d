import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../../src/settings/data-folder.ts';

const on = (platform: 'darwin' | 'win32' | 'linux', env: Record<string, string> = {}) =>
  dataFolder({ platform, home: platform === 'win32' ? 'C:\\Users\\mia' : '/home/mia', env });

describe('the data folder', () => {
  it('is where each system keeps such things', () => {
    expect(on('darwin')).toBe('/home/mia/Library/Application Support/mcp-keyring');
    expect(on('win32', { USERPROFILE: 'D:\\mia' })).toBe('D:\\mia\\.mcp-keyring');
    expect(on('linux')).toBe('/home/mia/.config/mcp-keyring');
    expect(on('linux', { XDG_CONFIG_HOME: '/data/config' })).toBe('/data/config/mcp-keyring');
  });

  it('is the usual one where XDG_CONFIG_HOME is empty or relative', () => {
    expect(on('linux', { XDG_CONFIG_HOME: '' })).toBe('/home/mia/.config/mcp-keyring');
    expect(on('linux', { XDG_CONFIG_HOME: 'config' })).toBe('/home/mia/.config/mcp-keyring');
  });

  it('is the one that was asked for', () => {
    expect(on('linux', { MCP_KEYRING_HOME: '/elsewhere' })).toBe('/elsewhere');
  });
});
