import { z } from 'zod';
import type { Connection } from '../../connections/connection.ts';
import { AppError } from '../../lib/app-error.ts';
import { isReading, permittedPath } from '../../operations/permitted-path.ts';
import { deletes, mustAllowOperation } from '../../policy/guarded-call.ts';
import { operationMethod, type OperationAnswer, type OperationCall } from '../../providers/operation-call.ts';
import type { ProviderClient } from '../../providers/provider.ts';
import type { FieldChange, Prepared } from '../../providers/writes.ts';
import { oneConnection } from '../arguments.ts';
import { withinTime } from '../deadline.ts';
import { showOperation } from '../operation-answer.ts';
import type { Tool, ToolCall } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm } from '../write-arguments.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const input = z.strictObject({
  connection: oneConnection,
  method: operationMethod,
  path: z.string().min(1).max(2000).describe('Parameters filled in.'),
  query: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
  body: z.unknown().optional().describe('JSON.'),
  fields: z.array(z.string()).max(50).optional().describe('Only these of the answer: issues.fields.summary'),
  from: z.int().min(0).optional().describe('Go on from this character.'),
  confirm,
});
type Input = z.output<typeof input>;

const output = z.looseObject({
  status: z.int().optional(),
  answer: z.unknown().optional(),
  part: z.string().optional(),
  next_from: z.int().optional(),
  confirm: z.string().optional(),
});

export const callOperation: Tool<typeof input, typeof output> = {
  name: 'call_operation',
  title: 'Call an operation',
  description:
    "One call of the system's own API, found with find_operation. Changes follow what the user allows, as with the other tools. Off where a connection is limited to projects.",
  input,
  output,
  kind: 'delete',
  openWorld: true,
  async run(wanted, call) {
    const connection = await call.access.find(wanted.connection);
    call.about(connection);
    const operation = operationOf(wanted);
    mustAllowOperation(connection, operation);
    const { method, path } = operation;
    if (isReading(method, path)) return read(call, connection, operation, wanted);
    return write(call, connection, operation, wanted);
  },
};

function operationOf({ method, path, query, body }: Input): OperationCall {
  if (method === 'GET' && body !== undefined)
    throw new AppError('invalid-input', 'A GET has no body.', 'Put the parameters into query.');
  return { method, path: permittedPath(path), query, body };
}

async function read(call: ToolCall, connection: Connection, operation: OperationCall, wanted: Input) {
  const answer = await withinTime(call, connection, async (signal) =>
    callBy(await call.access.open(connection), connection)({ ...operation, signal }),
  );
  const { text, data } = showOperation(answer, wanted);
  return { text, structured: data };
}

async function write(call: ToolCall, connection: Connection, operation: OperationCall, wanted: Input) {
  let answer: OperationAnswer | undefined;
  const target = `${operation.method} ${operation.path}`;
  const changes = await prepareAll(call, connection, [operation], {
    target: () => target,
    prepare: (client) => {
      const send = callBy(client, connection);
      return Promise.resolve(
        asPrepared(operation, async (signal) => {
          answer = await send({ ...operation, signal });
        }),
      );
    },
  });
  const outcome = await confirmAndApply(call, connection, changes, wanted.confirm);
  if ('ask' in outcome || answer === undefined) return outcome;
  const { text, data } = showOperation(answer, { ...wanted, reserved: outcome.text.length });
  return { ...outcome, text: `${outcome.text}\n${text}`, structured: data };
}

const kinds = { GET: 'update', POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'delete' } as const;

/** Nothing is known of what a call changes but what it sends, so that is what the user sees. */
function asPrepared(
  { method, path, query, body }: OperationCall,
  send: (signal?: AbortSignal) => Promise<void>,
): Prepared {
  const sent: FieldChange[] = [
    ...(query === undefined ? [] : [{ field: 'query', after: JSON.stringify(query) }]),
    ...(body === undefined ? [] : [{ field: 'body', after: JSON.stringify(body, undefined, 2) }]),
  ];
  const target = `${method} ${path}`;
  // Never without a change: an update without one has nothing to do.
  const changes = sent.length > 0 ? sent : [{ field: 'call', after: target }];
  return {
    kind: deletes({ method, path }) ? 'delete' : kinds[method],
    target,
    projects: [],
    changes,
    async apply(signal) {
      await send(signal);
      return { id: path, changes };
    },
  };
}

function callBy(client: ProviderClient, connection: Connection) {
  return has(client.call?.bind(client), connection, 'calls of its own', 'Use the other tools.');
}
