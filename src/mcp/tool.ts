import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { CLIENT_CAPABILITIES_META_KEY, CLIENT_INFO_META_KEY, inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { clip } from '../lib/clip.ts';
import type { ActivityEntry } from '../activity/activity-entry.ts';
import type { ActivityRecorder } from '../activity/activity-log.ts';
import type { AttachmentFolder } from '../attachments/attachment-folder.ts';
import type { ConnectionAccess } from '../connections/connection-access.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError, toProblem, type ErrorCode } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { maxAnswerChars, problemText } from './answer.ts';
import type { Confirmations } from './confirmation.ts';
import type { KeyCalendar } from './key-dates.ts';
import { lean } from './lean-schema.ts';
import { confirmer, questionKey, type Confirm, type Question } from './confirmation-round.ts';

/** What every tool works with. */
export type ToolParts = {
  readonly access: ConnectionAccess;
  readonly activity: ActivityRecorder;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly files: AttachmentFolder;
  /** Read anew for each answer: the user may be travelling, or have changed the settings. */
  readonly keyCalendar: () => Promise<KeyCalendar>;
  /** The client that the entry's arguments name, for the activity record. */
  readonly entryClient?: string | undefined;
};
export type ServerParts = ToolParts & { readonly confirmations: Confirmations };

/** One running call. */
export type ToolCall = Pick<ToolParts, 'access' | 'clock' | 'files' | 'logger' | 'keyCalendar'> & {
  readonly signal: AbortSignal;
  readonly started: Date;
  /** Says which connection this call is about, for the activity record. */
  about(connection: Connection): void;
  /** Says that this call writes, and how many things it changed so far, for the activity record. */
  writes(write: NonNullable<ActivityEntry['write']>): void;
  /** Shows a change and says whether the user agreed. Bound to this tool and these arguments; see confirm-and-apply.ts. */
  readonly confirm: Confirm;
};

/** A further block of an answer, after its text. */
export type FurtherContent =
  | { type: 'text'; text: string }
  | { type: 'image'; data: string; mimeType: string }
  | { type: 'resource_link'; uri: string; name: string; mimeType?: string; description?: string; size?: number };

/**
 * `read` changes nothing; `write` adds or changes; `delete` can also take something away for good. Only what clients
 * are told: what may really be done is checked by src/policy.
 */
type ToolKind = 'read' | 'write' | 'delete';

export type ToolOutcome<S> = {
  readonly text: string;
  readonly structured: S;
  /** Not counted against the limit of an answer; keep each small. */
  readonly content?: readonly FurtherContent[] | undefined;
  /** Set when nothing of what was asked for came about, though there is something to show. */
  readonly failure?: ErrorCode | undefined;
};

export type Tool<I extends z.ZodObject, O extends z.ZodObject> = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  readonly kind: ToolKind;
  /** Whether the call leaves this computer. */
  readonly openWorld: boolean;
  run(input: z.output<I>, call: ToolCall): Promise<ToolOutcome<z.input<O>> | Question>;
};

type Answer = {
  content: FurtherContent[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
};

/** Makes a tool callable: hands it what it needs, turns failures into answers, writes the activity line. */
export function addTool<I extends z.ZodObject, O extends z.ZodObject>(
  server: McpServer,
  parts: ServerParts,
  tool: Tool<I, O>,
): void {
  const { name, title, description } = tool;
  server.registerTool<z.ZodObject, z.ZodObject>(
    name,
    {
      title,
      description,
      inputSchema: lean(tool.input),
      outputSchema: lean(tool.output),
      annotations: annotationsOf(tool),
    },
    (input, context) =>
      runTool(parts, tool, input as z.output<I>, {
        signal: context.mcpReq.signal,
        client: clientName(server, context),
        canAsk: canAsk(server, context),
        answers: context.mcpReq.inputResponses,
        state: context.mcpReq.requestState(),
      }),
  );
}

function annotationsOf({ kind, openWorld }: Pick<Tool<z.ZodObject, z.ZodObject>, 'kind' | 'openWorld'>) {
  return {
    readOnlyHint: kind === 'read',
    destructiveHint: kind === 'delete',
    idempotentHint: kind === 'read',
    openWorldHint: openWorld,
  };
}

type Caller = {
  readonly signal: AbortSignal;
  readonly client: string | undefined;
  /** Whether the client shows questions to the user. */
  readonly canAsk: boolean;
  readonly answers: Record<string, unknown> | undefined;
  readonly state: unknown;
};

async function runTool<I extends z.ZodObject, O extends z.ZodObject>(
  parts: ServerParts,
  tool: Tool<I, O>,
  input: z.output<I>,
  caller: Caller,
) {
  const { access, clock, files, logger, keyCalendar, confirmations } = parts;
  const started = clock.now();
  const noted: { connectionId?: string; write?: ActivityEntry['write'] } = {};
  const call: ToolCall = {
    access,
    clock,
    files,
    logger,
    keyCalendar,
    signal: caller.signal,
    started,
    about: (connection) => {
      noted.connectionId = connection.id;
    },
    writes: (write) => {
      noted.write = write;
    },
    confirm: confirmer(confirmations, { tool: tool.name, input }, caller),
  };
  const { answer, code } = await tool.run(input, call).then(asAnswer, (error: unknown) => {
    if (!(error instanceof AppError)) logger.error('a tool failed for a reason of our own', { tool: tool.name, error });
    return asFailure(error);
  });
  await note(parts, started, {
    tool: tool.name,
    client: caller.client,
    ...noted,
    code: caller.signal.aborted ? 'cancelled' : code,
  });
  return answer;
}

function asAnswer(outcome: ToolOutcome<unknown> | Question) {
  if ('ask' in outcome) return { answer: asQuestion(outcome), code: undefined };
  const answer: Answer = {
    content: [{ type: 'text', text: clip(outcome.text, maxAnswerChars) }, ...(outcome.content ?? [])],
    structuredContent: outcome.structured as Record<string, unknown>,
    ...(outcome.failure !== undefined && { isError: true }),
  };
  return { answer, code: outcome.failure };
}

/** Accepting or declining is the whole answer, so the form has no fields. */
function asQuestion({ ask, state }: Question) {
  const form = { message: ask, requestedSchema: { type: 'object' as const, properties: {} } };
  return inputRequired({ inputRequests: { [questionKey]: inputRequired.elicit(form) }, requestState: state });
}

/** No structured content: the output schema describes success only. */
function asFailure(error: unknown): { answer: Answer; code: ErrorCode } {
  const problem = toProblem(error);
  return { answer: { content: [{ type: 'text', text: problemText(problem) }], isError: true }, code: problem.code };
}

type Note = {
  tool: string;
  client: string | undefined;
  connectionId?: string;
  write?: ActivityEntry['write'];
  code: ErrorCode | undefined;
};

/** A record that cannot be written (a full disk) is logged, and does not take the answer away. */
async function note({ activity, clock, logger, entryClient }: ToolParts, started: Date, call: Note): Promise<void> {
  const { tool, client, connectionId, write, code } = call;
  const durationMs = Math.max(0, clock.now().getTime() - started.getTime());
  logger.info('tool called', { tool, client, connectionId, ...(write !== undefined && { write }), code, durationMs });
  const entry = {
    at: started.toISOString(),
    tool,
    client,
    ...(entryClient !== undefined && { entryClient }),
    connectionId,
    ok: code === undefined,
    code,
    durationMs,
    ...(write !== undefined && { write }),
  };
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

const capabilitiesInEnvelope = z.object({
  [CLIENT_CAPABILITIES_META_KEY]: z.looseObject({ elicitation: z.record(z.string(), z.unknown()).optional() }),
});

/** Whether the client shows forms; a bare `elicitation` means it does, `url` alone that it does not. */
function canAsk(server: McpServer, context: ServerContext): boolean {
  const modern = capabilitiesInEnvelope.safeParse(context.mcpReq.envelope).data?.[CLIENT_CAPABILITIES_META_KEY];
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way in the 2025 eras, see its own note
  const capabilities = modern ?? server.server.getClientCapabilities();
  const elicitation = capabilities?.elicitation;
  return elicitation !== undefined && ('form' in elicitation || !('url' in elicitation));
}
