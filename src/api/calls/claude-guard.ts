import { z } from 'zod';
import { organisationPolicy } from '../../clients/claude-desktop/organisation-rules.ts';
import {
  claudeBackup,
  guardAnswer,
  guardComparison,
  guardHistory,
  guardStatus,
} from '../../clients/claude-desktop/guard/guard-status.ts';
import { claudeWritten } from '../../clients/claude-desktop/status.ts';
import type { CallList } from './call-list.ts';

const nothing = z.object({});
const byPath = z.object({ path: z.string() });
const backupId = z.string().max(200);

/** Watching over the entry in Claude Desktop. Keys of other servers are masked in every comparison. */
export const claudeGuardCalls = {
  'claude.guard': { input: nothing, output: guardStatus },
  /** What the guard asks: put the entry back (or right), or leave it as it is. */
  'claude.answerGuard': { input: byPath.extend({ answer: guardAnswer }), output: nothing },
  'claude.cancelWaiting': { input: byPath, output: nothing },
  'claude.writeNow': { input: byPath, output: claudeWritten },
  'claude.history': { input: z.object({ limit: z.number().int().min(1).max(500) }), output: guardHistory },
  'claude.difference': { input: z.object({ eventId: z.uuid() }), output: guardComparison },
  'claude.backups': { input: nothing, output: z.array(claudeBackup) },
  /** What restoring a backup would change; with another one: what lies between the two. */
  'claude.compareBackup': { input: z.object({ id: backupId, with: backupId.optional() }), output: guardComparison },
  'claude.restoreBackup': {
    input: z.object({ id: backupId, fingerprint: z.string(), when: z.enum(['now', 'on-quit']) }),
    output: claudeWritten,
  },
  /** What the user's organisation lets Claude Desktop do. */
  'claude.policy': { input: nothing, output: organisationPolicy },
} as const satisfies CallList;
