import { describe, expect, it } from 'vitest';
import { joinCommand, splitCommand } from '../../../renderer/connections/command-line.ts';
import { placeText } from '../../../renderer/connections/key-place.tsx';

const parts = (line: string) => {
  const split = splitCommand(line);
  return split.ok ? split.parts : split.problem;
};

describe('a command typed as one line', () => {
  it.each([
    ['op read op://Private/Jira/token', ['op', 'read', 'op://Private/Jira/token']],
    ['  vault   kv get\t-field=token secret/jira ', ['vault', 'kv', 'get', '-field=token', 'secret/jira']],
    ['op read "op://My Vault/Jira/token"', ['op', 'read', 'op://My Vault/Jira/token']],
    [`op read 'op://a "b" $c/token'`, ['op', 'read', 'op://a "b" $c/token']],
    [String.raw`cat /my\ folder/key`, ['cat', '/my folder/key']],
    [String.raw`echo "a \"b\" \c"`, ['echo', String.raw`a "b" \c`]],
    [`one''two "" three`, ['onetwo', '', 'three']],
    ['', []],
  ])('reads %j as its parts', (line, expected) => {
    expect(parts(line)).toEqual(expected);
  });

  it('leaves backslashes of Windows paths alone', () => {
    expect(parts(String.raw`C:\Tools\op.exe read "C:\My Keys\a" \\server\share`)).toEqual([
      String.raw`C:\Tools\op.exe`,
      'read',
      String.raw`C:\My Keys\a`,
      String.raw`\\server\share`,
    ]);
  });

  it.each([
    ['op read "op://a', /quote \("\) is opened/],
    ["op read 'a", /quote \('\) is opened/],
  ])('says what is wrong with %j', (line, problem) => {
    expect(parts(line)).toMatch(problem);
  });

  it.each(['cat key | head -1', 'cat < key', 'echo $KEY', 'echo "$KEY"', 'a && b', 'echo `id`', 'echo $(id)', 'a; b'])(
    'refuses %j, which only a shell understands',
    (line) => {
      expect(parts(line)).toMatch(/without a shell/);
    },
  );

  it.each([
    [['op', 'read', 'op://Private/Jira/token']],
    [['C:\\Program Files\\op\\', "it's", '', 'a "b" $c | d', '\\', "'", '"', '#x']],
  ])('is written back so that it reads the same everywhere: %j', (command) => {
    expect(parts(joinCommand(command))).toEqual(command);
  });
});

describe('where a key is', () => {
  it('is said in words', () => {
    expect(placeText('keychain', 'Secret Service')).toBe('Secret Service');
    expect(placeText('vault')).toBe('The vault');
    expect(placeText({ kind: 'file', path: '/run/secrets/jira' })).toBe('The file /run/secrets/jira');
    expect(placeText({ kind: 'env', name: 'JIRA_TOKEN' })).toBe('The environment variable JIRA_TOKEN');
    expect(placeText({ kind: 'command', command: ['/usr/bin/op', 'read', 'op://My Vault/x'] })).toBe(
      "What this command prints: /usr/bin/op read 'op://My Vault/x'",
    );
  });
});
