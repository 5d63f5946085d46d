import { describe, expect, it, test } from 'vitest';
import { argumentValues } from '../../../src/recognition/entry-values.ts';
import type { Around, NamedValue } from '../../../src/recognition/recognition.ts';
import { recogniseConnections } from '../../../src/recognition/recognise.ts';

const cloud = 'ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz=1A2B3C4D';
const dataCenter = Buffer.from('123456789012:abcdefghijklmnopqrs').toString('base64');
const openProject = 'opapi-0123456789abcdef0123456789abcdef';
const clickUp = 'pk_81000001_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const targetprocess = Buffer.from('12:abcdefghijklmnopqrstuvwxyz').toString('base64');

const named = (values: Readonly<Record<string, string>>): NamedValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
const recognise = (values: Readonly<Record<string, string>>, around?: Around) =>
  recogniseConnections(named(values), around);

describe('the variables of other servers', () => {
  test.each([
    [
      'mcp-atlassian in the cloud',
      { JIRA_URL: 'https://acme.atlassian.net', JIRA_USERNAME: 'ada@acme.example', JIRA_API_TOKEN: cloud },
      { provider: 'jira', method: 'api-token', address: 'https://acme.atlassian.net', account: 'ada@acme.example' },
    ],
    [
      'mcp-atlassian on a server',
      { CONFLUENCE_URL: 'https://wiki.acme.example', CONFLUENCE_PERSONAL_TOKEN: dataCenter },
      { provider: 'confluence', method: 'personal-access-token', address: 'https://wiki.acme.example' },
    ],
    [
      'mcp-atlassian on a server with a password, which it calls the API token',
      { JIRA_URL: 'https://jira.acme.example', JIRA_USERNAME: 'ada', JIRA_API_TOKEN: 'open sesame 7' },
      { provider: 'jira', method: 'password', account: 'ada' },
    ],
    [
      'PM MCP Server',
      {
        PM_PROVIDER: 'jira',
        JIRA_BASE_URL: 'https://acme.atlassian.net',
        JIRA_EMAIL: 'a@b.example',
        JIRA_API_TOKEN: cloud,
      },
      { provider: 'jira', method: 'api-token', account: 'a@b.example' },
    ],
    [
      'a server that names the host only',
      { JIRA_HOST: 'acme.atlassian.net', JIRA_EMAIL: 'a@b.example', JIRA_API_TOKEN: cloud },
      { provider: 'jira', address: 'acme.atlassian.net', suggestedName: 'Jira (acme.atlassian.net)' },
    ],
    [
      'openproject-ce-mcp',
      { OPENPROJECT_BASE_URL: 'https://op.acme.example', OPENPROJECT_API_TOKEN: openProject },
      { provider: 'openproject', method: 'api-key', address: 'https://op.acme.example' },
    ],
    [
      'PM MCP Server for OpenProject',
      { OPENPROJECT_URL: 'https://op.acme.example', OPENPROJECT_API_KEY: '0123456789abcdef'.repeat(4) },
      { provider: 'openproject', method: 'api-key', suggestedName: 'OpenProject (op.acme.example)' },
    ],
    [
      'clickup-mcp-server',
      { CLICKUP_API_KEY: clickUp, CLICKUP_TEAM_ID: '9001', CLICKUP_MCP_LICENSE_KEY: 'ABCD-EFGH-1234-5678' },
      { provider: 'clickup', method: 'personal-access-token', workspaceId: '9001', suggestedName: 'ClickUp' },
    ],
    ['clickup-mcp-pro', { CLICKUP_API_TOKEN: clickUp }, { provider: 'clickup', secret: clickUp }],
    [
      'apptio-target-process-mcp with a key',
      { TP_DOMAIN: 'acme.tpondemand.com', TP_API_KEY: targetprocess, TP_USER_ID: '12', TP_USER_EMAIL: 'a@b.example' },
      { provider: 'targetprocess', method: 'access-token', address: 'acme.tpondemand.com' },
    ],
    [
      'apptio-target-process-mcp with a password',
      { TP_DOMAIN: 'acme.tpondemand.com', TP_USERNAME: 'ada', TP_PASSWORD: 's3same' },
      { provider: 'targetprocess', method: 'password', account: 'ada' },
    ],
    [
      'targetprocess-mcp-server',
      {
        TP_BASE_URL: 'https://acme.tpondemand.com',
        TP_TOKEN: targetprocess,
        HOSTING_API_KEY: 'not-of-targetprocess-1',
      },
      { provider: 'targetprocess', method: 'access-token', secret: targetprocess },
    ],
    [
      'a service token',
      { TARGETPROCESS_URL: 'https://tp.acme.example', TARGETPROCESS_SERVICE_TOKEN: targetprocess },
      { provider: 'targetprocess', method: 'service-token' },
    ],
  ])('%s', (_, values, expected) => {
    expect(recognise(values)).toEqual([expect.objectContaining(expected)]);
  });

  it('of several systems in one set are told apart', () => {
    const found = recognise({
      JIRA_URL: 'https://acme.atlassian.net',
      JIRA_EMAIL: 'a@b.example',
      JIRA_API_TOKEN: cloud,
      CONFLUENCE_URL: 'https://acme.atlassian.net/wiki',
      CONFLUENCE_EMAIL: 'a@b.example',
      CONFLUENCE_API_TOKEN: cloud,
      CLICKUP_API_TOKEN: clickUp,
    });
    expect(found.map(({ provider }) => provider)).toEqual(['jira', 'confluence', 'clickup']);
    expect(found[0]!.secretNames).toEqual(['JIRA_API_TOKEN', 'CONFLUENCE_API_TOKEN']);
  });

  it('that are numbered belong together by their number', () => {
    const found = recognise({
      JIRA_URL_1: 'https://one.atlassian.net',
      JIRA_EMAIL_1: 'a@b.example',
      JIRA_API_TOKEN_1: `${cloud}1`,
      JIRA_2_URL: 'https://two.acme.example',
      JIRA_2_PERSONAL_TOKEN: dataCenter,
    });
    expect(found.map(({ address, method }) => [address, method])).toEqual([
      ['https://one.atlassian.net', 'api-token'],
      ['https://two.acme.example', 'personal-access-token'],
    ]);
  });
});

describe('values that Jira and Confluence share', () => {
  const shared = { ATLASSIAN_SITE_NAME: 'acme', ATLASSIAN_USER_EMAIL: 'a@b.example', ATLASSIAN_API_TOKEN: cloud };

  test.each([
    ['@aashari/mcp-server-atlassian-jira', ['jira']],
    ['@aashari/mcp-server-atlassian-confluence', ['confluence']],
    ['something for Atlassian', ['jira', 'confluence']],
  ])('belong with %s to %j', (text, providers) => {
    const found = recognise(shared, { text });
    expect(found.map(({ provider }) => provider)).toEqual(providers);
    expect(found[0]).toMatchObject({ address: 'acme.atlassian.net', account: 'a@b.example', method: 'api-token' });
  });

  it('complete what a product says of its own', () => {
    const { ATLASSIAN_USER_EMAIL, ATLASSIAN_API_TOKEN } = shared;
    const found = recognise({ JIRA_URL: 'https://acme.atlassian.net', ATLASSIAN_USER_EMAIL, ATLASSIAN_API_TOKEN });
    expect(found).toEqual([expect.objectContaining({ provider: 'jira', account: 'a@b.example', secret: cloud })]);
  });
});

describe('arguments and headers', () => {
  it('of mcp-atlassian are read in both spellings', () => {
    const args = [
      ...['mcp-atlassian', '--jira-url', 'https://jira.acme.example', '--jira-personal-token', dataCenter],
      ...['--confluence-url=https://acme.atlassian.net/wiki', '--confluence-username=a@b.example'],
      ...['--confluence-token', cloud, '--read-only'],
    ];
    expect(recogniseConnections(argumentValues(args))).toEqual([
      expect.objectContaining({
        provider: 'jira',
        method: 'personal-access-token',
        secretNames: ['jira-personal-token'],
      }),
      expect.objectContaining({ provider: 'confluence', method: 'api-token', secretNames: ['confluence-token'] }),
    ]);
  });

  it('of Docker and of mcp-remote hold named values too', () => {
    const args = ['run', '-i', '-e', `CLICKUP_API_TOKEN=${clickUp}`, '--header', `X-Jira-Token: ${dataCenter}`, 'x'];
    expect(argumentValues(args)).toEqual([
      { name: 'CLICKUP_API_TOKEN', value: clickUp, index: 3 },
      { name: 'X-Jira-Token', value: dataCenter, index: 5 },
    ]);
    expect(recogniseConnections(argumentValues(args)).map(({ provider }) => provider)).toEqual(['jira', 'clickup']);
  });

  it('of the Jira and Confluence SSE server name a token for each', () => {
    const found = recognise({ 'X-Jira-Token': dataCenter, 'X-Confluence-Token': `${dataCenter}x` });
    expect(found.map(({ provider, method }) => [provider, method])).toEqual([
      ['jira', 'personal-access-token'],
      ['confluence', 'personal-access-token'],
    ]);
  });

  it('of mcp-atlassian over HTTP are recognised', () => {
    const found = recognise({
      'X-Atlassian-Jira-Url': 'https://jira.acme.example',
      'X-Atlassian-Jira-Personal-Token': dataCenter,
    });
    expect(found).toEqual([expect.objectContaining({ provider: 'jira', address: 'https://jira.acme.example' })]);
  });

  it('with one token for both products give both', () => {
    const found = recognise({ Authorization: `Bearer ${dataCenter}` }, { text: 'mcp-jira-confluence-sse' });
    expect(found.map(({ provider, secret }) => [provider, secret])).toEqual([
      ['jira', dataCenter],
      ['confluence', dataCenter],
    ]);
  });

  it('with a login give account and key', () => {
    const login = Buffer.from(`a@b.example:${cloud}`).toString('base64');
    const found = recognise(
      { Authorization: `Basic ${login}` },
      { text: 'jira', url: 'https://mcp.atlassian.com/v1/sse' },
    );
    expect(found).toEqual([
      expect.objectContaining({
        provider: 'jira',
        account: 'a@b.example',
        secret: cloud,
        secretNames: ['Authorization'],
      }),
    ]);
  });

  it('for OpenProject’s own server lead to OpenProject', () => {
    const found = recognise({ Authorization: `Bearer ${openProject}` }, { url: 'https://op.acme.example/mcp' });
    expect(found).toEqual([expect.objectContaining({ provider: 'openproject', address: 'https://op.acme.example' })]);
  });

  it('with a token of a vendor’s sign-in in the browser give nothing: it is no key for us', () => {
    expect(recognise({ Authorization: 'Bearer abcdef1234567890' }, { url: 'https://mcp.clickup.com/mcp' })).toEqual([]);
    expect(recognise({ Authorization: 'Bearer abcdef1234567890' }, { url: 'https://mcp.atlassian.com/v1' })).toEqual(
      [],
    );
  });
});

describe('what is told of a connection', () => {
  const key = 'Sekrit12345Sekrit';
  test.each([
    [
      'in its address',
      { JIRA_URL: `https://ada:${key}@jira.acme.example/x?token=${key}#${key}`, JIRA_PAT: 'abcDEF12345' },
    ],
    ['in an address without a scheme', { TP_DOMAIN: `acme.tpondemand.com?access_token=${key}`, TP_API_KEY: key }],
    ['instead of an address', { JIRA_URL: key, JIRA_USERNAME: key, JIRA_API_TOKEN: key }],
    ['beside the account', { JIRA_URL: 'https://a.example', JIRA_USERNAME: `ada:${key}`, JIRA_API_TOKEN: key }],
    ['instead of a workspace', { CLICKUP_TEAM_ID: key, CLICKUP_API_KEY: key }],
  ])('holds no key: %s', (_, values) => {
    const [found] = recognise(values);
    expect(JSON.stringify({ ...found, secret: '' })).not.toContain(key);
    expect(found?.secret).toBeTruthy();
  });
});

describe('what is no connection', () => {
  test.each([
    ['no key', { JIRA_URL: 'https://acme.atlassian.net', JIRA_EMAIL: 'a@b.example' }],
    [
      'a key still to be filled in',
      { JIRA_URL: 'https://acme.atlassian.net', JIRA_API_TOKEN: 'your_jira_api_token_here' },
    ],
    [
      'a key that is elsewhere',
      { OPENPROJECT_URL: 'https://op.example', OPENPROJECT_API_KEY: '${OPENPROJECT_API_KEY}' },
    ],
    ['a key of 1Password', { OP_SERVICE_ACCOUNT_TOKEN: 'ops_eyJ0123456789', OP_CONNECT_HOST: 'https://op.example' }],
    ['keys of others', { GITHUB_TOKEN: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789' }],
    ['settings', { JIRA_SSL_VERIFY: 'false', JIRA_PROJECTS_FILTER: 'PROJ', CLICKUP_READONLY: 'true' }],
  ])('%s', (_, values) => {
    expect(recognise(values)).toEqual([]);
  });

  it('an address still to be filled in is left open', () => {
    const found = recognise({
      JIRA_URL: 'https://your-company.atlassian.net',
      JIRA_EMAIL: 'a@b.example',
      JIRA_API_TOKEN: cloud,
    });
    expect(found[0]).toMatchObject({ provider: 'jira', suggestedName: 'Jira', method: 'api-token' });
    expect(found[0]!.address).toBeUndefined();
  });
});
