import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { CLIENT_INFO_META_KEY } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { ActivityRecorder } from '../activity/activity-log.ts';
import type { ConnectionAccess } from '../connections/connection-access.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError, toProblem, type ErrorCode } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { clip, maxAnswerChars, problemText } from './answer.ts';

/** What every tool works with. */
export type ToolParts = {
  readonly access: ConnectionAccess;
  readonly activity: ActivityRecorder;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** One running call. */
export type ToolCall = Pick<ToolParts, 'access' | 'clock'> & {
  readonly signal: AbortSignal;
  /** Says which connection this call is about, for the activity record. */
  about(connection: Connection): void;
};

export type ToolOutcome<S> = {
  readonly text: string;
  readonly structured: S;
  /** Set when nothing of what was asked for came about, though there is something to show. */
  readonly failure?: ErrorCode | undefined;
};

export type Tool<I extends z.ZodObject, O extends z.ZodObject> = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  /** Whether the call leaves this computer. */
  readonly openWorld: boolean;
  run(input: z.output<I>, call: ToolCall): Promise<ToolOutcome<z.input<O>>>;
};

type Answer = {
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
};

/** Makes a tool callable: hands it what it needs, turns failures into answers, writes the activity line. */
export function addTool<I extends z.ZodObject, O extends z.ZodObject>(
  server: McpServer,
  parts: ToolParts,
  tool: Tool<I, O>,
): void {
  const { name, title, description, openWorld } = tool;
  server.registerTool<z.ZodObject, z.ZodObject>(
    name,
    {
      title,
      description,
      inputSchema: tool.input,
      outputSchema: tool.output,
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: openWorld },
    },
    (input, context) =>
      runTool(parts, tool, input as z.output<I>, {
        signal: context.mcpReq.signal,
        client: clientName(server, context),
      }),
  );
}

async function runTool<I extends z.ZodObject, O extends z.ZodObject>(
  parts: ToolParts,
  tool: Tool<I, O>,
  input: z.output<I>,
  caller: { signal: AbortSignal; client: string | undefined },
): Promise<Answer> {
  const { access, clock, logger } = parts;
  const started = clock.now();
  let connectionId: string | undefined;
  const call: ToolCall = {
    access,
    clock,
    signal: caller.signal,
    about: (connection) => {
      connectionId = connection.id;
    },
  };
  const { answer, code } = await tool.run(input, call).then(asAnswer, (error: unknown) => {
    if (!(error instanceof AppError)) logger.error('a tool failed for a reason of our own', { tool: tool.name, error });
    return asFailure(error);
  });
  await note(parts, started, {
    tool: tool.name,
    client: caller.client,
    connectionId,
    code: caller.signal.aborted ? 'cancelled' : code,
  });
  return answer;
}

function asAnswer(outcome: ToolOutcome<unknown>): { answer: Answer; code: ErrorCode | undefined } {
  const answer: Answer = {
    content: [{ type: 'text', text: clip(outcome.text, maxAnswerChars) }],
    structuredContent: outcome.structured as Record<string, unknown>,
    ...(outcome.failure !== undefined && { isError: true }),
  };
  return { answer, code: outcome.failure };
}

/** No structured content: the output schema describes success only. */
function asFailure(error: unknown): { answer: Answer; code: ErrorCode } {
  const problem = toProblem(error);
  return { answer: { content: [{ type: 'text', text: problemText(problem) }], isError: true }, code: problem.code };
}

type Note = {
  tool: string;
  client: string | undefined;
  connectionId: string | undefined;
  code: ErrorCode | undefined;
};

/** A record that cannot be written (a full disk) is logged, and does not take the answer away. */
async function note({ activity, clock, logger }: ToolParts, started: Date, call: Note): Promise<void> {
  const { tool, client, connectionId, code } = call;
  const durationMs = Math.max(0, clock.now().getTime() - started.getTime());
  logger.info('tool called', { tool, client, connectionId, code, durationMs });
  const entry = { at: started.toISOString(), tool, client, connectionId, ok: code === undefined, code, durationMs };
  await activity.record(entry).catch((error: unknown) => {
    logger.warn('the activity line could not be written', { error });
  });
}

const clientInEnvelope = z.object({ [CLIENT_INFO_META_KEY]: z.object({ name: z.string() }) });

/** In the 2026 era every request names its client; before, the handshake did. */
function clientName(server: McpServer, context: ServerContext): string | undefined {
  const name = clientInEnvelope.safeParse(context.mcpReq.envelope).data?.[CLIENT_INFO_META_KEY].name;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way in the 2025 eras, see its own note
  return name ?? server.server.getClientVersion()?.name;
}
