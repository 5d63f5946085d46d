import type { Connection } from '../connections/connection.ts';
import { AppError } from '../lib/app-error.ts';
import { systemName } from './answer.ts';
import type { ToolCall } from './tool.ts';

/** MCP clients give up after 60 s by default; an answer that says which system is slow must come before. */
const deadlineMs = 50_000;

/** Runs `work`, aborts it when the caller cancels or time is up, and says which system it was that took so long. */
export async function withinTime<T>(
  { clock, signal }: Pick<ToolCall, 'clock' | 'signal'>,
  connection: Connection,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const over = new AbortController();
  const tooSlow = async (): Promise<never> => {
    await clock.wait(deadlineMs, AbortSignal.any([signal, over.signal])).catch((error: unknown) => {
      throw signal.aborted ? new AppError('cancelled', 'The call was cancelled.', 'Call the tool again.') : error;
    });
    const error = new AppError(
      'timeout',
      `${connection.name} (${systemName(connection.provider)}) did not answer within ${deadlineMs / 1000} seconds.`,
      'Try again later, ask for less, or check whether the system is reachable.',
    );
    stop.abort(error);
    throw error;
  };
  try {
    return await Promise.race([work(AbortSignal.any([signal, stop.signal])), tooSlow()]);
  } finally {
    over.abort();
  }
}
