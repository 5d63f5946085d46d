import { teamId } from './clickup/world.ts';
import type { ConnectionDraft } from '../connections/inputs.ts';
import type { Simulator, Site } from './simulator.ts';

type DemoDraft = ConnectionDraft & { readonly secret: string };

export type DemoConnection = {
  readonly name: string;
  readonly draft: DemoDraft;
  /** Ends the key once the connection is saved, because a connection whose test fails is not saved. */
  readonly afterAdding?: () => void;
};

/** The site's usual credentials as a draft. */
function draftOf(site: Site, provider: ConnectionDraft['provider']): DemoDraft {
  const [first] = site.accounts;
  if (first === undefined) throw new Error(`The simulated ${provider} has no account.`);
  const { method, account, secret } = first;
  return { provider, address: site.url, method, secret, ...(account === undefined ? {} : { account }) };
}

/** One example connection per system; the key of the first OpenProject one ends right after it was added. */
export function demoConnections({ sites }: Simulator): DemoConnection[] {
  const ending = draftOf(sites.openproject, 'openproject');
  return [
    { name: 'Product teams', draft: draftOf(sites.jiraCloud, 'jira') },
    { name: 'Warehouse and finance', draft: draftOf(sites.jiraDataCenter, 'jira') },
    { name: 'Product handbook', draft: draftOf(sites.confluenceCloud, 'confluence') },
    { name: 'IT operations', draft: draftOf(sites.confluenceDataCenter, 'confluence') },
    {
      name: 'Logistics centre',
      draft: ending,
      afterAdding: () => {
        sites.openproject.revokeKey(ending.secret);
      },
    },
    { name: 'Marketing', draft: { ...draftOf(sites.clickup, 'clickup'), workspaceId: teamId } },
    { name: 'Payment platform', draft: draftOf(sites.targetprocess, 'targetprocess') },
  ];
}
