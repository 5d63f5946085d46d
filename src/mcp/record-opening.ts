import { InMemoryTransport, SUPPORTED_PROTOCOL_VERSIONS, type JSONRPCMessage } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { isDeepStrictEqual } from 'node:util';
import { noFolder } from '../attachments/attachment-folder.ts';
import { systemClock } from '../lib/system-clock.ts';
import { silentLogger } from '../lib/logger.ts';
import type { Message, RecordedOpening } from './opening.ts';
import { createMcpServer } from './server.ts';

const modernVersion = '2026-07-28';
const modern = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': modernVersion,
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'recorder', version: '1' },
  },
};

/** Asks the real server every opening there is and writes down what it answers. Runs when the program is built. */
export async function recordOpening(version: string): Promise<RecordedOpening> {
  const initialize: Record<string, unknown> = {};
  const lists: unknown[] = [];
  for (const protocolVersion of SUPPORTED_PROTOCOL_VERSIONS) {
    const clientInfo = { name: 'recorder', version: '1' };
    const [hello, list] = await ask(version, [
      { method: 'initialize', params: { protocolVersion, capabilities: {}, clientInfo } },
      { method: 'tools/list' },
    ]);
    initialize[protocolVersion] = hello;
    lists.push(list);
  }
  const [discover, modernTools] = await ask(version, [
    { method: 'server/discover', params: modern },
    { method: 'tools/list', params: modern },
  ]);
  if (!lists.every((list) => isDeepStrictEqual(list, lists[0])))
    throw new Error('The 2025 protocol versions list the tools differently; record one list for each');
  return { initialize, legacyTools: lists[0], modernVersion, discover, modernTools };
}

/** A conversation with a server of its own; answers the results in order. */
async function ask(version: string, requests: readonly Message[]): Promise<unknown[]> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(() => createMcpServer({ ...withoutConnections, version }), { transport: far });
  const results: unknown[] = [];
  await near.start();
  for (const [id, request] of requests.entries()) {
    const answer = await new Promise<Message>((resolve) => {
      near.onmessage = (message) => {
        resolve(message);
      };
      void near.send({ jsonrpc: '2.0', id, ...request } as JSONRPCMessage);
    });
    if (answer['result'] === undefined) throw new Error(`The server refused an opening: ${JSON.stringify(answer)}`);
    results.push(answer['result']);
  }
  await server.close();
  return results;
}

const unused = (): never => {
  throw new Error('No opening message uses a connection');
};
const withoutConnections = {
  files: noFolder,
  access: { list: unused, find: unused, open: unused },
  activity: { record: unused },
  clock: systemClock,
  logger: silentLogger,
  keyCalendar: unused,
};
