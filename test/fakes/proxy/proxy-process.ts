import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * A proxy as companies have them, a program of its own: `node proxy-process.ts [status]`. With a status it answers that
 * instead of letting anybody through. Leads every name to this computer. Prints its port, then one line per request.
 */
const status = Number(process.argv[2] ?? 0);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const reason = status === 407 ? 'Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="corp"' : 'No';

function tunnel(request: IncomingMessage, client: Duplex): void {
  say(`CONNECT ${request.url ?? ''}`);
  client.on('error', () => client.destroy());
  if (status !== 0) {
    client.end(`HTTP/1.1 ${String(status)} ${reason}\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  const server = connect(Number((request.url ?? '').split(':').at(-1)), '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    server.pipe(client).pipe(server);
  });
  server.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  client.on('close', () => server.destroy());
}

const proxy = createServer((request, response) => {
  say(`${request.method ?? ''} ${request.url ?? ''}`);
  response.writeHead(status === 0 ? 200 : status).end();
});
proxy.on('connect', tunnel).listen(0, '127.0.0.1', () => {
  say(String((proxy.address() as AddressInfo).port));
});
