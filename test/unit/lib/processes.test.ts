import { mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromProc, parseProcesses, systemProcesses } from '../../../src/lib/processes.ts';

describe('the list of running programs', () => {
  it('reads what ps and PowerShell print, with spaces in paths, and leaves other lines out', () => {
    const output =
      '    1 /sbin/launchd\n  734 /Applications/Google Chrome.app/Contents/MacOS/Google Chrome\n\nPID COMM\n12\n';
    expect(parseProcesses(output)).toEqual([
      { pid: 1, path: '/sbin/launchd' },
      { pid: 734, path: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' },
    ]);
    expect(parseProcesses('812 C:\\Program Files\\WindowsApps\\Claude_1\\claude.exe\r\n')).toEqual([
      { pid: 812, path: 'C:\\Program Files\\WindowsApps\\Claude_1\\claude.exe' },
    ]);
  });

  it('reads /proc, also a program that was updated while it runs, and skips what it may not read', async () => {
    const proc = await mkdtemp(join(tmpdir(), 'proc-'));
    for (const pid of ['10', '11', '12', 'self']) await mkdir(join(proc, pid));
    await symlink('/opt/Claude/claude', join(proc, '10', 'exe'));
    await symlink('/usr/lib/claude-desktop/claude (deleted)', join(proc, '11', 'exe'));
    expect(await fromProc(proc)).toEqual([
      { pid: 10, path: '/opt/Claude/claude' },
      { pid: 11, path: '/usr/lib/claude-desktop/claude' },
    ]);
  });

  it.skipIf(!['linux', 'darwin', 'win32'].includes(process.platform))('has this program in it', async () => {
    const platform = process.platform as 'linux' | 'darwin' | 'win32';
    const found = (await systemProcesses({ platform, env: process.env })).find(({ pid }) => pid === process.pid);
    expect(found?.path.toLowerCase()).toContain('node');
  });
});
