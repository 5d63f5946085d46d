import type { HandlersOf } from './handlers-of.ts';

export function createImportHandlers(): HandlersOf<'imports'> {
  return {};
}
