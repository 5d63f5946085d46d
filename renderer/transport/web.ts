import type { Transport } from '../../src/api/client.ts';
import { eventMessage, type CallAnswer, type CallRequest, type EventMessage } from '../../src/api/wire.ts';
import type { LinkControl } from './link.ts';

export type EventStream = {
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: Event) => unknown) | null;
  close(): void;
};

/** What the page offers; a test passes its own. */
export type WebParts = {
  readonly fetch: typeof globalThis.fetch;
  readonly openEvents: (url: string) => EventStream;
  readonly wait: (ms: number) => Promise<void>;
  readonly link: LinkControl;
};

const retryMs = 1500;

function failed(message: string, next: string): CallAnswer {
  return { ok: false, error: { code: 'not-running', message, next } };
}
const gone = failed('MCP Keyring is not running.', 'Start it again; this window reconnects by itself.');
const signedOut = failed('This window is no longer signed in.', 'Open the address printed in the terminal again.');

/** Calls over HTTP and events over an event stream, both from where the page came; reconnects by itself. */
export class WebTransport implements Transport {
  readonly #parts: WebParts;
  readonly #listeners = new Set<(message: EventMessage) => void>();
  #events: EventStream | undefined;
  #recovering = false;

  constructor(parts: WebParts) {
    this.#parts = parts;
    this.#listen();
  }

  async send(request: CallRequest): Promise<unknown> {
    const response = await this.#post(request);
    if (response === undefined || response.status === 401) void this.#recover();
    if (response === undefined) return gone;
    if (response.status === 401) return signedOut;
    return response.json();
  }

  subscribe(listener: (message: EventMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Undefined when nobody answered. */
  async #post(request: CallRequest): Promise<Response | undefined> {
    try {
      return await this.#parts.fetch('/api/call', {
        method: 'POST',
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { 'content-type': 'application/json', 'x-mcp-keyring': '1' },
        body: JSON.stringify(request),
      });
    } catch {
      return undefined;
    }
  }

  #listen(): void {
    const events = this.#parts.openEvents('/api/events');
    this.#events = events;
    events.onopen = () => {
      this.#parts.link.set('up');
    };
    events.onmessage = ({ data }) => {
      const message = eventMessage.parse(JSON.parse(String(data)));
      for (const listener of this.#listeners) listener(message);
    };
    events.onerror = () => void this.#recover();
  }

  /** Asks until the host answers, then listens again. One at a time. */
  async #recover(): Promise<void> {
    if (this.#recovering) return;
    this.#recovering = true;
    this.#events?.close();
    for (let answered = false; !answered;) {
      const response = await this.#post({ name: 'app.info', input: {} });
      answered = response?.ok === true;
      if (!answered) this.#parts.link.set(response?.status === 401 ? 'signed-out' : 'down');
      await this.#parts.wait(retryMs);
    }
    this.#recovering = false;
    this.#listen();
  }
}
