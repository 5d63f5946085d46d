import { beforeEach } from 'vitest';
import { flavours } from '../flavours.ts';
import { useProviders } from '../set-up.ts';
import type { ProviderClient } from '../../../../src/providers/provider.ts';
import type { ItemDraft, ItemWrites, Prepared, Written } from '../../../../src/providers/writes.ts';

type Client = Required<ProviderClient>;

export const halden = 'logistics-centre-halden';
export const carryOut = async (prepared: Promise<Prepared>): Promise<Written> => (await prepared).apply();

/** The real client against the simulated OpenProject, as Mia Larsen and as others. */
export function useOpenProject() {
  const setting = useProviders();
  const flavour = flavours.find(({ provider }) => provider === 'openproject')!;
  let client: Client | undefined;
  beforeEach(async () => {
    client = (await setting.open(flavour)) as Client;
  });
  const opened = (): Client => {
    if (client === undefined) throw new Error('Not opened yet.');
    return client;
  };
  const requests = () => setting.sim.sites.openproject.requests.map(({ method, path }) => `${method} ${path}`);
  return {
    get sim() {
      return setting.sim;
    },
    get client(): Client {
      return opened();
    },
    get items(): Required<ItemWrites> {
      return opened().items as Required<ItemWrites>;
    },
    /** A client with the key of somebody else in the company. */
    as: async (account: string): Promise<Client> => {
      const secret = setting.sim.sites.openproject.issueKey({ account });
      return (await setting.open(flavour, { secret })) as Client;
    },
    /** A new work package in Halden; its id. */
    create: async (draft: Partial<ItemDraft> = {}): Promise<string> => {
      const wanted = { project: halden, title: 'A test', type: 'Task', ...draft };
      return (await carryOut(opened().items.prepareCreate(wanted))).id;
    },
    requests,
  };
}
