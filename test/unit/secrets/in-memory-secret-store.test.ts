import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';
import { itIsASecretStore } from './secret-store-contract.ts';

itIsASecretStore('keychain', () => ({ store: new InMemorySecretStore() }));
