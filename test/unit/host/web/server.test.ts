import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventBus, type EventBus } from '../../../../src/api/event-bus.ts';
import { startWebServer, type WebServer } from '../../../../src/host/web/server.ts';

let server: WebServer;
let events: EventBus;
let origin: string;

beforeEach(async () => {
  events = createEventBus();
  const page = { body: Buffer.from('<title>MCP Keyring</title>'), type: 'text/html; charset=utf-8' };
  const router = { answer: (request: unknown) => Promise.resolve({ ok: true as const, output: request }) };
  server = await startWebServer({ router, events, pages: new Map([['/', page]]), port: 0 });
  origin = new URL(server.newAddress()).origin;
});
afterEach(() => server.close());

async function openSession(address = server.newAddress()): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const call = (headers: Record<string, string>, body = '{"name":"app.info","input":{}}') =>
  fetch(`${origin}/api/call`, { method: 'POST', body, headers: { 'x-mcp-keyring': '1', ...headers } });

/** `fetch` does not let us choose the Host header. */
function statusWithHost(host: string, cookie: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${origin}/`, { headers: { host, cookie } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject).end();
  });
}

describe('the web shell', () => {
  it('shows the window and answers calls after the printed address was opened', async () => {
    const cookie = await openSession();
    expect(await (await fetch(origin, { headers: { cookie } })).text()).toContain('MCP Keyring');
    expect(await (await call({ cookie })).json()).toEqual({ ok: true, output: { name: 'app.info', input: {} } });
  });

  it('opens each address only once, and explains how to get another', async () => {
    const address = server.newAddress();
    await openSession(address);
    const again = await fetch(address, { redirect: 'manual' });
    expect(again.status).toBe(401);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(await again.text()).toContain('press Enter');
  });

  it('makes an unused address void when it prints a new one', async () => {
    const old = server.newAddress();
    server.newAddress();
    expect((await fetch(old, { redirect: 'manual' })).status).toBe(401);
  });

  it('reloads the same address in the browser that opened it', async () => {
    const address = server.newAddress();
    const cookie = await openSession(address);
    expect((await fetch(address, { redirect: 'manual', headers: { cookie } })).status).toBe(303);
  });

  it('keeps the session cookie from scripts and other sites', async () => {
    const response = await fetch(server.newAddress(), { redirect: 'manual' });
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  });

  it('answers nothing without a session', async () => {
    expect((await call({})).status).toBe(401);
    expect((await fetch(`${origin}/api/events`)).status).toBe(401);
    expect((await fetch(origin)).status).toBe(401);
  });

  it('refuses a name that only pretends to be this computer', async () => {
    const cookie = await openSession();
    expect(await statusWithHost('evil.example:80', cookie)).toBe(403);
    expect(await statusWithHost('localhost:1234', cookie)).toBe(200); // An ssh tunnel has another port.
  });

  it('refuses calls from other pages, even with the cookie', async () => {
    const cookie = await openSession();
    expect((await call({ cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await call({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await call({ cookie, 'x-mcp-keyring': '0' })).status).toBe(403);
  });

  it('refuses a body larger than any call', async () => {
    const cookie = await openSession();
    expect((await call({ cookie }, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  it('lets no script run that is not its own', async () => {
    const policy = (await fetch(origin)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
  });

  it('has no file outside the window’s own', async () => {
    const cookie = await openSession();
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/index.html/..%2f..%2fetc/passwd']) {
      expect((await fetch(origin + path, { headers: { cookie } })).status).toBe(404);
    }
  });

  it('tells the window what happens', async () => {
    const cookie = await openSession();
    const response = await fetch(`${origin}/api/events`, { headers: { cookie } });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    events.emit('connections.testProgress', { done: 1, total: 3 });
    expect((await reader.read()).value).toContain(
      '{"event":"connections.testProgress","payload":{"done":1,"total":3}}',
    );
    await reader.cancel();
  });
});
