import { describe, expect, test } from 'vitest';
import { keyShapeOf } from '../../../src/recognition/key-shape.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.repeat(2);

describe('a published kind of key is certain, whatever its name', () => {
  test.each([
    ['ATATT3xFfGF0abcdefghijklmnop=1A2B3C4D', 'an API token of Atlassian’s cloud'],
    ['ATCTT3xFfGN0abcdefghijklmnop', 'an API token of Atlassian’s cloud'],
    ['pk_81000001_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 'a ClickUp API token'],
    ['opapi-0123456789abcdef0123456789abcdef', 'an OpenProject API token'],
    [`ghp_${letters.slice(0, 36)}`, 'a GitHub token'],
    [`github_pat_${letters.slice(0, 22)}_${letters.slice(0, 59)}`, 'a GitHub token'],
    [`glpat-${letters.slice(0, 20)}`, 'a GitLab token'],
    ['xoxb-123456789012-1234567890123-abcdefghijkl', 'a Slack token'],
    [`sk-ant-api03-${letters}`, 'a key for Anthropic’s API'],
    [`sk-proj-${letters.slice(0, 48)}`, 'a key for OpenAI’s API'],
    [`sk-or-v1-${letters.slice(0, 48)}`, 'a key for OpenRouter'],
    ['AKIAIOSFODNN7ABCDEFG', 'an AWS access key'],
    [`AIza${letters.slice(0, 35)}`, 'a Google API key'],
    [`ya29.${letters.slice(0, 40)}`, 'a Google access token'],
    [`hf_${letters.slice(0, 34)}`, 'a Hugging Face token'],
    [`npm_${letters.slice(0, 36)}`, 'an npm token'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N', 'a signed token (JWT)'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nabc', 'a private key'],
    [`Bearer ghp_${letters.slice(0, 36)}`, 'a GitHub token'],
  ])('%s', (value, what) => {
    expect(keyShapeOf('ANYTHING', value)).toMatchObject({ what, certainty: 'certain' });
  });

  test('and says whose it must be, where it is one of our systems', () => {
    expect(keyShapeOf('x', 'pk_81000001_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345')?.provider).toBe('clickup');
    expect(keyShapeOf('x', 'opapi-0123456789abcdef')?.provider).toBe('openproject');
    expect(keyShapeOf('x', Buffer.from('12:abcdefghijklmnop').toString('base64'))?.provider).toBe('targetprocess');
  });
});

describe('a key is likely', () => {
  test.each([
    ['TP_PASSWORD', 's3same', 'a password'],
    ['dbPassword', 'open sesame', 'a password'],
    ['JIRA_API_TOKEN', '0123456789abcdef', 'a key'],
    ['clientSecret', 'Ab3.Cd5_Ef7', 'a key'],
    ['x-api-key', 'qwertz123456', 'a key'],
    ['API_KEY_2', 'qwertz123456', 'a key'],
    ['Authorization', 'Bearer abcdef1234567890', 'a token'],
    ['Authorization', `Basic ${Buffer.from('ada:secret-of-ada').toString('base64')}`, 'a login with the key in it'],
    ['DATABASE_URL', 'postgresql://ada:sesame@localhost:5432/pm_agent', 'an address with a password'],
    ['url', 'https://mcp.example.com/sse?api_key=abc123def456', 'an address with a key'],
    ['arg', `q8Zr${letters.slice(10, 40)}`, 'a long random text'],
    [
      'JIRA_PAT',
      Buffer.from('123456789012:abcdefghijklmnopqrs').toString('base64'),
      'a personal access token of Jira or Confluence Data Center',
    ],
  ])('in %s=%s', (name, value, what) => {
    expect(keyShapeOf(name, value)).toMatchObject({ what, certainty: 'likely' });
  });
});

describe('no key is', () => {
  test.each([
    ['JIRA_API_TOKEN', ''],
    ['JIRA_API_TOKEN', '${JIRA_API_TOKEN}'],
    ['JIRA_API_TOKEN', '$JIRA_API_TOKEN'],
    ['JIRA_API_TOKEN', '%JIRA_API_TOKEN%'],
    ['JIRA_API_TOKEN', '${input:jira-token}'],
    ['JIRA_API_TOKEN', '{env:JIRA_TOKEN}'],
    ['JIRA_API_TOKEN', '{{ secrets.jira }}'],
    ['JIRA_API_TOKEN', '$(cat /run/secrets/jira)'],
    ['JIRA_API_TOKEN', '<your token>'],
    ['JIRA_API_TOKEN', 'your-token-here'],
    ['JIRA_API_TOKEN', 'YOUR_API_TOKEN'],
    ['JIRA_API_TOKEN', 'your.api.token'],
    ['JIRA_API_TOKEN', 'op://Private/Jira/token'],
    ['JIRA_API_TOKEN', 'changeme'],
    ['JIRA_API_TOKEN', 'xxxxxxxx'],
    ['JIRA_API_TOKEN', '********'],
    ['JIRA_API_TOKEN', 'true'],
    ['CLICKUP_API_TOKEN', 'pk_xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
    ['JIRA_API_TOKEN', 'ATATT3x...'],
    ['Authorization', 'Bearer ${TOKEN}'],
    ['DATABASE_URL', 'postgresql://ada:${PASSWORD}@localhost/db'],
    ['JIRA_API_TOKEN_FILE', '/run/secrets/jira_api_token'],
    ['SSH_KEY', '/home/ada/.ssh/id_ed25519'],
    ['JIRA_PROJECT_KEY', 'PROJ1234'],
    ['PUBLIC_KEY', 'abcdefgh12345678'],
    ['MAX_TOKENS', '4096'],
    ['TOKEN', '40960000'],
    ['JIRA_AUTH', 'basic_auth'],
    ['JIRA_URL', 'https://example.atlassian.net'],
    ['TOKEN_URL', 'https://auth.example.com/oauth/token'],
    ['MODEL', 'claude-sonnet-4-5-20250929-preview'],
    ['CLOUD_ID', '0b7e1f0a-4f5c-4c1e-9f0a-1234567890ab'],
    ['package', '@aashari/mcp-server-atlassian-jira@3.1.0'],
    ['path', 'node_modules/some-package-2/dist/index/server.js'],
    ['path', '/Users/ada/Library/Application1234567890Support'],
    ['args', '--read-only'],
  ])('%s=%s', (name, value) => {
    expect(keyShapeOf(name, value)).toBeUndefined();
  });
});
