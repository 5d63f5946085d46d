import { inBerlin } from './harness.ts';
import { InMemoryTransport, type JSONRPCMessage } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { noFolder } from '../../../src/attachments/attachment-folder.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { Opening, type RecordedOpening } from '../../../src/mcp/opening.ts';
import { recordOpening } from '../../../src/mcp/record-opening.ts';
import { createMcpServer } from '../../../src/mcp/server.ts';
import { FakeAccess } from '../../fakes/connections/fake-access.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

let recorded: RecordedOpening;
beforeAll(async () => {
  recorded = await recordOpening('1.2.3');
});

const request = (id: unknown, method: string, params?: object) => ({
  jsonrpc: '2.0',
  id,
  method,
  ...(params && { params }),
});
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };
const hello = (protocolVersion: string, more: object = {}) =>
  request(1, 'initialize', {
    protocolVersion,
    capabilities: { roots: {} },
    clientInfo: { name: 'c', version: '1' },
    ...more,
  });
const modern = (version = '2026-07-28', more: object = {}) => ({
  _meta: {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'c', version: '1' },
    ...more,
  },
});

/** What the server itself answers to the same messages. */
async function askServer(messages: object[]): Promise<unknown[]> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const record = (): Promise<void> => Promise.resolve();
  const parts = {
    access: new FakeAccess(),
    activity: { record },
    clock: new FakeClock(),
    logger: silentLogger,
    files: noFolder,
    keyCalendar: inBerlin,
  };
  const server = serveStdio(() => createMcpServer({ ...parts, version: '1.2.3' }), { transport: far });
  const answers: unknown[] = [];
  near.onmessage = (message) => answers.push(message);
  await near.start();
  for (const message of messages) await near.send(message as JSONRPCMessage);
  await vi.waitFor(() => {
    expect(answers).toHaveLength(messages.filter((message) => 'id' in message).length);
  });
  await server.close();
  return answers;
}

describe('the opening', () => {
  it.each([
    ...['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07'].map((version) => [
      `a client of ${version}`,
      [hello(version), initialized, request('two', 'tools/list'), request(3, 'ping'), request(4, 'tools/list', {})],
    ]),
    ['a client of the 2026 era', [request(0, 'server/discover', modern()), request(1, 'tools/list', modern())]],
    ['a 2026 client that does not discover', [request(7, 'tools/list', modern())]],
  ] as [string, object[]][])('is answered for %s exactly as by the server', async (_who, messages) => {
    const opening = new Opening(recorded);
    const replies = messages.map((message) => opening.hear(JSON.stringify(message)));
    const texts = replies.flatMap((reply) => (reply.kind === 'answer' ? [JSON.parse(reply.text) as unknown] : []));
    expect(texts).toEqual(await askServer(messages));
    expect(opening.heard).toEqual(messages);
  });

  it.each([
    ['a version it does not know', [hello('2099-01-01')]],
    ['a handshake without a client', [hello('2025-11-25', { clientInfo: undefined })]],
    ['a handshake with a claim of the other era', [hello('2025-11-25', modern())]],
    ['a second handshake', [hello('2025-11-25'), hello('2025-11-25')]],
    ['a list before the handshake', [request(1, 'tools/list')]],
    ['a page of the list', [hello('2025-11-25'), request(2, 'tools/list', { cursor: 'x' })]],
    ['an id used before', [hello('2025-11-25'), request(1, 'tools/list')]],
    ['a call', [hello('2025-11-25'), request(2, 'tools/call', { name: 'list_connections' })]],
    ['another notification', [hello('2025-11-25'), { jsonrpc: '2.0', method: 'notifications/cancelled' }]],
    ['a 2026 message on a 2025 connection', [hello('2025-11-25'), request(2, 'tools/list', modern())]],
    ['a 2025 message on a 2026 connection', [request(1, 'tools/list', modern()), hello('2025-11-25')]],
    ['an unknown 2026 version', [request(1, 'server/discover', modern('2027-01-01'))]],
    [
      'an envelope without capabilities',
      [request(1, 'tools/list', modern('2026-07-28', { 'io.modelcontextprotocol/clientCapabilities': 1 }))],
    ],
    ['a batch', [[hello('2025-11-25')]]],
    ['an id that is none', [{ ...hello('2025-11-25'), id: null }]],
    ['something else', [{ jsonrpc: '1.0', id: 1, method: 'initialize' }]],
  ] as [string, object[]][])('passes on %s', (_what, messages) => {
    const opening = new Opening(recorded);
    const kinds = messages.map((message) => opening.hear(JSON.stringify(message)).kind);
    expect(kinds.at(-1)).toBe('pass-on');
    expect(opening.heard).toHaveLength(messages.length - 1);
  });

  it('passes on what is not JSON', () => {
    expect(new Opening(recorded).hear('hello').kind).toBe('pass-on');
  });
});
