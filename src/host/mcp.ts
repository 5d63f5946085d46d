import type { Writable } from 'node:stream';
import { Opening } from '../mcp/opening.ts';
import type { McpSession } from './mcp-session.ts';
import { claimStdout } from './protocol-stdout.ts';
import { recordedOpening } from './recorded-opening.ts';

/** Longer lines are not openings; the server has its own limit. */
const longestOpening = 64 * 1024;
const graceMs = 250;

export type McpOptions = {
  readonly version: string;
  /** Another data folder than the usual one. */
  readonly home: string | undefined;
  /** Who started us, as its entry says. */
  readonly client: string | undefined;
};

/**
 * `keyring-host mcp`: an MCP server on stdin and stdout. The opening is answered from the build's record; the server
 * itself is loaded with the first message that needs it. Ends with its client, however that says goodbye.
 */
export function runMcp(options: McpOptions): void {
  const wire = claimStdout(process);
  let session: Promise<McpSession> | undefined;
  endWithClient(wire, () => session);
  listen(wire, (opening) => {
    session = import('./mcp-session.ts').then(({ startMcpSession }) => startMcpSession({ ...options, wire, opening }));
  });
}

/** Hears the opening; then puts back what it did not answer and leaves stdin to the server. */
function listen(wire: Writable, handOver: (opening: Opening | undefined) => void): void {
  const { stdin } = process;
  const opening = recordedOpening && new Opening(recordedOpening);
  if (opening === undefined) {
    handOver(undefined);
    return;
  }
  let unread: Buffer = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    for (let end = unread.indexOf(10); end !== -1; end = unread.indexOf(10)) {
      const reply = opening.hear(unread.toString('utf8', 0, end));
      if (reply.kind === 'pass-on') {
        leave();
        return;
      }
      if (reply.kind === 'answer') wire.write(`${reply.text}\n`);
      unread = unread.subarray(end + 1);
    }
    if (unread.length > longestOpening) leave();
  };
  const leave = (): void => {
    stdin.off('data', onData);
    stdin.pause();
    stdin.unshift(unread);
    handOver(opening);
  };
  stdin.on('data', onData);
}

function endWithClient(wire: Writable, session: () => Promise<McpSession> | undefined): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // Nothing may keep a process whose client is gone.
    setTimeout(() => process.exit(0), graceMs);
    void closed(session()).then(() => process.exit(0));
  };
  process.stdin.once('end', end).once('close', end).once('error', end);
  // Not once: write-file-atomic's signal-exit kills the process when it finds no other listener left.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // EPIPE: the client went away while we wrote.
  process.stdout.on('error', end);
  wire.on('error', end);
  // Nobody reads the log: nothing to be done about it.
  process.stderr.on('error', () => undefined);

  const fail = (error: unknown): void => {
    void logFault(error, session()).finally(() => process.exit(1));
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}

async function closed(session: Promise<McpSession> | undefined): Promise<void> {
  if (session === undefined) return;
  await (await session).close();
}

/** Through the session's log where there is one, for that masks secrets; before, no secret has been read. */
async function logFault(error: unknown, session: Promise<McpSession> | undefined): Promise<void> {
  const message = 'the MCP server ends after a fault of its own';
  const logger = await session?.then(
    (started) => started.logger,
    () => undefined,
  );
  if (logger !== undefined) logger.error(message, { error });
  else {
    const text = error instanceof Error ? error.stack : String(error);
    process.stderr.write(
      `${JSON.stringify({ level: 50, time: new Date().toISOString(), msg: message, error: text })}\n`,
    );
  }
}
