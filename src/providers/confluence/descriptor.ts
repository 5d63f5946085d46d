import { cloudTokenPage } from '../atlassian/signing.ts';
import type { ProviderDescriptor } from '../provider.ts';

export const confluenceDescriptor: ProviderDescriptor = {
  id: 'confluence',
  name: 'Confluence',
  summary: 'Spaces and pages, in Atlassian’s cloud or on your own server (Data Center).',
  addressLabel: 'Confluence address',
  addressPlaceholder: 'https://example.atlassian.net/wiki',
  addressHelp: 'As in the browser. A link to any page will do.',
  authMethods: [
    {
      id: 'api-token',
      label: 'API token (Cloud)',
      accountLabel: 'E-mail address',
      accountPlaceholder: 'you@example.com',
      secretLabel: 'API token',
      help: 'Make one in your Atlassian account. With scopes it needs read:space:confluence, read:page:confluence, read:comment:confluence, read:attachment:confluence, read:label:confluence, read:content-details:confluence and search:confluence; to write also write: and delete: for page, comment and attachment, and write:label:confluence. Without scopes it may do what you may do.',
      deployment: 'cloud',
      maxLifetimeDays: 365,
      tokenPage: cloudTokenPage,
    },
    {
      id: 'personal-access-token',
      label: 'Personal access token (Data Center)',
      secretLabel: 'Personal access token',
      help: 'Make one in your Confluence profile under “Personal Access Tokens” (Confluence 7.9 and later).',
      deployment: 'data-center',
      tokenPage: '{baseUrl}/plugins/personalaccesstokens/usertokens.action',
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
