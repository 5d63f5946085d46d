import { request, type OutgoingHttpHeaders } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import { portOf } from './proxy-rules.ts';

/** Rejects with the system's error, the signal's reason, or a reset where the other side just hangs up. */
async function arrival<T>(line: Socket, signal: AbortSignal, arrive: (done: (value: T) => void) => void): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const stop = (): void => {
    reject(signal.reason as Error);
    line.destroy();
  };
  const hungUp = (): void => {
    reject(Object.assign(new Error('The other side hung up'), { code: 'ECONNRESET' }));
  };
  signal.addEventListener('abort', stop);
  line.on('error', reject).on('close', hungUp);
  if (signal.aborted) stop();
  arrive(resolve);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    line.off('close', hungUp);
  }
}

export function connected(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const line = connect({ host, port });
  return arrival(line, signal, (done) => {
    line.once('connect', () => {
      done(line);
    });
  });
}

/** Speaks TLS over a line, whatever the certificate; `authorized` tells whether it is trusted. */
export function secured(line: Socket, host: string, ca: string[], signal: AbortSignal): Promise<tls.TLSSocket> {
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const trusted = ca.length === 0 ? {} : { ca };
  const secure = tls.connect({ socket: line, host, ...servername, ...trusted, rejectUnauthorized: false });
  return arrival(secure, signal, (done) => {
    secure.once('secureConnect', () => {
      done(secure);
    });
  });
}

/** Asks a proxy for a way to the server; the line leads there when the status is 200. */
export function tunnelled(line: Socket, url: URL, proxy: URL, signal: AbortSignal) {
  const target = `${url.hostname}:${String(portOf(url))}`;
  const headers = { host: target, ...credentialsFor(proxy) };
  return arrival<{ status: number; line: Socket }>(line, signal, (done) => {
    const asking = request({ createConnection: () => line, method: 'CONNECT', path: target, headers });
    asking.on('error', (error) => line.destroy(error));
    asking.once('connect', ({ statusCode = 0 }) => {
      done({ status: statusCode, line });
    });
    asking.end();
  });
}

export type Asked = { readonly status: number; readonly date: Date | undefined };
type Question = {
  readonly path: string;
  readonly url: URL;
  readonly proxy?: URL | undefined;
  readonly signal: AbortSignal;
};

/** One HEAD without any key. */
export function ask(line: Socket, { path, url, proxy, signal }: Question): Promise<Asked> {
  const headers = {
    host: url.host,
    'user-agent': 'mcp-keyring',
    ...(proxy === undefined ? {} : credentialsFor(proxy)),
  };
  return arrival(line, signal, (done) => {
    const asking = request({ createConnection: () => line, method: 'HEAD', path, headers });
    asking.on('error', (error) => line.destroy(error));
    asking.once('response', ({ statusCode = 0, headers: { date, age } }) => {
      done({ status: statusCode, date: timeFrom(date, age) });
    });
    asking.end();
  });
}

/** A cache's answer carries the time at which it was made, and how long ago that was. */
function timeFrom(date: string | undefined, age: string | undefined): Date | undefined {
  const time = Date.parse(date ?? '') + (Number(age ?? 0) || 0) * 1000;
  return Number.isNaN(time) ? undefined : new Date(time);
}

function credentialsFor({ username, password }: URL): OutgoingHttpHeaders {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
