import type { AuthMethodId, ProviderId } from '../providers/provider.ts';

/** What a secret is called where it stands: a password may hold a token, the other way round it may not. */
export type SecretKind = 'token' | 'personal-token' | 'service-token' | 'password';
export type Field = 'address' | 'account' | 'workspace' | SecretKind;

/** `atlassian`: values that Jira and Confluence share. */
export type SystemId = ProviderId | 'atlassian';

/** The names that other MCP servers give to what they need of a system, as they stand in their own documentation. */
export type SystemNames = {
  readonly id: SystemId;
  /** Before the field's name; `X-` of headers and `MCP_` may stand before it. */
  readonly prefix: string;
  readonly fields: readonly (readonly [Field, string])[];
};

const address = 'URL|BASE_URL|SERVER_URL|SERVER|HOST|INSTANCE_URL|INSTANCE|SITE_URL|SITE_NAME|SITE|DOMAIN|ENDPOINT';
const account = 'EMAIL|USERNAME|USER_EMAIL|USER_NAME|USER|LOGIN|ACCOUNT';
const atlassianFields: SystemNames['fields'] = [
  ['address', address],
  ['account', account],
  ['token', 'API_TOKEN|TOKEN|API_KEY|ACCESS_TOKEN'],
  ['personal-token', 'PERSONAL_TOKEN|PERSONAL_ACCESS_TOKEN|PAT|BEARER_TOKEN'],
  ['password', 'PASSWORD|PASS'],
];

/**
 * sooperset/mcp-atlassian, akhilthomas236/mcp-jira-confluence-sse, aashari/mcp-server-atlassian-*, PM MCP Server,
 * jtauschl/openproject-ce-mcp, taazkareem/clickup-mcp-server, helbertparanhos/clickup-mcp-pro,
 * aaronsb/apptio-target-process-mcp, SerhiiMaksymiv/targetprocess-mcp-server and their forks.
 */
export const systems: readonly SystemNames[] = [
  { id: 'jira', prefix: '(?:ATLASSIAN_)?JIRA', fields: atlassianFields },
  { id: 'confluence', prefix: '(?:ATLASSIAN_)?CONFLUENCE', fields: atlassianFields },
  { id: 'atlassian', prefix: 'ATLASSIAN', fields: atlassianFields },
  {
    id: 'openproject',
    prefix: '(?:OPEN_?PROJECT|OP)',
    fields: [
      ['address', address],
      ['token', 'API_KEY|API_TOKEN|TOKEN|APIKEY|ACCESS_TOKEN'],
    ],
  },
  {
    id: 'clickup',
    prefix: 'CLICK_?UP',
    fields: [
      ['token', 'API_TOKEN|API_KEY|TOKEN|PERSONAL_TOKEN|PERSONAL_API_TOKEN'],
      ['workspace', 'TEAM_ID|WORKSPACE_ID|DEFAULT_TEAM_ID'],
    ],
  },
  {
    id: 'targetprocess',
    prefix: '(?:TARGET_?PROCESS|TP)',
    fields: [
      ['address', address],
      ['account', account],
      ['token', 'API_KEY|API_TOKEN|TOKEN|ACCESS_TOKEN'],
      ['service-token', 'SERVICE_TOKEN'],
      ['password', 'PASSWORD|PASS'],
    ],
  },
];

export const systemNames: Readonly<Record<ProviderId, string>> = {
  jira: 'Jira',
  confluence: 'Confluence',
  openproject: 'OpenProject',
  clickup: 'ClickUp',
  targetprocess: 'Targetprocess',
};

/** Which kinds of secret a system takes, the preferred first, and how it signs in with each. */
export const methodsOf: Readonly<
  Record<'openproject' | 'clickup' | 'targetprocess', readonly (readonly [SecretKind, AuthMethodId])[]>
> = {
  openproject: [['token', 'api-key']],
  clickup: [['token', 'personal-access-token']],
  targetprocess: [
    ['token', 'access-token'],
    ['service-token', 'service-token'],
    ['password', 'password'],
  ],
};
