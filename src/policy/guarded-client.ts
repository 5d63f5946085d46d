import type { ProviderClient } from '../providers/provider.ts';
import type { Guarded } from './checks.ts';
import { mustHaveGroup } from './checks.ts';
import { withoutAbsent, type Complete } from './complete.ts';
import { guardAttachments } from './guarded-attachments.ts';
import { guardCall } from './guarded-call.ts';
import { guardItems } from './guarded-items.ts';
import { guardPages } from './guarded-pages.ts';
import { guardReading, mustReadItems } from './guarded-reading.ts';
import { createAllowedProjects } from './allowed-projects.ts';

/**
 * The client that tools work with: everything a connection's policy forbids is refused here, whoever asks for it and
 * whatever list of tools a client was shown. Members that are not named here do not get through.
 */
export function guardClient(client: ProviderClient, connection: Guarded): ProviderClient {
  const allowed = createAllowedProjects(client, connection);
  const reading = guardReading(client, connection, allowed);
  const { items, pages, attachments } = client;
  const call = client.call?.bind(client);
  const abilities = client.abilities?.bind(client);
  const guarded: Complete<ProviderClient> = {
    whoAmI: (signal) => client.whoAmI(signal),
    ...reading,
    abilities: abilities && ((signal) => abilities(signal)),
    // The user's tokens are the user's business: no tool gets to them.
    tokens: undefined,
    items: items && guardItems(items, connection, { getItem: reading.getItem, allowed }),
    pages: pages && guardPages(pages, connection, allowed),
    attachments: attachments && guardAttachments(attachments, connection, ownerReader),
    call: call && guardCall(call, connection),
  };
  return withoutAbsent(guarded) as ProviderClient;

  async function ownerReader(owner: { kind: 'item' | 'page'; id: string }, signal?: AbortSignal): Promise<void> {
    if (owner.kind === 'item') mustReadItems(connection);
    else mustHaveGroup(connection, 'pages');
    if (connection.policy.projects === undefined) return;
    if (owner.kind === 'item') await reading.getItem(owner.id, { signal });
    else await guarded.pages?.getPage(owner.id, { signal });
  }
}
