import { z } from 'zod';
import { problem } from '../lib/app-error.ts';

const toolInfo = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  /** JSON Schema of the arguments. */
  inputSchema: z.record(z.string(), z.unknown()),
  readOnly: z.boolean(),
});
export type ToolInfo = z.infer<typeof toolInfo>;

/** The MCP server process that the app runs and watches. */
export const serverStatus = z.object({
  state: z.enum(['stopped', 'starting', 'running', 'waiting']),
  pid: z.number().int().optional(),
  protocolVersion: z.string().optional(),
  startedAt: z.iso.datetime().optional(),
  /** From spawn to the answer of tools/list, in milliseconds. */
  startupMs: z.number().nonnegative().optional(),
  tools: z.array(toolInfo),
  /** Restarts after crashes since the user last started it. */
  restarts: z.number().int().nonnegative(),
  /** In state `waiting`: when the next start is tried. */
  nextStartAt: z.iso.datetime().optional(),
  lastProblem: problem.optional(),
});
export type ServerStatus = z.infer<typeof serverStatus>;

export const logLine = z.object({
  /** Counts up from 1; lets the window add lines without gaps or doubles. */
  seq: z.number().int(),
  at: z.iso.datetime(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  message: z.string(),
});
export type LogLine = z.infer<typeof logLine>;

export const toolAnswer = z.object({
  isError: z.boolean(),
  text: z.string(),
  structured: z.unknown().optional(),
  durationMs: z.number().nonnegative(),
});
export type ToolAnswer = z.infer<typeof toolAnswer>;
