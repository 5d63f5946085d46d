import type { ProviderClient } from '../providers/provider.ts';
import type { ItemWrites } from '../providers/writes.ts';
import { mustHaveGroup, type Guarded } from './checks.ts';
import { withoutAbsent, type Complete } from './complete.ts';
import { guardedPrepare, mustAllow } from './guarded-writes.ts';

export function guardItems(items: ItemWrites, connection: Guarded, getItem: ProviderClient['getItem']): ItemWrites {
  const write = (kind: 'write' | 'delete' = 'write'): void => {
    mustHaveGroup(connection, 'items');
    mustAllow(connection, kind);
  };
  const prepareTime = items.prepareTime?.bind(items);
  const guarded: Complete<ItemWrites> = {
    prepareCreate: async (draft, signal) => {
      write();
      return guardedPrepare(connection, () => items.prepareCreate(draft, signal));
    },
    prepareUpdate: async (id, change, signal) => {
      write();
      return guardedPrepare(
        connection,
        () => items.prepareUpdate(id, change, signal),
        () => getItem(id, { signal }),
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
