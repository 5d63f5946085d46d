import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino, type DestinationStream } from 'pino';
import type { Logger } from '../lib/logger.ts';

type LogOptions = {
  /** Masks secrets in each finished line, whatever field they came in. */
  readonly redact: (line: string) => string;
  readonly level?: 'debug' | 'info';
};

/** Log lines as JSON into a file that only its owner reads. */
export function logToFile(path: string, options: LogOptions): Logger {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return logTo(pino.destination({ dest: path, sync: true, mode: 0o600 }), options);
}

/** Log lines as JSON on stderr, which Claude keeps in its own log file. */
export function logToStderr(options: LogOptions): Logger {
  return logTo(pino.destination({ dest: 2, sync: true }), options);
}

function logTo(sink: DestinationStream, { redact, level = 'info' }: LogOptions): Logger {
  const masked: DestinationStream = {
    write: (line) => {
      sink.write(redact(line));
    },
  };
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: describeError } },
    masked,
  );
  const at =
    (kind: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
    (message, fields = {}) => {
      log[kind](fields, message);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Only what is text by nature: an HTTP error's own fields hold the request with its headers. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, code, message, stack, cause: cause === undefined ? undefined : describeError(cause) };
}
