import { useRead } from '../api/queries.ts';
import { methodOf } from '../connections/add-form-values.ts';
import { tokenPageOf } from '../connections/addresses.ts';
import type { Key } from './types.ts';

/** Where keys of this kind are made, seen and deleted at their system. */
export function useTokenPage(item: Key | undefined): string | undefined {
  const providers = useRead('providers.list', {});
  const connections = useRead('connections.list', {});
  const connection = connections.data?.find(({ id }) => id === item?.connectionId);
  const descriptor = providers.data?.find(({ id }) => id === item?.provider);
  if (item === undefined || descriptor === undefined) return undefined;
  return tokenPageOf(methodOf(descriptor, item.method), connection?.endpoint.baseUrl);
}
