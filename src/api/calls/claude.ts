import { z } from 'zod';
import { claudeChange, claudePreview, claudeStatus, claudeWritten } from '../../clients/claude-desktop/status.ts';
import type { CallList, EventList } from './call-list.ts';

/** Claude Desktop: its entry, the guard over it, and what Claude sees of us. */
export const claudeCalls = {
  'claude.status': { input: z.object({}), output: claudeStatus },
  'claude.preview': { input: z.object({ path: z.string(), change: claudeChange }), output: claudePreview },
  /** Makes a previewed change; refused when the file changed since. */
  'claude.apply': {
    input: z.object({ path: z.string(), change: claudeChange, fingerprint: z.string() }),
    output: claudeWritten,
  },
} as const satisfies CallList;

export const claudeEvents = {} as const satisfies EventList;
