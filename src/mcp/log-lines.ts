import { z } from 'zod';
import { parseJson } from '../lib/json.ts';
import type { LogLine } from './server-status.ts';

const kept = 1000;

/** A line as our own processes write it (pino). */
const ownLine = z.looseObject({ level: z.number(), msg: z.string() });

/** The last 1000 lines of a server's log. */
export function createLogLines(now: () => Date) {
  const lines: LogLine[] = [];
  let seq = 0;
  return {
    add(text: string): LogLine {
      seq += 1;
      const line = { seq, at: now().toISOString(), ...parse(text) };
      lines.push(line);
      if (lines.length > kept) lines.shift();
      return line;
    },
    all: (): readonly LogLine[] => [...lines],
  };
}

function parse(text: string): Pick<LogLine, 'level' | 'message'> {
  const own = ownLine.safeParse(parseJson(text)).data;
  // Anything else on stderr is a warning of Node's, or a crash.
  if (own === undefined) return { level: 'warn', message: text };
  const { level, msg, ...fields } = own;
  const rest = Object.entries(fields).flatMap(([name, value]) => (name === 'time' ? [] : `${name}=${asText(value)}`));
  return { level: levelName(level), message: [msg, ...rest].join(' ') };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function levelName(level: number): LogLine['level'] {
  return level >= 50 ? 'error' : level >= 40 ? 'warn' : level >= 30 ? 'info' : 'debug';
}
