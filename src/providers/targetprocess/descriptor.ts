import type { ProviderDescriptor } from '../provider.ts';

export const targetprocessDescriptor: ProviderDescriptor = {
  id: 'targetprocess',
  name: 'Targetprocess',
  summary: 'Projects, user stories, bugs and tasks, on tpondemand.com or on your own server.',
  addressLabel: 'Account name or address',
  addressPlaceholder: 'example.tpondemand.com',
  addressHelp: 'The name before .tpondemand.com is enough. A link copied from Targetprocess works too.',
  authMethods: [
    {
      id: 'access-token',
      label: 'Personal access token',
      secretLabel: 'Access token',
      help: 'In Targetprocess, open Settings > Authentication and Security > Personal Access Tokens and add one. It is shown only once; it can do what you can do, and it does not end by itself. If there is no such page, ask your administrator for the permission to use access tokens.',
      // Seen in public documentation of clients for tpondemand.com; older servers open their start page instead.
      tokenPage: '{baseUrl}/RestUI/Board.aspx#page=settings/authAndSecurity/personalAccessTokensTab',
    },
    {
      id: 'service-token',
      label: 'Service token',
      secretLabel: 'Service token',
      help: 'For integrations set up by an administrator. The link shows yours while you are logged in to Targetprocess. It ends when the password of its user changes.',
      tokenPage: '{baseUrl}/api/v1/Authentication?format=json',
    },
    {
      id: 'password',
      label: 'Login and password',
      accountLabel: 'Login',
      accountPlaceholder: 'ada',
      secretLabel: 'Password',
      help: 'Works only where Targetprocess itself asks for the password. If your company logs in through its own page, use an access token.',
    },
  ],
};
