import { z } from 'zod';
import { claudeChange, claudePreview, claudeStatus, claudeWritten } from '../../clients/claude-desktop/status.ts';
import { claudeLogReport } from '../../clients/claude-desktop/logs/log-report.ts';
import { sightReport, sightStep } from '../../clients/claude-desktop/sight/sight-report.ts';
import { exportedExtension, secondRoadStatus } from '../../clients/mcpb/second-road-status.ts';
import { claudeGuardCalls } from './claude-guard.ts';
import type { CallList, EventList } from './call-list.ts';

/** Claude Desktop: its entry, the guard over it, and what Claude sees of us. */
export const claudeCalls = {
  'claude.status': { input: z.object({}), output: claudeStatus },
  'claude.preview': { input: z.object({ path: z.string(), change: claudeChange }), output: claudePreview },
  /** Makes a previewed change, refused when the file changed since; or lets it wait for Claude's end. */
  'claude.apply': {
    input: z.object({
      path: z.string(),
      change: claudeChange,
      fingerprint: z.string(),
      when: z.enum(['now', 'on-quit']).default('now'),
    }),
    output: claudeWritten,
  },
  /** Starts our server as Claude would; `claude.sightStep` events with the caller's `runId` tell how far it is. */
  'claude.see': { input: z.object({ runId: z.uuid() }), output: sightReport },
  /** The ends of Claude's own logs, as far as they concern us. */
  'claude.log': { input: z.object({}), output: claudeLogReport },
  'claude.secondRoad': { input: z.object({}), output: secondRoadStatus },
  'claude.exportExtension': { input: z.object({}), output: exportedExtension },
  /** Hands the exported extension to Claude Desktop. */
  'claude.openExtension': { input: z.object({}), output: z.object({}) },
  ...claudeGuardCalls,
} as const satisfies CallList;

export const claudeEvents = {
  'claude.sightStep': z.object({ runId: z.uuid(), step: sightStep }),
  /** Fetch again what is known of Claude Desktop's files and of the guard. */
  'claude.changed': z.object({}),
} as const satisfies EventList;
