import type { ClaudeDesktop } from '../../clients/claude-desktop/claude-desktop.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/claude.ts. */
export type ClaudeServices = { readonly claude: ClaudeDesktop };

export function claudeHandlers({ claude }: ClaudeServices): CallsOf<'claude'> {
  return {
    'claude.status': () => claude.status(),
    'claude.preview': (input) => claude.preview(input),
    'claude.apply': (input) => claude.apply(input),
  };
}
