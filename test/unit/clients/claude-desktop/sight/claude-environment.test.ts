import { describe, expect, it } from 'vitest';
import {
  claudeEnvironments,
  claudeFolder,
} from '../../../../../src/clients/claude-desktop/sight/claude-environment.ts';

const everything = {
  ...{ HOME: '/home/ada', PATH: '/usr/bin', USER: 'ada', TERM: '() { :; }' },
  ...{ JIRA_TOKEN: 'secret', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x', MCP_KEYRING_HOME: '/elsewhere' },
};

describe('the environment that Claude gives its servers', () => {
  it.each(['darwin', 'linux'] as const)('is next to nothing on %s, with what stands in the entry', (platform) => {
    const [first, second] = claudeEnvironments({ platform, home: '/home/ada', env: everything }, { OWN: '1' });
    expect(first).toEqual({ HOME: '/home/ada', PATH: '/usr/bin', USER: 'ada', OWN: '1' });
    expect(second).toEqual(first);
    expect(claudeFolder(platform)).toBe('/');
  });

  it('lacks on Windows what programs are used to, and a package spoils it further', () => {
    const env = { Path: 'C:\\Windows', ProgramData: 'C:\\ProgramData', COMPUTERNAME: 'PC', SystemRoot: 'C:\\Windows' };
    const [plain, packaged] = claudeEnvironments({ platform: 'win32', home: 'C:\\Users\\ada', env }, {});
    expect(plain).toEqual({ Path: 'C:\\Windows', SystemRoot: 'C:\\Windows' });
    expect(packaged).toEqual({ ...plain, PATHEXT: '.CPL', WINDIR: '' });
    expect(claudeFolder('win32')).toBeUndefined();
  });
});
