import { z } from 'zod';
import { clientIds } from '../../clients/client.ts';
import { clientChange, clientPreview, clientStatus, clientWritten, manualEntry } from '../../clients/client-status.ts';
import { clientAccess, clientName, clientRules } from '../../policy/client-access.ts';
import type { CallList, EventList } from './call-list.ts';

const target = z.object({ client: z.enum(clientIds), path: z.string(), change: clientChange });

/** All MCP clients: our entry in their files, and what each of them may do. */
export const clientCalls = {
  'clients.list': { input: z.object({}), output: z.array(clientStatus) },
  'clients.preview': { input: target, output: clientPreview },
  /** Makes a previewed change; refused when the file changed since. */
  'clients.apply': { input: target.extend({ fingerprint: z.string() }), output: clientWritten },
  /** What any other client's settings take. */
  'clients.manualEntry': { input: z.object({}), output: manualEntry },

  'clients.access': { input: z.object({}), output: clientAccess },
  /** In force with the client's next call. Without a client: for all without rules of their own. `null`: as for those. */
  'clients.setAccess': {
    input: z.union([
      z.object({ client: clientName, rules: clientRules.nullable() }),
      z.object({ client: z.null(), rules: clientRules }),
    ]),
    output: clientAccess,
  },
} as const satisfies CallList;

export const clientEvents = {
  /** Fetch the clients again: a file of theirs was changed here. */
  'clients.changed': z.object({}),
  /** Fetch the access again: here or by another window. */
  'clients.accessChanged': z.object({}),
} as const satisfies EventList;
