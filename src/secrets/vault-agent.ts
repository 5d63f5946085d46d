import { chmod, mkdir, rm } from 'node:fs/promises';
import { connect, createServer, Socket, type Server } from 'node:net';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';
import { toProblem } from '../lib/app-error.ts';
import type { Logger } from '../lib/logger.ts';
import type { SecretStore } from './secret-store.ts';
import { agentRequest, longestRequest, type AgentAnswer, type AgentRequest } from './vault-agent-wire.ts';

/** Answers other processes of the same user while the vault is unlocked (docs/decisions/0004). */
export interface VaultAgent {
  /** Call after unlocking. Ends when it listens, or when it waits for another app that listens already to end. */
  open(): Promise<void>;
  /** Call before locking and at the end. */
  close(): Promise<void>;
}

type AgentOptions = {
  readonly vault: Pick<SecretStore, 'get' | 'status'>;
  /** vaultAgentPath() */
  readonly path: string;
  readonly logger: Logger;
};

/** A client that connects and then says nothing. */
const patienceMs = 5_000;

export function createVaultAgent(options: AgentOptions): VaultAgent {
  return new Agent(options);
}

class Agent implements VaultAgent {
  readonly #options: AgentOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #living: Socket | undefined;
  #wanted = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: AgentOptions) {
    this.#options = options;
  }

  open(): Promise<void> {
    this.#wanted = true;
    return this.#inTurn(() => this.#listenOrWait());
  }

  close(): Promise<void> {
    this.#wanted = false;
    return this.#inTurn(async () => {
      this.#living?.destroy();
      for (const socket of this.#sockets) socket.destroy();
      if (this.#server === undefined) return;
      const closed = once(this.#server, 'close');
      this.#server.close();
      this.#server = undefined;
      await closed;
    });
  }

  async #listenOrWait(): Promise<void> {
    if (!this.#wanted || this.#server !== undefined || this.#living !== undefined) return;
    const { path } = this.#options;
    const found = await exclusively(path, async () => (await connectTo(path)) ?? (await this.#listen()));
    if (found instanceof Socket) this.#waitFor(found);
    else this.#server = found;
  }

  async #listen(): Promise<Server> {
    const { path } = this.#options;
    // Nobody answered there: what a crash left behind.
    if (!isPipe(path)) await rm(path, { force: true });
    const server = createServer((socket) => {
      this.#serve(socket);
    });
    server.listen(path);
    await once(server, 'listening');
    if (!isPipe(path)) await chmod(path, 0o600);
    return server;
  }

  /** Another app is there. When it ends or is locked, its place is ours. */
  #waitFor(living: Socket): void {
    this.#living = living;
    living.write(line({ ask: 'watch' } satisfies AgentRequest));
    living.resume();
    living.on('error', () => undefined);
    living.once('close', () => {
      this.#living = undefined;
      this.#inTurn(() => this.#listenOrWait()).catch((error: unknown) => {
        this.#options.logger.warn('The vault cannot be offered to other processes', { error });
      });
    });
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // A client that goes away early is its own affair.
    socket.on('error', () => undefined);
    socket.setTimeout(patienceMs, () => socket.destroy());
    let text = '';
    socket.setEncoding('utf8').on('data', (data: string) => {
      text += data;
      const end = text.indexOf('\n');
      if (end === -1 && text.length < longestRequest) return;
      socket.removeAllListeners('data').resume();
      void this.#answer(socket, text.slice(0, Math.max(0, end)));
    });
  }

  async #answer(socket: Socket, text: string): Promise<void> {
    const request = parseRequest(text);
    if (request === undefined) socket.destroy();
    else if (request.ask === 'watch') socket.setTimeout(0);
    else socket.end(line(await this.#answerTo(request)));
  }

  async #answerTo(request: Exclude<AgentRequest, { ask: 'watch' }>): Promise<AgentAnswer> {
    const { vault, logger } = this.#options;
    try {
      if (request.ask === 'status') return { ok: true, status: await vault.status() };
      return { ok: true, secret: (await vault.get(request.account)) ?? null };
    } catch (error) {
      logger.debug('The vault could not answer another process', { error });
      return { ok: false, problem: toProblem(error) };
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const isPipe = (path: string): boolean => path.startsWith('\\\\.\\pipe\\');

function parseRequest(text: string): AgentRequest | undefined {
  try {
    return agentRequest.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Undefined when nobody listens. */
async function connectTo(path: string): Promise<Socket | undefined> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return undefined;
  }
}

/** Looking and taking the place are one step, or two apps that start at once would both find it free. */
async function exclusively<T>(path: string, work: () => Promise<T>): Promise<T> {
  if (isPipe(path)) return work();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const release = await lock(path, {
    realpath: false,
    stale: 10_000,
    retries: { retries: 20, minTimeout: 20 },
    // Lost by a long sleep of the computer; the library would end the process. Whoever listens by then has the place.
    onCompromised: () => undefined,
  });
  try {
    return await work();
  } finally {
    await release().catch(() => undefined);
  }
}
