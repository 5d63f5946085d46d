import type { ProviderClient } from '../providers/provider.ts';
import type { ItemChange, ItemWrites } from '../providers/writes.ts';
import type { AllowedProjects } from './allowed-projects.ts';
import { mustHaveGroup, type Guarded } from './checks.ts';
import { withoutAbsent, type Complete } from './complete.ts';
import { guardedPrepare, mustAllow } from './guarded-writes.ts';

type Readers = { readonly getItem: ProviderClient['getItem']; readonly allowed: AllowedProjects };

/** Fails where an item is to go outside. */
async function readPlaces(
  { getItem, allowed }: Readers,
  { project, parent }: Pick<ItemChange, 'project' | 'parent'>,
  signal?: AbortSignal,
): Promise<void> {
  if (project !== undefined) await allowed.idOf(project, signal);
  if (typeof parent === 'string') await getItem(parent, { signal });
}

export function guardItems(items: ItemWrites, connection: Guarded, readers: Readers): ItemWrites {
  const { getItem } = readers;
  const write = (kind: 'write' | 'delete' = 'write'): void => {
    mustHaveGroup(connection, 'items');
    mustAllow(connection, kind);
  };
  const prepareTime = items.prepareTime?.bind(items);
  const guarded: Complete<ItemWrites> = {
    prepareCreate: async (draft, signal) => {
      write();
      return guardedPrepare(
        connection,
        () => items.prepareCreate(draft, signal),
        () => readPlaces(readers, draft, signal),
      );
    },
    prepareUpdate: async (id, change, signal) => {
      write();
      return guardedPrepare(
        connection,
        () => items.prepareUpdate(id, change, signal),
        async () => {
          await getItem(id, { signal });
          await readPlaces(readers, change, signal);
        },
      );
    },
    prepareDelete: async (id, signal) => {
      write('delete');
      return guardedPrepare(
        connection,
        () => items.prepareDelete(id, signal),
        () => getItem(id, { signal }),
      );
    },
    prepareComment: async (change, signal) => {
      write(change.kind === 'delete' ? 'delete' : 'write');
      return guardedPrepare(
        connection,
        () => items.prepareComment(change, signal),
        () => getItem(change.on, { signal }),
      );
    },
    prepareTime:
      prepareTime &&
      (async (change, signal) => {
        mustHaveGroup(connection, 'time');
        write(change.kind === 'delete' ? 'delete' : 'write');
        return guardedPrepare(
          connection,
          () => prepareTime(change, signal),
          () => getItem(change.item, { signal }),
        );
      }),
  };
  return withoutAbsent(guarded) as ItemWrites;
}
