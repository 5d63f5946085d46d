import { z } from 'zod';
import type { EventMessage } from '../api/wire.ts';
import type { HostState } from './host-process.ts';

const serverState = z.object({ state: z.enum(['stopped', 'starting', 'running', 'waiting']) });
type ServerState = z.infer<typeof serverState>['state'];

const serverLines: Readonly<Record<ServerState, string>> = {
  stopped: 'the MCP server is stopped',
  starting: 'the MCP server is starting',
  running: 'the MCP server is running',
  waiting: 'the MCP server is being restarted',
};
const hostLines: Readonly<Record<HostState, string>> = { starting: 'starting', up: 'ready', down: 'restarting' };

/** What the window has to fetch anew from a host that was started again: it missed these events. */
const missed: readonly EventMessage[] = [
  'connections.changed',
  'secrets.changed',
  'activity.added',
  'preferences.changed',
  'reminders.changed',
].map((event) => ({ event, payload: {} }));

/** One line for the tray on how host and MCP server are. */
export class HostStatus {
  readonly #changed: (line: string) => void;
  #state: HostState = 'starting';
  #server: ServerState | undefined;
  #wasDown = false;

  constructor(changed: (line: string) => void) {
    this.#changed = changed;
  }

  get line(): string {
    const server = this.#state === 'up' ? this.#server : undefined;
    return server === undefined ? hostLines[this.#state] : serverLines[server];
  }

  note({ event, payload }: EventMessage): void {
    if (event !== 'server.changed') return;
    this.#server = serverState.safeParse(payload).data?.state;
    this.#changed(this.line);
  }

  /** Returns what the window is to be told. */
  change(state: HostState): readonly EventMessage[] {
    this.#state = state;
    if (state === 'down') [this.#wasDown, this.#server] = [true, undefined];
    this.#changed(this.line);
    return state === 'up' && this.#wasDown ? missed : [];
  }
}
