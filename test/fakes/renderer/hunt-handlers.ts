import type { HandlersOf } from './handlers-of.ts';

export function createHuntHandlers(): HandlersOf<'hunt'> {
  return {};
}
