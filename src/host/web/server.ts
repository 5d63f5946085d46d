import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventBus } from '../../api/event-bus.ts';
import type { Router } from '../../api/router.ts';
import { closedPage, type Page } from './pages.ts';
import { createSessions } from './session.ts';

export type WebServerParts = {
  readonly router: Router;
  readonly events: Pick<EventBus, 'subscribe'>;
  readonly pages: ReadonlyMap<string, Page>;
  /** 0 lets the system choose. */
  readonly port: number;
};

export interface WebServer {
  /** An address with a fresh one-time token. */
  newAddress(): string;
  close(): Promise<void>;
}

const maxBodyBytes = 1024 * 1024;
const keepAliveMs = 15_000;

const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    // Mantine writes its variables into style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The window for a browser, on this computer only. */
export async function startWebServer(parts: WebServerParts): Promise<WebServer> {
  const sessions = createSessions();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    handle(request, response, { ...parts, sessions }).catch(() => {
      end(response, 500);
    });
  });
  await listen(server, parts.port);
  const { port } = server.address() as AddressInfo;
  return {
    newAddress: () => `http://127.0.0.1:${port}/open?token=${sessions.newToken()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

type Context = WebServerParts & { readonly sessions: ReturnType<typeof createSessions> };

async function handle(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  // A page elsewhere can make a browser send requests here, under a name of its own (DNS rebinding): turn those away first.
  if (!isLoopbackName(request.headers.host) || comesFromElsewhere(request)) {
    end(response, 403);
    return;
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  const route = `${request.method ?? ''} ${url.pathname}`;
  if (route === 'GET /open') openSession(request, response, context, url);
  else if (!context.sessions.isOpen(request.headers.cookie)) refuse(url, response);
  else if (route === 'POST /api/call') await answerCall(request, response, context);
  else if (route === 'GET /api/events') streamEvents(response, context);
  else if (request.method === 'GET') showPage(url, response, context);
  else end(response, 404);
}

function isLoopbackName(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

function comesFromElsewhere({ headers: { origin, host, 'sec-fetch-site': site }, method }: IncomingMessage): boolean {
  if (origin !== undefined && origin !== `http://${host ?? ''}`) return true;
  // Opening the printed address is a navigation ("none"); everything else comes from our own page.
  return method !== 'GET' && site !== undefined && site !== 'same-origin';
}

function openSession(request: IncomingMessage, response: ServerResponse, { sessions }: Context, url: URL): void {
  const value = sessions.open(url.searchParams.get('token') ?? '');
  if (value !== undefined) response.setHeader('Set-Cookie', sessions.cookie(value));
  // The same address opened again in the browser that opened it first is a reload, not an intruder.
  const known = value !== undefined || sessions.isOpen(request.headers.cookie);
  if (known) response.writeHead(303, { Location: '/' }).end();
  else refuse(url, response);
}

function refuse(url: URL, response: ServerResponse): void {
  if (url.pathname.startsWith('/api/')) end(response, 401);
  else response.writeHead(401, { 'Content-Type': 'text/html; charset=utf-8' }).end(closedPage);
}

async function answerCall(request: IncomingMessage, response: ServerResponse, { router }: Context): Promise<void> {
  // A header of our own cannot be sent by a foreign form or image without a preflight, which is never granted.
  if (request.headers['x-mcp-keyring'] !== '1') {
    end(response, 403);
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    end(response, 413);
    return;
  }
  const answer = await router.answer(parseJson(body));
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The router answers what is not a call.
  }
}

function streamEvents(response: ServerResponse, { events }: Context): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('retry: 1000\n\n');
  const stop = events.subscribe((message) => response.write(`data: ${JSON.stringify(message)}\n\n`));
  const keepAlive = setInterval(() => response.write(':\n\n'), keepAliveMs);
  response.on('close', () => {
    clearInterval(keepAlive);
    stop();
  });
}

function showPage(url: URL, response: ServerResponse, { pages }: Context): void {
  const page = pages.get(url.pathname);
  if (page === undefined) end(response, 404);
  else response.writeHead(200, { 'Content-Type': page.type }).end(page.body);
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status);
  response.end();
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve();
    });
  });
}
