import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { AppError } from '../lib/app-error.ts';
import type { ServerStatus, ToolAnswer, ToolInfo } from './server-status.ts';

/** How an MCP server is started. */
export type ServerCommand = {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the few variables every program needs (PATH, HOME, ...); nothing else is passed on. */
  readonly env?: Readonly<Record<string, string>>;
};

/** A running MCP server that has answered tools/list. */
export interface ServerProcess {
  readonly pid: number | undefined;
  readonly protocolVersion: ServerStatus['protocolVersion'];
  readonly tools: readonly ToolInfo[];
  callTool(name: string, args: Record<string, unknown>): Promise<Omit<ToolAnswer, 'durationMs'>>;
  /** Ends the process: closes its input, then kills it if it stays. */
  close(): Promise<void>;
}

export type ServerListener = {
  /** One line the process wrote to stderr. */
  readonly logged: (line: string) => void;
  /** The process ended, whoever wanted it. */
  readonly closed: () => void;
};

export type StartServer = (
  command: ServerCommand,
  listener: ServerListener,
  signal: AbortSignal,
) => Promise<ServerProcess>;

/** A tool may ask several systems; each has 50 s (deadline.ts). */
const callTimeoutMs = 70_000;
const startTimeoutMs = 30_000;

/** Starts the process and shakes hands in the newest protocol era. The client is loaded only now. */
export const startServerProcess: StartServer = async (command, { logged, closed }, signal) => {
  const { Client } = await import('@modelcontextprotocol/client');
  const { StdioClientTransport, getDefaultEnvironment } = await import('@modelcontextprotocol/client/stdio');
  const transport = new StdioClientTransport({
    command: command.command,
    args: [...command.args],
    env: { ...getDefaultEnvironment(), ...command.env },
    stderr: 'pipe',
  });
  createInterface({ input: transport.stderr as Readable }).on('line', logged);
  const client = new Client(
    { name: 'mcp-keyring-window', title: 'MCP Keyring', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  client.onclose = closed;
  // The handshake's own failure says nothing of the cause; the log does.
  const tools = await connectAndList().catch(async (error: unknown) => {
    await client.close();
    throw new AppError(
      'not-running',
      'The MCP server did not start.',
      'Look at the log below; if it says nothing, start MCP Keyring again.',
      { cause: error },
    );
  });
  return {
    pid: transport.pid ?? undefined,
    protocolVersion: client.getNegotiatedProtocolVersion(),
    tools,
    callTool: async (name, args) => {
      const result = await client.callTool({ name, arguments: args }, { timeout: callTimeoutMs });
      const text = result.content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('\n');
      return { isError: result.isError === true, text, structured: result.structuredContent };
    },
    close: () => client.close(),
  };

  async function connectAndList(): Promise<ToolInfo[]> {
    await client.connect(transport, { timeout: startTimeoutMs, signal });
    const { tools: listed } = await client.listTools(undefined, { timeout: startTimeoutMs, signal });
    return listed.map(({ name, title, description, inputSchema, annotations }) => ({
      name,
      title,
      description,
      inputSchema,
      readOnly: annotations?.readOnlyHint === true,
    }));
  }
};
