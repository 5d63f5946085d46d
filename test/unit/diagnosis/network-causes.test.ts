import { createServer, type AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { createServer as createTlsServer, type Server } from 'node:https';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startProxy } from '../../fakes/proxy/start-proxy.ts';
import { connectionTo, diagnosing, type Diagnosed } from './harness.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/tls');
const root = join(fixtures, 'root.pem');
const secret = 'opapi-0123456789abcdef0123456789abcdef';
const soon = { now: () => new Date('2125-12-25T12:00:00Z') };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An OpenProject of one answer behind the given certificates, the server's own first. */
async function secureServer(...certificates: string[]): Promise<number> {
  const chain = await Promise.all(certificates.map((name) => readFile(join(fixtures, `${name}.pem`), 'utf8')));
  const key = await readFile(join(fixtures, 'own-key.pem'));
  const server: Server = createTlsServer({ cert: chain.join(''), key }, (_request, response) => {
    response
      .setHeader('content-type', 'application/json')
      .end('{"_type":"User","id":7,"name":"Mia Larsen","login":"mia","status":"active"}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

type Way = { proxy?: string; caFile?: string };

function diagnose(baseUrl: string, way: Way = {}, setting: Parameters<typeof diagnosing>[0] = {}): Promise<Diagnosed> {
  const connection = connectionTo(
    { url: baseUrl, accounts: [{ method: 'api-key', secret }] },
    {
      provider: 'openproject',
      endpoint: { baseUrl, deployment: 'data-center' },
      options: { timeoutMs: 3000, retries: 3, maxParallel: 4, ...way },
    },
  );
  return diagnosing(setting).saved(connection, secret);
}

async function diagnoseTls(certificates: string[], way: Way = {}): Promise<Diagnosed> {
  return diagnose(`https://localhost:${String(await secureServer(...certificates))}`, way);
}

const editing = { do: 'edit-connection' };

describe('a certificate', () => {
  it('that is trusted by the file of the connection is told with its end and its issuer', async () => {
    const found = await diagnoseTls(['good', 'intermediate'], { caFile: root });
    expect(found.step('tls')).toMatchObject({
      state: 'good',
      detail: 'Valid until 1 January 2126, issued by Example Corp Issuing CA.',
    });
    expect(found.report.works).toBe(true);
  });

  it('of an authority that is not known here names that authority', async () => {
    const { report, step } = await diagnoseTls(['good', 'intermediate']);
    expect(report).toMatchObject({ works: false, problem: { code: 'tls-failure' }, action: editing });
    expect(report.problem?.message).toContain('The authority “Example Corp Root CA” is not known to this computer');
    expect(step('system').state).toBe('skipped');
  });

  it('sent alone is told apart: its issuer’s is missing', async () => {
    const { report } = await diagnoseTls(['good'], { caFile: root });
    expect(report).toMatchObject({ works: false, problem: { code: 'tls-failure' }, action: editing });
    expect(report.problem?.message).toMatch(
      /sent its own certificate alone: the one of its issuer, “Example Corp Issuing CA”/,
    );
    expect(report.problem?.message).toContain('The file that is chosen now does not hold it.');
    expect(report.problem?.next).toContain('has to add the certificates in between');
  });

  it('that has expired says since when, and to look at the clock first', async () => {
    const { report, step } = await diagnoseTls(['expired', 'intermediate'], { caFile: root });
    expect(report).toMatchObject({ works: false, problem: { code: 'tls-failure' }, action: { do: 'run-again' } });
    expect(report.problem?.message).toContain('it was valid until 3 March 2025');
    expect(report.problem?.next).toContain('date and time');
    expect(step('clock').state).toBe('good');
  });

  it('that is not valid yet says from when on', async () => {
    const { report } = await diagnoseTls(['not-yet-valid', 'intermediate'], { caFile: root });
    expect(report.problem).toMatchObject({ code: 'tls-failure' });
    expect(report.problem?.message).toContain('it begins on 1 January 2100');
  });

  it('that has expired by a clock that is wrong blames the clock', async () => {
    const port = await secureServer('expired', 'intermediate');
    const ahead = { now: () => new Date(Date.now() + 3 * 86_400_000) };
    const found = await diagnose(`https://localhost:${String(port)}`, { caFile: root }, { clock: ahead });
    expect(found.step('clock')).toMatchObject({ state: 'failed' });
    expect(found.step('clock').detail).toContain('is 3 days ahead');
    expect(found.report).toMatchObject({ works: false, problem: { code: 'clock-skew' } });
  });

  it('for other names lists them', async () => {
    const { report } = await diagnoseTls(['wrong-host', 'intermediate'], { caFile: root });
    expect(report).toMatchObject({ works: false, problem: { code: 'tls-failure' }, action: editing });
    expect(report.problem?.message).toContain('belongs to jira.example.com and wiki.example.com');
  });

  it('that vouches for itself says so', async () => {
    const { report } = await diagnoseTls(['self-signed']);
    expect(report).toMatchObject({ works: false, problem: { code: 'tls-failure' }, action: editing });
    expect(report.problem?.message).toContain('self-signed');
  });

  it('that ends within two weeks is a warning', async () => {
    const port = await secureServer('good', 'intermediate');
    const found = await diagnose(`https://localhost:${String(port)}`, { caFile: root }, { clock: soon });
    expect(found.step('tls')).toMatchObject({ state: 'warning' });
    expect(found.step('tls').detail).toContain('That is in 7 days.');
    expect(found.report.works).toBe(true);
  });

  it('that cannot be checked because the chosen file is gone says which file', async () => {
    const { report } = await diagnoseTls(['good'], { caFile: '/home/mia/gone.pem' });
    expect(report.problem?.message).toContain('gone.pem, cannot be read');
    expect(report.text).toContain('~/gone.pem');
    expect(report.text).not.toContain('/home/mia');
  });

  it('is not to be had where no TLS is spoken', async () => {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()).end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => server.close());
    const { report } = await diagnose(`https://localhost:${String((server.address() as AddressInfo).port)}`);
    expect(report).toMatchObject({ works: false, problem: { code: 'tls-failure' }, action: editing });
    expect(report.problem?.message).toContain('does not speak HTTPS');
  });
});

describe('the way there', () => {
  it('ends at a name that nobody knows', async () => {
    const { report, step } = await diagnose('https://nonexistent.invalid');
    expect(report).toMatchObject({ works: false, problem: { code: 'name-not-resolved' }, action: editing });
    expect(step('name').state).toBe('failed');
    expect(step('connection').detail).toBe('Not looked at, because of “Name”.');
  });

  it('ends at a port where nothing answers', async () => {
    const { report, step } = await diagnose('https://127.0.0.1:1');
    expect(report).toMatchObject({ works: false, problem: { code: 'connection-refused' }, action: editing });
    expect(step('connection').state).toBe('failed');
  });

  it('over http:// to another computer is a warning, because the key is unprotected', async () => {
    const { step } = await diagnose('http://nonexistent.invalid');
    expect(step('address')).toMatchObject({ state: 'warning' });
    expect(step('address').detail).toContain('unprotected');
  });
});

describe('a proxy, a program of its own,', () => {
  let open: Awaited<ReturnType<typeof startProxy>>;
  beforeAll(async () => {
    open = await startProxy();
  });
  afterAll(() => open.close());

  it('that lets us through is told, and the name is its business', async () => {
    const port = await secureServer('good', 'intermediate');
    const found = await diagnose(`https://openproject.example:${String(port)}`, { proxy: open.url, caFile: root });
    expect(found.step('proxy').detail).toBe(`${open.host}, named in the connection: it answers and lets us through.`);
    expect(found.step('name')).toMatchObject({ state: 'skipped', detail: 'The proxy looks the name up.' });
    expect(found.report.problem?.message).toContain('belongs to localhost');
    expect(open.seen).toContain(`CONNECT openproject.example:${String(port)}`);
  });

  it.each([407, 403])('that answers %d is the cause', async (status) => {
    const proxy = await startProxy(status);
    closing.push(proxy.close);
    const { report, step } = await diagnose('https://openproject.example', { proxy: proxy.url });
    expect(report).toMatchObject({ works: false, problem: { code: 'proxy-refused' }, action: editing });
    expect(report.problem?.message).toContain(proxy.host);
    expect(step('connection').state).toBe('skipped');
  });

  it('of the settings that refuses leads to the settings', async () => {
    const proxy = await startProxy(407);
    closing.push(proxy.close);
    const { report } = await diagnose('http://openproject.example', {}, { settings: { proxy: proxy.url } });
    expect(report).toMatchObject({
      problem: { code: 'proxy-refused' },
      action: { do: 'open-settings', section: 'network' },
    });
    expect(report.problem?.message).toContain('wants a user name and a password');
  });

  it('that does not reach the server fails the next step', async () => {
    const proxy = await startProxy(502);
    closing.push(proxy.close);
    const { report, step } = await diagnose('https://openproject.example', { proxy: proxy.url });
    expect(step('proxy').state).toBe('good');
    expect(report.problem).toMatchObject({ code: 'network-failure' });
    expect(report.problem?.message).toContain(
      `The proxy ${proxy.host} could not reach openproject.example (status 502)`,
    );
  });

  it('that is not there is named', async () => {
    const { report, step } = await diagnose('https://openproject.example', { proxy: 'http://127.0.0.1:1' });
    expect(step('proxy').state).toBe('failed');
    expect(report.problem).toMatchObject({
      code: 'connection-refused',
      message: 'The proxy 127.0.0.1:1 does not answer.',
    });
  });

  it('of the environment is used as by the connections, and not for what NO_PROXY names', async () => {
    const env = { https_proxy: 'http://mia:hidden-word@127.0.0.1:1', no_proxy: '.invalid' };
    const through = await diagnose('https://openproject.example', {}, { env });
    expect(through.report.problem?.message).toBe('The proxy 127.0.0.1:1 does not answer.');
    expect(JSON.stringify(through)).not.toContain('hidden-word');
    const direct = await diagnose('https://nonexistent.invalid', {}, { env });
    expect(direct.step('proxy').detail).toBe('None: the direct way is taken.');
  });
});
