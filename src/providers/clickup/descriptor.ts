import type { ProviderDescriptor } from '../provider.ts';

export const tokenPage = 'https://app.clickup.com/settings/apps';

export const clickUpDescriptor: ProviderDescriptor = {
  id: 'clickup',
  name: 'ClickUp',
  summary: 'Workspaces, lists and tasks on clickup.com.',
  addressLabel: 'Address',
  addressPlaceholder: 'https://api.clickup.com',
  addressHelp: 'The same for everybody; there is nothing to enter.',
  authMethods: [
    {
      id: 'personal-access-token',
      label: 'Personal API token',
      secretLabel: 'API token',
      secretPlaceholder: 'pk_…',
      help: 'In ClickUp, click your picture, then Settings > Apps, and generate the API token. You have only one: generating it again ends the old one at once. It can do what you can do, and it does not end by itself.',
      tokenPage,
    },
  ],
};
