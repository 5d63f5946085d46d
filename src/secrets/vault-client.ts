import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { AppError, type Problem } from '../lib/app-error.ts';
import type { SecretStore, StoreStatus } from './secret-store.ts';
import { agentAnswer, type AgentAnswer, type AgentRequest } from './vault-agent-wire.ts';
import { vaultLocked } from './vault.ts';

type ClientOptions = {
  /** vaultAgentPath() */
  readonly path: string;
};

/** Longer than the app needs to read the vault; an app that hangs must not hang Claude. */
const patienceMs = 5_000;

/** The vault as an `mcp` process sees it: through the app that holds it open, and read only. */
export function createVaultClient({ path }: ClientOptions): SecretStore {
  const readOnly = (): Promise<never> =>
    Promise.reject(
      new AppError('not-running', 'Keys are stored by the MCP Keyring app only.', 'Open MCP Keyring and do it there.'),
    );
  return {
    home: 'vault',
    get: async (account) => {
      const answer = await ask(path, { ask: 'get', account });
      if (!('secret' in answer)) throw vaultLocked();
      return answer.secret ?? undefined;
    },
    set: readOnly,
    delete: readOnly,
    status: () => status(path),
  };
}

async function status(path: string): Promise<StoreStatus> {
  try {
    const answer = await ask(path, { ask: 'status' });
    return 'status' in answer ? answer.status : { state: 'locked', problem: vaultLocked().toProblem() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const state = error.code === 'vault-locked' ? 'locked' : 'unavailable';
    return { state, problem: error.toProblem() };
  }
}

async function ask(path: string, request: AgentRequest): Promise<Extract<AgentAnswer, { ok: true }>> {
  const answer = await exchange(path, request);
  if (answer === undefined) throw vaultLocked();
  if (!answer.ok) throw fromProblem(answer.problem);
  return answer;
}

/** Undefined when nobody gives an answer: no app runs, or its vault was locked at this moment. */
async function exchange(path: string, request: AgentRequest): Promise<AgentAnswer | undefined> {
  const socket = connect(path);
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('No answer')));
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    return agentAnswer.safeParse(JSON.parse(await text(socket))).data;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

const fromProblem = ({ code, message, next, link }: Problem): AppError => new AppError(code, message, next, { link });
