import type { ProviderDescriptor } from '../provider.ts';

export const openProjectDescriptor: ProviderDescriptor = {
  id: 'openproject',
  name: 'OpenProject',
  summary: 'Projects and work packages, on openproject.com or on your own server.',
  addressLabel: 'Address of your OpenProject',
  addressPlaceholder: 'https://example.openproject.com',
  addressHelp: 'Copy it from the browser while OpenProject is open. A link to a project or a work package works too.',
  authMethods: [
    {
      id: 'api-key',
      label: 'API token',
      secretLabel: 'API token',
      secretPlaceholder: 'opapi-…',
      help: 'Click your picture, then Account settings > Access tokens, and add one in the row “API”. OpenProject shows it only once; it can do what you can do, and it does not end by itself.',
      tokenPage: '{baseUrl}/my/access_tokens',
    },
  ],
};
