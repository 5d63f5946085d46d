import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHostFetch } from '../../../src/host/network.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/tls');
const authority = join(fixtures, 'authority.pem');

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

/** A proxy as companies have them: CONNECT for https, whole addresses for http. */
const seenByProxy: string[] = [];
const proxy = createServer((request, response) => {
  seenByProxy.push(`${request.method ?? ''} ${request.url ?? ''}`);
  response.end('by proxy');
});
proxy.on('connect', (request, socket) => {
  seenByProxy.push(`CONNECT ${request.url ?? ''}`);
  const [, port] = (request.url ?? '').split(':');
  const upstream = connect(Number(port), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
  });
  for (const side of [socket, upstream]) side.on('error', () => upstream.destroy());
});
let secure: Server;
let proxyUrl: string;
let securePort: number;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'network-'));
  secure = createTlsServer(
    { cert: await readFile(join(fixtures, 'server.pem')), key: await readFile(join(fixtures, 'server-key.pem')) },
    (_request, response) => response.end('hello'),
  );
  securePort = await listening(secure);
  proxyUrl = `http://127.0.0.1:${String(await listening(proxy))}`;
});
beforeEach(() => {
  seenByProxy.length = 0;
});
afterAll(() => {
  for (const server of [secure, proxy]) {
    server.close();
    server.closeAllConnections();
  }
});

const read = async (answer: Promise<Response>): Promise<string> => (await answer).text();

describe('the way out of a company’s network', () => {
  it('trusts an authority from the file that a connection names', async () => {
    const fetch = createHostFetch({});
    expect(await read(fetch(`https://localhost:${String(securePort)}/`, {}, { caFile: authority }))).toBe('hello');
  });

  it('does not trust that authority for a connection that does not name it', async () => {
    const fetch = createHostFetch({});
    await fetch(`https://localhost:${String(securePort)}/`, {}, { caFile: authority });
    await expect(fetch(`https://localhost:${String(securePort)}/`, {})).rejects.toThrow();
  });

  it('uses the file of the settings for connections that name none', async () => {
    const fetch = createHostFetch({}, () => Promise.resolve({ caFile: authority }));
    expect(await read(fetch(`https://localhost:${String(securePort)}/`))).toBe('hello');
  });

  it('says which file is missing or holds no certificate', async () => {
    const fetch = createHostFetch({});
    const empty = join(folder, 'empty.pem');
    await writeFile(empty, 'nothing');
    await expect(fetch('https://localhost/', {}, { caFile: join(folder, 'gone.pem') })).rejects.toThrow(
      /gone\.pem, cannot/,
    );
    await expect(fetch('https://localhost/', {}, { caFile: empty })).rejects.toThrow(
      /empty\.pem, holds no certificate/,
    );
  });

  it('goes through the proxy of the connection, before the one of the settings', async () => {
    const fetch = createHostFetch({}, () => Promise.resolve({ proxy: 'http://127.0.0.1:9' }));
    expect(await read(fetch('http://jira.example/rest', {}, { proxy: proxyUrl }))).toBe('by proxy');
    expect(seenByProxy).toEqual(['GET http://jira.example/rest']);
  });

  it('lets the proxy see no more of an https request than its host', async () => {
    const fetch = createHostFetch({ NO_PROXY: '' }, () => Promise.resolve({ proxy: proxyUrl, caFile: authority }));
    // Resolved by the proxy, which leads every name to this computer.
    const answer = fetch(`https://jira.example:${String(securePort)}/secret-path`, {});
    await expect(answer).rejects.toMatchObject({ cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
    expect(seenByProxy).toEqual([`CONNECT jira.example:${String(securePort)}`]);
  });

  it('takes the direct way to this computer and to what NO_PROXY names', async () => {
    const here = createServer((_request, response) => response.end('direct'));
    const address = `http://127.0.0.1:${String(await listening(here))}/`;
    const fetch = createHostFetch({ NO_PROXY: 'intern.example' }, () => Promise.resolve({ proxy: proxyUrl }));
    expect(await read(fetch(address))).toBe('direct');
    await expect(fetch('http://intern.example/')).rejects.toThrow();
    expect(seenByProxy).toEqual([]);
    here.close();
  });

  it('takes no proxy where the connection says none', async () => {
    const fetch = createHostFetch({ HTTP_PROXY: proxyUrl }, () => Promise.resolve({ proxy: proxyUrl }));
    await expect(fetch('http://jira.invalid/', {}, { proxy: 'none' })).rejects.toThrow();
    expect(seenByProxy).toEqual([]);
  });

  it('still works for a connection when the settings cannot be read', async () => {
    const fetch = createHostFetch({}, () => Promise.reject(new Error('damaged')));
    expect(await read(fetch('http://jira.example/', {}, { proxy: proxyUrl }))).toBe('by proxy');
  });
});
