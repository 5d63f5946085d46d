import { describe, expect, it } from 'vitest';
import { maskLine } from '../../../../src/clients/claude-desktop/mask-line.ts';

describe('a line of another program’s log', () => {
  it.each([
    ['a published key', 'token is ghp_Zq81kLmNoPqRsTuVwXyZ0123456789ab now', 'token is ●●●● now'],
    ['a value with a name', 'JIRA_API_TOKEN=Zx81notarealsecret started', 'JIRA_API_TOKEN=●●●● started'],
    ['a value in JSON', '{"apiKey":"Zx81notarealsecret","port":8080}', '{"apiKey":"●●●●","port":8080}'],
    [
      'a value in JSON in JSON',
      '{"line":"{\\"password\\": \\"Zx81notareal\\"}"}',
      '{"line":"{\\"password\\": \\"●●●●\\"}"}',
    ],
    ['a value behind a flag', "args: ['--api-key', 'Zx81notarealsecret', 'x']", "args: ['--api-key', '●●●●', 'x']"],
    ['a long random text', 'header dGhpcyBpcyBub3QgYSByZWFsIGtleTEyMw== sent', 'header ●●●● sent'],
    ['a header', 'sent Authorization: Bearer Zx81notarealsecret now', 'sent Authorization: Bearer ●●●● now'],
    ['variables of any name', 'start { env: { FOO: "Zx81notarealsecret" } }', 'start { env: { ●●●● } }'],
    ['variables in JSON', '{"env":{"FOO":"Zx81notarealsecret"},"x":1}', '{"env":{ ●●●● },"x":1}'],
    [
      'a key in the path of an address',
      'GET https://mcp.example.com/s/Zx81notarealsecret01/mcp',
      'GET https://mcp.example.com/s/●●●●/mcp',
    ],
  ])('hides %s', (_what, line, shown) => {
    expect(maskLine(line)).toBe(shown);
  });

  it.each([
    '2026-11-21T09:00:00.123Z [mcp-keyring] [info] Server started and connected successfully { metadata: undefined }',
    '2026-11-21T09:00:00.123Z [error] [mcp-keyring] spawn /opt/mcp-keyring/2026-11-21/keyring-host ENOENT',
    'Using MCP server command: C:\\Program Files\\MCP Keyring\\keyring-host.exe with args ["mcp","--client","claude-desktop"]',
  ])('leaves readable: %s', (line) => {
    expect(maskLine(line)).toBe(line);
  });
});
