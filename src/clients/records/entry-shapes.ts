import { z } from 'zod';
import type { ClientRecord, StdioEntry } from '../client.ts';
import type { Plain, PlainMap } from '../formats/format.ts';

type Shape = Pick<ClientRecord, 'spell' | 'understand'>;

const texts = z.record(z.string(), z.string());

/** An entry that most clients share. What names an address is a remote server, whatever else it holds. */
const commandEntry = z.looseObject({
  type: z.string().optional(),
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: texts.optional(),
  url: z.undefined().optional(),
  httpUrl: z.undefined().optional(),
  serverUrl: z.undefined().optional(),
});

const localTypes: ReadonlySet<string | undefined> = new Set([undefined, 'stdio', 'local']);

function understandCommand(value: Plain): StdioEntry | undefined {
  const found = commandEntry.safeParse(value).data;
  if (found === undefined || !localTypes.has(found.type)) return undefined;
  return entryOf(found.command, found.args, found.env);
}

const spellCommand = ({ command, args, env }: StdioEntry): PlainMap => ({ command, args, ...environment('env', env) });

/** `{ "command", "args", "env" }`, with these fields in front and behind. */
export const commandShape = (before: PlainMap = {}, after: PlainMap = {}): Shape => ({
  spell: (entry) => ({ ...before, ...spellCommand(entry), ...after }),
  understand: understandCommand,
});

const gooseEntry = z.looseObject({
  type: z.literal('stdio'),
  cmd: z.string().min(1),
  args: z.array(z.string()).default([]),
  envs: texts.optional(),
});

/** Goose: other names, and the name of the extension once more inside. */
export const gooseShape: Shape = {
  spell: ({ command, args, env }, name) => ({
    name,
    type: 'stdio',
    cmd: command,
    args,
    envs: env ?? {},
    env_keys: [],
    enabled: true,
    timeout: 300,
    description: '',
  }),
  understand: (value) => {
    const found = gooseEntry.safeParse(value).data;
    return found && entryOf(found.cmd, found.args, found.envs);
  },
};

const opencodeEntry = z.looseObject({
  type: z.literal('local'),
  command: z.array(z.string()).nonempty(),
  environment: texts.optional(),
});

/** opencode: one list for command and arguments. `enabled` is left out: version 2 does not know it, and on is usual. */
export const opencodeShape: Shape = {
  spell: ({ command, args, env }) => ({
    type: 'local',
    command: [command, ...args],
    ...environment('environment', env),
  }),
  understand: (value) => {
    const found = opencodeEntry.safeParse(value).data;
    if (found === undefined) return undefined;
    const [command = '', ...args] = found.command;
    return command === '' ? undefined : entryOf(command, args, found.environment);
  },
};

/** Cline's program nests what its extension writes flat; both are understood, the flat one is written. */
export const clineShape: Shape = {
  spell: (entry) => ({ ...spellCommand(entry), disabled: false }),
  understand: (value) => understandCommand(nested.safeParse(value).data?.transport ?? value),
};

const nested = z.looseObject({ transport: z.custom<Plain>((value) => typeof value === 'object') });

const entryOf = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> | undefined,
): StdioEntry => ({ command, args, ...(env !== undefined && Object.keys(env).length > 0 && { env }) });

const environment = (field: string, env: StdioEntry['env']): PlainMap =>
  env === undefined || Object.keys(env).length === 0 ? {} : { [field]: env };
