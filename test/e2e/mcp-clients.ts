import { Client as ClientV2, type ElicitResult } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { KeyringHost } from './keyring-host.ts';

/** An MCP client that is not ours, over a server that it started from Claude's entry. */
export interface McpClient {
  readonly pid: number;
  readonly protocolVersion: string | undefined;
  tools(): Promise<string[]>;
  /** The text of the answer, and whether it is an error. */
  call(name: string, args?: Record<string, unknown>): Promise<{ text: string; isError: boolean; raw: unknown }>;
  /** What the server wrote to stderr, which Claude keeps in its log. */
  readonly log: () => string;
  close(): Promise<void>;
}

const configuration = z.object({
  mcpServers: z.object({ 'mcp-keyring': z.object({ command: z.string(), args: z.array(z.string()) }).strict() }),
});

type Entry = { command: string; args: string[] };

/** The entry as Claude reads it. */
export async function claudeEntry(host: KeyringHost): Promise<Entry> {
  return configuration.parse(JSON.parse(await readFile(host.claudeConfig, 'utf8'))).mcpServers['mcp-keyring'];
}

/** As Claude Desktop starts it: no shell, working folder `/`, hardly any environment. */
async function startOptions(host: KeyringHost, entry?: Entry) {
  const bus = host.keychain ? process.env['DBUS_SESSION_BUS_ADDRESS'] : undefined;
  const env: Record<string, string> = {
    HOME: host.home,
    ...(bus === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }),
  };
  return { ...(entry ?? (await claudeEntry(host))), env, cwd: '/', stderr: 'pipe' as const };
}

const answerOf = (result: unknown): { text: string; isError: boolean; raw: unknown } => {
  const { content, isError } = z
    .looseObject({ content: z.array(z.looseObject({ text: z.string().optional() })), isError: z.boolean().optional() })
    .parse(result);
  return { text: content.map(({ text }) => text ?? '').join('\n'), isError: isError ?? false, raw: result };
};

/** The official SDK's first generation, which speaks the protocol as it was until 2025-11-25. */
export async function startOldEraClient(host: KeyringHost): Promise<McpClient> {
  const transport = new StdioV1(await startOptions(host));
  const log = collect(transport.stderr);
  const client = new ClientV1({ name: 'old-era-client', version: '1.0.0' });
  await client.connect(transport);
  return {
    pid: transport.pid ?? 0,
    protocolVersion: undefined,
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}) => answerOf(await client.callTool({ name, arguments: args })),
    log,
    close: () => client.close(),
  };
}

type NewEraOptions = {
  /** What the client's user says to a question; absent: the client cannot ask. */
  readonly elicit?: (question: string) => ElicitResult;
  /** Another client's entry; absent: Claude's. */
  readonly entry?: Entry;
};

/** The second generation, held to the stateless protocol of 2026-07-28. */
export async function startNewEraClient(host: KeyringHost, { elicit, entry }: NewEraOptions = {}): Promise<McpClient> {
  const transport = new StdioV2(await startOptions(host, entry));
  const log = collect(transport.stderr);
  const versionNegotiation = { mode: { pin: '2026-07-28' } } as const;
  const capabilities = elicit === undefined ? {} : { capabilities: { elicitation: { form: {} } } };
  const client = new ClientV2({ name: 'new-era-client', version: '1.0.0' }, { versionNegotiation, ...capabilities });
  if (elicit !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => elicit(params.message));
  await client.connect(transport);
  return {
    pid: transport.pid ?? 0,
    protocolVersion: client.getNegotiatedProtocolVersion(),
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}) => answerOf(await client.callTool({ name, arguments: args })),
    log,
    close: () => client.close(),
  };
}

function collect(stream: { on(event: 'data', listener: (data: Buffer) => void): unknown } | null): () => string {
  let text = '';
  stream?.on('data', (data) => (text += data.toString()));
  return () => text;
}

const found = z.looseObject({
  structuredContent: z.looseObject({
    results: z.array(z.looseObject({ found: z.array(z.looseObject({ id: z.string(), title: z.string() })) })),
  }),
});

/** From the structured part of an answer of search_items. */
export function foundItems(answer: { readonly raw: unknown }): readonly { id: string; title: string }[] {
  return found.parse(answer.raw).structuredContent.results.flatMap((result) => result.found);
}

/** The first of them; a search that finds nothing is a failure. */
export function firstItem(answer: { readonly raw: unknown }): { id: string; title: string } {
  const [first] = foundItems(answer);
  if (first === undefined) throw new Error('The search found nothing');
  return first;
}
