import { z } from 'zod';
import { findOperations } from '../../operations/find-operations.ts';
import { loadOperations } from '../../operations/load-operations.ts';
import { formatOperation } from '../../operations/operation.ts';
import { systemName } from '../answer.ts';
import { oneConnection } from '../arguments.ts';
import type { Tool } from '../tool.ts';

const mostAtOnce = 12;

const input = z.strictObject({
  connection: oneConnection,
  words: z.string().min(1).max(300).describe('What it does, in English, e.g. "add watcher".'),
});

const output = z.object({ operations: z.array(z.string()) });

export const findOperation: Tool<typeof input, typeof output> = {
  name: 'find_operation',
  title: 'Find an operation',
  description:
    "Finds calls of the connected system's own API for what no other tool does. Each line: METHOD /path/{parameter}?query&query {body fields} purpose; * marks what is required. Run one with call_operation.",
  input,
  output,
  kind: 'read',
  openWorld: false,
  async run({ connection: name, words }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const { provider, endpoint } = connection;
    const all = await loadOperations(provider, endpoint.deployment);
    const operations = findOperations(all, words, mostAtOnce).map(formatOperation);
    const none = `No operation of ${systemName(provider)} is called anything like that. Try other words: its own for the thing (issue, work package, task, user story) and a verb.`;
    return { text: operations.length === 0 ? none : operations.join('\n'), structured: { operations } };
  },
};
