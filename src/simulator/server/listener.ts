import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { encode, type Answer } from './answer.ts';
import { readParts } from './multipart.ts';
import type { SimRequest } from './call.ts';

type ListenerAnswer = { readonly answer: Answer; readonly jsonType: string; readonly delayMs: number };
export type Handle = (request: SimRequest) => ListenerAnswer;

export type Listener = { readonly url: string; serve(handle: Handle): void; close(): Promise<void> };

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function readRequest(message: IncomingMessage): Promise<SimRequest> {
  const body = await readBody(message);
  const target = message.url ?? '/';
  const cut = target.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: cut === -1 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut === -1 ? '' : target.slice(cut + 1)),
    headers: message.headers,
    body: body.toString('utf8'),
    parts: await readParts(message.headers['content-type'], body),
  };
}

function send(response: ServerResponse, { answer, jsonType }: ListenerAnswer): void {
  const { type, payload } = encode(answer, jsonType);
  const headers: Record<string, string> = { ...answer.headers };
  if (type !== undefined) headers['Content-Type'] ??= type;
  if (answer.status !== 204) headers['Content-Length'] = String(Buffer.byteLength(payload));
  response.writeHead(answer.status, headers).end(payload);
}

/** Listens on a free loopback port at once; the handler comes later, when all addresses are known. */
export async function openListener(latencyMs: (request: SimRequest) => number): Promise<Listener> {
  let handle: Handle | undefined;
  const answerOne = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    if (handle === undefined) throw new Error('The listener has no handler yet.');
    const result = handle(request);
    const waitMs = latencyMs(request) + result.delayMs;
    if (waitMs > 0) await delay(waitMs, undefined, { ref: false });
    send(response, result);
  };
  const server = createServer((message, response) => {
    answerOne(message, response).catch(() => response.destroy()); // The other side went away.
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve: (given) => {
      handle = given;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
}
