import { teamId } from './clickup/world.ts';
import type { ConnectionDraft } from '../connections/inputs.ts';
import type { RotationPolicy } from '../keys/rotation-policy.ts';
import type { Simulator, Site } from './simulator.ts';

type DemoDraft = ConnectionDraft & { readonly secret: string };

/** A life that the key could have had, so that the time line has something to show. */
export type DemoKey = {
  readonly madeDaysAgo: number;
  /** `null`: it does not end; absent: the system tells itself. */
  readonly endsInDays?: number | null;
  readonly rotation: RotationPolicy;
};

export type DemoConnection = {
  readonly name: string;
  readonly draft: DemoDraft;
  readonly key: DemoKey;
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

/** A token that tells when it was made and when it ends. */
function tokenOf(site: Site, provider: ConnectionDraft['provider'], life: Life): DemoDraft {
  return { ...draftOf(site, provider), secret: site.issueKey({ name: 'mcp-keyring', ...life }) };
}
type Life = { readonly madeDaysAgo: number; readonly expiresInDays: number };

/** One example connection per system; the key of the first OpenProject one ends right after it was added. */
export function demoConnections({ sites }: Simulator): DemoConnection[] {
  const ending = draftOf(sites.openproject, 'openproject');
  return [
    {
      name: 'Product teams',
      draft: draftOf(sites.jiraCloud, 'jira'),
      key: { madeDaysAgo: 362, endsInDays: 3, rotation: { everyDays: 0, automatic: false } },
    },
    {
      name: 'Warehouse and finance',
      draft: tokenOf(sites.jiraDataCenter, 'jira', { madeDaysAgo: 60, expiresInDays: 120 }),
      key: { madeDaysAgo: 60, rotation: { automatic: true } },
    },
    {
      name: 'Product handbook',
      draft: draftOf(sites.confluenceCloud, 'confluence'),
      key: { madeDaysAgo: 100, endsInDays: 265, rotation: { automatic: false } },
    },
    {
      name: 'IT operations',
      draft: tokenOf(sites.confluenceDataCenter, 'confluence', { madeDaysAgo: 20, expiresInDays: 160 }),
      key: { madeDaysAgo: 20, rotation: { everyDays: 0, automatic: false } },
    },
    {
      name: 'Logistics centre',
      draft: ending,
      key: { madeDaysAgo: 25, endsInDays: null, rotation: { automatic: false } },
      afterAdding: () => {
        sites.openproject.revokeKey(ending.secret);
      },
    },
    {
      name: 'Marketing',
      draft: { ...draftOf(sites.clickup, 'clickup'), workspaceId: teamId },
      key: { madeDaysAgo: 400, endsInDays: null, rotation: { everyDays: 0, automatic: false } },
    },
    {
      name: 'Payment platform',
      draft: draftOf(sites.targetprocess, 'targetprocess'),
      key: { madeDaysAgo: 45, endsInDays: null, rotation: { everyDays: 365, automatic: false } },
    },
  ];
}
