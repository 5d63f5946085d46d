import type { ClientEntries } from '../../clients/client-entries.ts';
import type { ClientAccessFile } from '../../policy/client-access-file.ts';
import { withRules } from '../../policy/client-access.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/clients.ts. */
export type ClientServices = { readonly clients: ClientEntries; readonly clientAccess: ClientAccessFile };

export function clientHandlers({ clients, clientAccess }: ClientServices): CallsOf<'clients'> {
  return {
    'clients.list': async () => [...(await clients.list())],
    'clients.preview': (input) => clients.preview(input),
    'clients.apply': (input) => clients.apply(input),
    'clients.manualEntry': () => Promise.resolve(clients.manualEntry()),
    'clients.access': () => clientAccess.read(),
    'clients.setAccess': (input) => clientAccess.update((current) => withRules(current, input)),
  };
}
