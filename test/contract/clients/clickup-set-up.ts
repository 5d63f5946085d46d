import { beforeEach } from 'vitest';
import { flavours } from './flavours.ts';
import { useProviders } from './set-up.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { Item } from '../../../src/providers/vocabulary.ts';
import type { ItemChange, ItemDraft, Prepared, Written } from '../../../src/providers/writes.ts';

export const clickUp = flavours.find(({ site }) => site === 'clickup')!;
export const campaign = '901210000000';
export const brand = '901210000006';

export const done = async (prepared: Promise<Prepared>): Promise<Written> => (await prepared).apply();
export const fieldOf = ({ fields }: Item, name: string) => fields?.find((one) => one.name === name)?.value;

/** The client as the app opens it, against one simulator for the file. */
export function useClickUp() {
  const setting = useProviders();
  let client: ProviderClient | undefined;
  beforeEach(async () => {
    client = await setting.open(clickUp);
  });
  const use = {
    setting,
    get client(): ProviderClient {
      return client!;
    },
    get items() {
      return use.client.items!;
    },
    create: (draft: Partial<ItemDraft> = {}): Promise<Written> =>
      done(use.items.prepareCreate({ title: 'Buy ribbons', project: campaign, ...draft })),
    update: (id: string, change: ItemChange): Promise<Written> => done(use.items.prepareUpdate(id, change)),
    /** How many calls so far were meant to change something. */
    writes: () => setting.sim.sites.clickup.requests.filter(({ method }) => method !== 'GET').length,
  };
  return use;
}
