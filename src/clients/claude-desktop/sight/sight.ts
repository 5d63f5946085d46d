import { AppError } from '../../../lib/app-error.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Surroundings } from '../../../settings/data-folder.ts';
import type { ClaudeStatus } from '../status.ts';
import {
  checkConnections,
  checkEnd,
  checkHello,
  checkKey,
  checkOutput,
  checkStart,
  checkTools,
  helloWithinMs,
  type OwnConnection,
  type Tools,
} from './checks.ts';
import { claudeEnvironments, claudeFolder } from './claude-environment.ts';
import { Conversation, type SpawnServer } from './conversation.ts';
import { entryToStart, type EntryToStart } from './entry-to-start.ts';
import { bad, good, type Outcome } from './outcome.ts';
import type { SightReport, SightStep, SightStepId, SightVerdict } from './sight-report.ts';

export type SightParts = {
  readonly surroundings: Surroundings;
  readonly status: () => Promise<Pick<ClaudeStatus, 'locations' | 'entry'>>;
  readonly connections: () => Promise<readonly OwnConnection[]>;
  readonly spawn: SpawnServer;
  readonly clock: Clock;
  /** Hides what is or may be a key in a line of another program. */
  readonly mask: (line: string) => string;
};

export interface Sight {
  /** Starts our server as Claude would and tells step by step what comes of it. */
  look(tell: (step: SightStep) => void): Promise<SightReport>;
}

export function createSight(parts: SightParts): Sight {
  return { look: (tell) => new Look(parts, tell).report() };
}

const order: readonly SightStepId[] = ['entry', 'start', 'hello', 'tools', 'connections', 'key', 'output', 'end'];

/** What depends on nothing but the program that is started. */
const ofProgram: ReadonlySet<SightStepId> = new Set(['start', 'hello', 'tools', 'output']);
const installAgain = 'This is what would be added to Claude. Install MCP Keyring again, then look again.';

class Look {
  readonly #parts: SightParts;
  readonly #tell: (step: SightStep) => void;
  readonly #outcomes = new Map<SightStepId, Outcome>();
  #runs: readonly Conversation[] = [];
  #tools: Tools = [];

  constructor(parts: SightParts, tell: (step: SightStep) => void) {
    this.#parts = parts;
    this.#tell = tell;
  }

  async report(): Promise<SightReport> {
    const { entry: offered } = await this.#parts.status();
    let entry: EntryToStart = { ...offered, env: {}, from: 'offered' };
    const isReady = await this.#step('entry', async () => {
      entry = await entryToStart(await this.#parts.status());
      return good(
        entry.from === 'file' ? 'From Claude’s file.' : 'Not in Claude’s file yet; what would be added is tried.',
      );
    });
    if (isReady) await this.#talk(entry);
    return this.#summary(entry);
  }

  async #talk(entry: EntryToStart): Promise<void> {
    const { surroundings, clock, spawn, connections } = this.#parts;
    const { command, args } = entry;
    const cwd = claudeFolder(surroundings.platform);
    this.#runs = claudeEnvironments(surroundings, entry.env).map(
      (env) => new Conversation({ command, args, env, cwd }, { spawn, clock }),
    );
    try {
      if (!(await this.#step('start', () => checkStart(this.#runs)))) return;
      await this.#ask(await connections());
      await this.#step('output', () => Promise.resolve(checkOutput(this.#runs)));
    } finally {
      await this.#end();
    }
  }

  async #ask(own: readonly OwnConnection[]): Promise<void> {
    const { clock } = this.#parts;
    const [run] = this.#runs;
    if (run === undefined || !(await this.#step('hello', () => checkHello(this.#runs, clock)))) return;
    const listed = await this.#step('tools', async () => {
      const { tools, ...outcome } = await checkTools(this.#runs, clock);
      this.#tools = tools;
      return outcome;
    });
    if (listed && (await this.#step('connections', () => checkConnections(run, own))))
      await this.#step('key', () => checkKey(run, own));
  }

  /** What ended by itself before it was asked has been told of. */
  async #end(): Promise<void> {
    const hello = this.#outcomes.get('hello');
    const outcome = await checkEnd(this.#runs);
    if (hello !== undefined && hello.state !== 'failed') await this.#step('end', () => Promise.resolve(outcome));
  }

  /** Whether the ones after it make sense. */
  async #step(id: SightStepId, check: () => Promise<Outcome>): Promise<boolean> {
    this.#tell({ id, state: 'running' });
    const outcome = await check().catch((error: unknown) => {
      if (error instanceof AppError) return bad('failed', error.message, error.next);
      throw error;
    });
    this.#outcomes.set(id, outcome);
    this.#tell(this.#told(id));
    return outcome.state !== 'failed';
  }

  #told(id: SightStepId): SightStep {
    const { state, detail, durationMs } = this.#outcomes.get(id) ?? { state: 'skipped' as const };
    return {
      ...{ id, state },
      ...(detail !== undefined && { detail: this.#parts.mask(detail) }),
      ...(durationMs !== undefined && { durationMs }),
    };
  }

  #summary({ from, path, command, args, env }: EntryToStart): SightReport {
    const { surroundings, mask } = this.#parts;
    const folder = claudeFolder(surroundings.platform);
    const [environment = {}] = claudeEnvironments(surroundings, env);
    const helloMs = this.#outcomes.get('hello')?.durationMs;
    const lines = (kind: 'strayLines' | 'log') => this.#runs.flatMap((run) => run[kind].map(mask));
    return {
      started: {
        ...{ from, command, args: args.map(mask), environment: Object.keys(environment).toSorted() },
        ...(path !== undefined && { path }),
        ...(folder !== undefined && { folder }),
      },
      steps: order.map((id) => this.#told(id)),
      ...(helloMs !== undefined && { helloMs }),
      helloWithinMs,
      tools: this.#tools,
      strayLines: lines('strayLines').slice(0, 20),
      log: lines('log').slice(-40),
      verdict: this.#verdict(from),
    };
  }

  #worst(): (Outcome & { readonly id: SightStepId }) | undefined {
    const outcomes = order.flatMap((id) => {
      const outcome = this.#outcomes.get(id);
      return outcome === undefined ? [] : [{ id, ...outcome }];
    });
    return outcomes.find(({ state }) => state === 'failed') ?? outcomes.find(({ state }) => state === 'warning');
  }

  /** The first failure says it; a warning where there is none. */
  #verdict(from: EntryToStart['from']): SightVerdict {
    const worst = this.#worst();
    if (worst?.meaning !== undefined) {
      const { mask } = this.#parts;
      const { title, next } = worst.meaning;
      const state = worst.state === 'failed' ? 'failed' : 'warning';
      // There is no entry to put right: it is this program itself that does not run.
      const isOurs = from === 'offered' && state === 'failed' && ofProgram.has(worst.id);
      return { state, title: mask(title), next: isOurs ? installAgain : next };
    }
    if (from === 'offered')
      return {
        state: 'good',
        title: 'Claude could use MCP Keyring as it is.',
        next: 'Add it to Claude Desktop above.',
      };
    const next =
      'If Claude shows no tools all the same, quit it completely and start it again; then look at its log below.';
    return { state: 'good', title: 'Claude can use MCP Keyring.', next };
  }
}
