import type { HandlersOf } from './handlers-of.ts';

export function createProfileHandlers(): HandlersOf<'profiles'> {
  return {};
}
