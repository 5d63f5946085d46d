import type { z } from 'zod';
import { AppError, toProblem } from '../lib/app-error.ts';
import type { Logger } from '../lib/logger.ts';
import { contract, type CallName, type HandlerInput, type HandlerOutput } from './contract.ts';
import { callRequest, type CallAnswer } from './wire.ts';

export type Handlers = { readonly [N in CallName]: (input: HandlerInput<N>) => Promise<HandlerOutput<N>> };

export interface Router {
  /** Answers anything, however malformed; never throws. */
  answer(request: unknown): Promise<CallAnswer>;
}

/** The host's end of the contract: checks what comes in, and lets out only what the contract declares. */
export function createRouter(handlers: Handlers, logger: Logger): Router {
  return {
    async answer(request) {
      try {
        return { ok: true, output: await handle(request, handlers) };
      } catch (error) {
        const problem = toProblem(error);
        if (problem.code === 'internal') logger.error('A call failed', { name: nameOf(request), error });
        return { ok: false, error: problem };
      }
    },
  };
}

async function handle(request: unknown, handlers: Handlers): Promise<unknown> {
  const { name, input } = callRequest.parse(request);
  if (!isCallName(name)) throw unknownCall(name);
  const checked = contract[name].input.safeParse(input);
  if (!checked.success) throw invalidInput(checked.error);
  const run = handlers[name] as (input: unknown) => Promise<unknown>;
  return contract[name].output.parse(await run(checked.data));
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}

function nameOf(request: unknown): string {
  return callRequest.safeParse(request).data?.name ?? 'unreadable';
}

function unknownCall(name: string): AppError {
  return new AppError('unknown-call', `There is no call "${name.slice(0, 80)}".`, 'Restart MCP Keyring.');
}

/** Names the field and what is wrong with it; never the value, which may be a key. */
function invalidInput(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return new AppError(
    'invalid-input',
    field === '' ? 'The input is incomplete.' : `Check "${field}".`,
    issue?.message ?? '',
  );
}
