import { describe, expect, it } from 'vitest';
import { maskSecrets as mask } from '../../../../src/clients/files/mask.ts';
import { jsonc, strictJson } from '../../../../src/clients/formats/json.ts';
import { toml } from '../../../../src/clients/formats/toml.ts';
import { yaml } from '../../../../src/clients/formats/yaml.ts';

const maskSecrets = (text: string): string => mask(text, strictJson);
const secret = 'Zx81-not-a-real-secret';
const masked = (server: Record<string, unknown>): unknown => {
  const text = maskSecrets(JSON.stringify({ mcpServers: { other: server } }, null, 2));
  return (JSON.parse(text) as { mcpServers: { other: unknown } }).mcpServers.other;
};

describe('what the window sees of other servers', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['env', { env: { A: secret, deep: { x: [secret] } } }, { env: { A: '●●●●', deep: { x: ['●●●●'] } } }],
    ['headers', { headers: { Accept: 'json' } }, { headers: { Accept: '●●●●' } }],
    ['a flag and its value', { args: ['--api-key', secret, 'x'] }, { args: ['--api-key', '●●●●', 'x'] }],
    ['a flag with its value', { args: [`--token=${secret}`] }, { args: ['--token=●●●●'] }],
    ['a variable for a container', { args: ['-e', `ANY_NAME=${secret}`] }, { args: ['-e', 'ANY_NAME=●●●●'] }],
    [
      'a header',
      { args: ['--header', `Authorization: Bearer ${secret}`] },
      { args: ['--header', 'Authorization: ●●●●'] },
    ],
    ['an API token of Atlassian', { args: ['ATATT3xFfGF0'] }, { args: ['●●●●'] }],
    ['a token of ClickUp', { args: ['pk_123_ABC'] }, { args: ['●●●●'] }],
    ['a long random text', { args: ['dGhpcyBpcyBub3QgYSByZWFsIGtleTEyMw=='] }, { args: ['●●●●'] }],
    [
      'user and query of an address',
      { args: ['https://u:p@h.example/x?key=1&b=2'] },
      { args: ['https://●●●●@h.example/x?key=●●●●&b=●●●●'] },
    ],
    [
      'a member called like a secret',
      { clientSecret: secret, x: { privateKey: secret } },
      { clientSecret: '●●●●', x: { privateKey: '●●●●' } },
    ],
  ])('hides %s', (_, server, shown) => {
    expect(masked(server)).toEqual(shown);
  });

  it('leaves what is no secret readable', () => {
    const server = {
      command: 'C:\\Program Files\\nodejs\\npx.cmd',
      args: [
        '-y',
        '@modelcontextprotocol/server-filesystem@2025.11.25',
        '/home/ada/Documents/2025/project-plans-and-notes',
        '--port=8080',
        'projects/2025/plans/and-more-notes',
        'https://mcp.example/sse',
      ],
      timeout: 30,
    };
    expect(masked(server)).toEqual(server);
  });

  it('hides secrets outside the servers, too, and keeps every line and the byte order mark', () => {
    const text = `\uFEFF{\r\n\t"oauthToken": "${secret}",\r\n\t"preferences": {"menuBar": true}\r\n}\r\n`;
    expect(maskSecrets(text)).toBe(text.replace(secret, '●●●●'));
  });

  it('shows our own entry as it is', () => {
    const text =
      '{"mcpServers": {"mcp-keyring": {"command": "/opt/MCP Keyring/resources/host/keyring-host", "args": ["mcp"]}}}';
    expect(maskSecrets(text)).toBe(text);
  });

  it('leaves an empty text empty', () => {
    expect(maskSecrets('')).toBe('');
  });

  it.each([
    ['TOML', toml, `[mcp_servers.x]\ncommand = "a"\nargs = ["--token", "${secret}"]\nenv = { A = '${secret}' }\n`],
    [
      'JSON with comments',
      jsonc,
      `{ // mine\n  "servers": { "x": { "headers": { "A": "${secret}" }, "token": "${secret}", } },\n}`,
    ],
    [
      'YAML',
      yaml,
      `extensions:\n  x: {cmd: a}\n  y:\n    envs:\n      A: ${secret}\n      B: "${secret}"\n    api_key: ${secret}\n`,
    ],
  ])('hides them in %s, too, and nothing else', (_, format, text) => {
    expect(mask(text, format).replaceAll(/(['"]?)●●●●\1/g, '')).toBe(
      text.replaceAll(new RegExp(`(['"]?)${secret}\\1`, 'g'), ''),
    );
  });

  it('keeps the line behind a text of several lines', () => {
    const text = `extensions:\n  x:\n    envs:\n      A: |\n        ${secret}\n        more\n    cmd: a\n`;
    expect(mask(text, yaml)).toBe('extensions:\n  x:\n    envs:\n      A: ●●●●\n    cmd: a\n');
  });

  const token = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
  it.each([
    ['a comment of JSON', jsonc, `{\n // "GITHUB_TOKEN": "${token}",\n /* "env": {"X":"${secret}"} */\n "a":1}`],
    ['a comment of YAML', yaml, `a: 1\n# api_key: ${secret}\n# old one ${token}\n`],
    ['a comment of TOML', toml, `a = 1\n# API_KEY = "${secret}"\n`],
    ['the name of a value', strictJson, `{"mcpServers":{"${token}":{"command":"a"}}}`],
    ['a YAML reference', yaml, `t: &k\n  A: ${secret}\nx:\n  b: &s ${secret}\n  envs:\n    <<: *k\n    B: *s\n`],
    [
      'a command line in one text',
      strictJson,
      `{"args":["-c","export FOO=${secret} && run --token ${secret} ${token}"]}`,
    ],
    ['an address of any kind', strictJson, `{"args":["postgresql://ada:${secret}@h/db","--dsn=redis://:${secret}@h"]}`],
    ['the path of an address', strictJson, `{"url":"https://mcp.example.com/s/${token}/mcp?${secret}"}`],
    ['JSON in a text', strictJson, `{"args":[${JSON.stringify(JSON.stringify({ apiKey: secret }))}]}`],
    ['a login', strictJson, `{"args":["--user","ada:${secret}"]}`],
    ['any header, any variable', strictJson, `{"args":["-H","X-Foo: ${secret}","-e","foo=${secret}"]}`],
    [
      'what stands below a secret name',
      strictJson,
      `{"tokens":{"a":"${secret}"},"pass":"${secret}","apiKeys":["${secret}"]}`,
    ],
  ])('hides keys in %s', (_, format, text) => {
    expect(mask(text, format)).not.toMatch(/Zx81|ghp_|abcdefgh/);
  });

  it.each([
    ['JSON', strictJson, '{"mcpServers":{"a":{"env":{"PIN":12345678}}}}'],
    ['YAML', yaml, 'x:\n  envs:\n    PIN: 12345678\n'],
    ['TOML', toml, '[x.env]\nPIN = 12345678\n'],
  ])('hides a key of digits alone in %s', (_, format, text) => {
    expect(mask(text, format)).not.toContain('12345678');
  });

  it('leaves comments readable', () => {
    const text = '{\n  // See https://example.com/docs: shared by the team, port 8080.\n  "a": 1\n}';
    expect(mask(text, jsonc)).toBe(text);
  });

  it('is done soon with texts that nobody would write', () => {
    const long = ['a=b:c ', 'http://', '-', 'A', '{"'].map((part) => part.repeat(50_000));
    const started = performance.now();
    mask(JSON.stringify({ args: long, [`k${'x'.repeat(100_000)}`]: 1 }), strictJson);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
