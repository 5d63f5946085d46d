import { findById } from '../connections/connection-file.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../lib/app-error.ts';
import { authMethodOf } from '../providers/auth-method.ts';
import type { Engine } from './parts.ts';
import type { RotationPlan } from './rotation.ts';
import { holdersOf, readKey } from './same-key.ts';
import { supportsTokens } from './tokens.ts';
import { clientFor, elsewhereOf } from './trial.ts';
import { tokenPageOf } from './view.ts';

/** The window waits for this. */
const mostMs = 5000;

export async function planRotation(engine: Engine, connectionId: string): Promise<RotationPlan> {
  const { connections, ...rest } = await engine.file.read();
  const connection = findById({ connections, ...rest }, connectionId);
  const { descriptor } = engine.providers[connection.provider];
  const tokenPage = tokenPageOf(connection, descriptor);
  const maxLifetimeDays = authMethodOf(descriptor, connection.auth.method)?.maxLifetimeDays;
  const base = {
    connectionId,
    ...(tokenPage === undefined ? {} : { tokenPage }),
    ...(maxLifetimeDays === undefined ? {} : { maxLifetimeDays }),
  };
  const elsewhere = elsewhereOf(connection.credential.home);
  if (elsewhere !== undefined) return { ...base, automatic: { possible: false }, together: [], elsewhere };
  const secret = await readKey(connection, engine);
  const holders =
    secret === undefined ? [] : await holdersOf(secret, connection, { among: connections, parts: engine });
  return {
    ...base,
    automatic: await automaticFor(engine, connection, secret),
    together: holders.map(({ id, name }) => ({ connectionId: id, name })),
  };
}

async function automaticFor(
  engine: Engine,
  connection: Connection,
  secret: string | undefined,
): Promise<RotationPlan['automatic']> {
  if (!supportsTokens(connection)) return whyNot(connection);
  if (secret === undefined) return { possible: false, reason: 'The key in use cannot be read.' };
  const { tokens } = clientFor(connection, secret, engine);
  if (tokens === undefined) return { possible: false };
  try {
    await within(engine, (signal) => tokens.list(signal));
    return { possible: true };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { possible: false, reason: error.message };
  }
}

function whyNot({ provider, endpoint, auth }: Connection): RotationPlan['automatic'] {
  const onlyForTokens = ['jira', 'confluence'].includes(provider) && endpoint.deployment === 'data-center';
  if (!onlyForTokens || auth.method !== 'password') return { possible: false };
  const reason = 'This connection signs in with a password. Only personal access tokens can be replaced automatically.';
  return { possible: false, reason };
}

async function within<T>({ clock }: Engine, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const [late, answered] = [new AbortController(), new AbortController()];
  void clock.wait(mostMs, answered.signal).then(
    () => {
      late.abort(new AppError('timeout', 'The system did not answer in time.', 'Try again.'));
    },
    () => undefined,
  );
  try {
    return await ask(late.signal);
  } catch (error) {
    if (late.signal.aborted) throw late.signal.reason;
    throw error;
  } finally {
    answered.abort();
  }
}
