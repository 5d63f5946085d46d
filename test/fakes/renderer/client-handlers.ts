import type { HandlersOf } from './handlers-of.ts';

export function createClientHandlers(): HandlersOf<'clients'> {
  return {};
}
