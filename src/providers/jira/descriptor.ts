import { cloudTokenPage } from '../atlassian/signing.ts';
import type { ProviderDescriptor } from '../provider.ts';

const jiraTokenPage =
  '{baseUrl}/secure/ViewProfile.jspa?selectedTab=com.atlassian.pats.pats-plugin:jira-user-personal-access-tokens';

export const jiraDescriptor: ProviderDescriptor = {
  id: 'jira',
  name: 'Jira',
  summary: 'Projects and issues, in Atlassian’s cloud or on your own server (Data Center).',
  addressLabel: 'Jira address',
  addressPlaceholder: 'https://example.atlassian.net',
  addressHelp: 'As in the browser. A link to any issue will do.',
  authMethods: [
    {
      id: 'api-token',
      label: 'API token (Cloud)',
      accountLabel: 'E-mail address',
      accountPlaceholder: 'you@example.com',
      secretLabel: 'API token',
      help: 'Make one in your Atlassian account. With scopes it needs read:jira-work, read:jira-user and read:me, to change things write:jira-work, and for sprints read:board-scope:jira-software, read:sprint:jira-software and write:sprint:jira-software; without scopes it may do what you may do.',
      deployment: 'cloud',
      maxLifetimeDays: 365,
      tokenPage: cloudTokenPage,
    },
    {
      id: 'personal-access-token',
      label: 'Personal access token (Data Center)',
      secretLabel: 'Personal access token',
      help: 'Make one in your Jira profile under “Personal Access Tokens” (Jira 8.14 and later).',
      deployment: 'data-center',
      tokenPage: jiraTokenPage,
    },
    {
      id: 'password',
      label: 'User name and password (Data Center)',
      accountLabel: 'User name',
      secretLabel: 'Password',
      help: 'For servers without personal access tokens. The user name, not the e-mail address.',
      deployment: 'data-center',
    },
  ],
};
