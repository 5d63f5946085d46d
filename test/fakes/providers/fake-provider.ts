import { AppError } from '../../../src/lib/app-error.ts';
import { providerIds, type Provider, type ProviderClient, type ProviderId } from '../../../src/providers/provider.ts';
import type { Account } from '../../../src/providers/vocabulary.ts';

/** A system that knows some keys and whose they are. */
export class FakeSystem {
  readonly owners = new Map<string, Account>();
  /** Every secret a client asked with, in order. */
  readonly asked: string[] = [];

  allow(secret: string, owner: Account = { id: 'mia', name: 'Mia Krystof' }): this {
    this.owners.set(secret, owner);
    return this;
  }

  whoAmI(secret: string): Promise<Account> {
    this.asked.push(secret);
    const owner = this.owners.get(secret);
    if (owner !== undefined) return Promise.resolve(owner);
    return Promise.reject(new AppError('bad-credentials', 'The system did not accept the key.', 'Replace the key.'));
  }

  provider(id: ProviderId): Provider {
    return {
      descriptor: {
        id,
        name: id,
        summary: '',
        addressLabel: 'Address',
        addressPlaceholder: '',
        addressHelp: '',
        authMethods: [{ id: 'api-key', label: 'API key', secretLabel: 'API key', help: '' }],
      },
      readAddress: (typed) => new URL(typed),
      identify: ({ address }) => Promise.resolve({ endpoint: { baseUrl: address, deployment: 'cloud' } }),
      locate: ({ address }) => Promise.resolve({ baseUrl: address, deployment: 'cloud' }),
      open: ({ credentials }): ProviderClient => ({
        whoAmI: () => this.whoAmI(credentials.secret),
        listProjects: () => Promise.resolve({ items: [] }),
        searchItems: () => Promise.resolve({ items: [] }),
        getItem: (itemId) => Promise.resolve({ id: itemId, title: itemId }),
      }),
    };
  }

  providers(): Record<ProviderId, Provider> {
    return Object.fromEntries(providerIds.map((id) => [id, this.provider(id)])) as Record<ProviderId, Provider>;
  }
}
