import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { TimeChange } from '../../providers/writes.ts';
import { id, oneConnection } from '../arguments.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm, day, missing } from '../write-arguments.ts';
import { writeOutput } from '../write-answer.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const input = z.strictObject({
  connection: oneConnection,
  item: id,
  hours: z.number().positive().max(1000).optional(),
  date: day.optional().describe('Default: today'),
  comment: z.string().max(5000).optional(),
  activity: z.string().max(200).optional(),
  entry: z.string().trim().min(1).max(200).optional().describe('To change it, or with delete to remove it'),
  delete: z.boolean().optional(),
  confirm,
});
type Input = Omit<z.output<typeof input>, 'connection' | 'confirm'>;

export const logTime: Tool<typeof input, typeof writeOutput> = {
  name: 'log_time',
  title: 'Log time',
  description: 'Adds time spent on an item; get_item with include time shows the entries.',
  input,
  output: writeOutput,
  kind: 'delete',
  openWorld: true,
  async run({ connection: name, confirm: token, ...given }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const changes = await prepareAll(call, connection, [timeChange(given)], {
      target: ({ item }) => item,
      prepare: (client, change, signal) => {
        const items = client.items;
        const next = 'Write it into a comment instead, if the user agrees.';
        return has(items?.prepareTime?.bind(items), connection, 'time entries', next)(change, signal);
      },
    });
    return confirmAndApply(call, connection, changes, token);
  },
};

function timeChange({ item, hours, entry, delete: remove, ...rest }: Input): TimeChange {
  const details = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  if (entry === undefined) {
    if (remove === true) throw missing('entry', 'the id of the one to delete');
    if (hours === undefined) throw missing('hours', 'how long it took');
    return { kind: 'add', item, hours, ...details };
  }
  if (remove !== true) return { kind: 'edit', item, entry, ...(hours !== undefined && { hours }), ...details };
  if (hours === undefined && Object.keys(details).length === 0) return { kind: 'delete', item, entry };
  throw new AppError(
    'invalid-input',
    'An entry is deleted or changed, not both.',
    'Leave out delete, or everything but entry and delete.',
  );
}
