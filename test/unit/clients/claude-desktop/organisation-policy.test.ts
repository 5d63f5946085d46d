import { describe, expect, it } from 'vitest';
import { readOrganisationPolicy } from '../../../../src/clients/claude-desktop/organisation-policy.ts';
import type { RunProgram } from '../../../../src/lib/run-program.ts';

const none: RunProgram = () => Promise.resolve({ output: '' });
const files =
  (texts: Readonly<Record<string, string>>) =>
  (path: string): Promise<string | undefined> =>
    Promise.resolve(texts[path]);
const mac = { platform: 'darwin', home: '/Users/ada', env: {} } as const;
const windows = { platform: 'win32', home: 'C:\\Users\\ada', env: { SystemRoot: 'C:\\Windows' } } as const;
const linux = { platform: 'linux', home: '/home/ada', env: {} } as const;

describe('the rules of an organisation on Linux', () => {
  const path = '/etc/claude-desktop/managed-settings.json';
  const read = (text?: string) =>
    readOrganisationPolicy({ surroundings: linux, run: none, read: files(text === undefined ? {} : { [path]: text }) });

  it('are read from the file that administrators own', async () => {
    expect(await read('{"isLocalDevMcpEnabled": false, "isDxtEnabled": "true"}')).toEqual({
      ...{ known: true, source: path },
      ...{ localServers: 'forbidden', extensions: 'allowed' },
    });
    expect(await read()).toEqual({ known: true });
    expect(await read('{"disableAutoUpdates": true}')).toEqual({ known: true });
  });

  it('that nobody can understand are no reason to fail', async () => {
    expect(await read('{"isLocalDevMcpEnabled": "sometimes"}')).toMatchObject({ localServers: 'unclear' });
    expect(await read('not json')).toEqual({ known: false });
    const forbidden = () => Promise.reject(new Error('EACCES'));
    expect(await readOrganisationPolicy({ surroundings: linux, run: none, read: forbidden })).toEqual({ known: false });
  });
});

describe('the rules of an organisation on macOS', () => {
  const own = '/Library/Managed Preferences/ada/com.anthropic.claudefordesktop.plist';
  const all = '/Library/Managed Preferences/com.anthropic.claudefordesktop.plist';

  it('are read with plutil, the user’s before those of the computer', async () => {
    const asked: string[] = [];
    const run: RunProgram = (program, args) => {
      asked.push(program);
      const isOwn = args.includes(own);
      return Promise.resolve({ code: 0, output: JSON.stringify({ isLocalDevMcpEnabled: isOwn ? 0 : 1 }) });
    };
    const read = files({ [own]: 'bplist', [all]: 'bplist' });
    expect(await readOrganisationPolicy({ surroundings: mac, run, read })).toEqual({
      ...{ known: true, source: own },
      localServers: 'forbidden',
    });
    expect(new Set(asked)).toEqual(new Set(['/usr/bin/plutil']));
  });

  it('are not known without the tool, and none without a profile', async () => {
    expect(await readOrganisationPolicy({ surroundings: mac, run: none, read: files({ [all]: 'x' }) })).toEqual({
      known: false,
    });
    expect(await readOrganisationPolicy({ surroundings: mac, run: none, read: files({}) })).toEqual({ known: true });
  });
});

describe('the rules of an organisation on Windows', () => {
  const answer = (machine: string | undefined, user: string | undefined): RunProgram => {
    return (program, [, key = '']) => {
      expect(program).toBe('C:\\Windows\\System32\\reg.exe');
      const output = key.startsWith('HKLM') ? machine : user;
      return Promise.resolve(output === undefined ? { code: 1, output: 'ERROR' } : { code: 0, output });
    };
  };
  const values = (...lines: string[]) => `\r\nHKEY\\SOFTWARE\\Policies\\Claude\r\n${lines.join('\r\n')}\r\n\r\n`;
  const read = (run: RunProgram) => readOrganisationPolicy({ surroundings: windows, run, read: files({}) });

  it('are read from the registry; those of the computer win', async () => {
    const machine = values('    isDesktopExtensionEnabled    REG_DWORD    0x0', '    note    REG_SZ    two words');
    const user = values(
      '    isDesktopExtensionEnabled    REG_SZ    true',
      '    isLocalDevMcpEnabled    REG_SZ    False',
    );
    expect(await read(answer(machine, user))).toMatchObject({ localServers: 'forbidden', extensions: 'forbidden' });
    const signed = values('    isDesktopExtensionSignatureRequired    REG_DWORD    0x1');
    expect(await read(answer(signed, undefined))).toMatchObject({ known: true, onlySigned: true });
  });

  it('are none where there is no key, and not known where the registry may not be asked', async () => {
    expect(await read(answer(undefined, undefined))).toEqual({ known: true });
    expect(await read(none)).toEqual({ known: false });
  });
});
