import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileFromFolder } from '../../attachments/attachment-folder.ts';
import type { Prepared } from '../../providers/writes.ts';
import { attachmentOwner } from '../attachment-owner.ts';
import { id, oneConnection } from '../arguments.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm } from '../write-arguments.ts';
import { writeOutput } from '../write-answer.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const maxBytes = 50 * 1024 * 1024;

const input = z.strictObject({
  connection: oneConnection,
  item: id.optional(),
  page: id.optional(),
  file: z.string().min(1).max(1000).describe("Path in the user's attachments folder"),
  confirm,
});

export const addAttachment: Tool<typeof input, typeof writeOutput> = {
  name: 'add_attachment',
  title: 'Attach a file',
  description: 'To an item or a page.',
  input,
  output: writeOutput,
  kind: 'write',
  openWorld: true,
  async run({ connection: name, item, page, file: path, confirm: token }, call) {
    const owner = attachmentOwner(item, page);
    const connection = await call.access.find(name);
    call.about(connection);
    let file: FileFromFolder | undefined;
    const changes = await prepareAll(call, connection, [owner], {
      target: ({ id: ownerId }) => ownerId,
      prepare: async (client, on, signal) => {
        const calls = has(client.attachments, connection, 'attachments', 'Put it into the text instead.');
        file = await call.files.read(path, maxBytes);
        return withFacts(await calls.prepareUpload(on, file, signal), file);
      },
    });
    const digest = file === undefined ? undefined : createHash('sha256').update(file.bytes).digest('hex');
    return confirmAndApply(call, connection, changes, token, digest);
  },
};

/** What leaves this computer: the user should see more than a name. */
function withFacts(prepared: Prepared, { name, type, bytes }: FileFromFolder): Prepared {
  const size = bytes.length < 1024 ? `${bytes.length} bytes` : `${Math.ceil(bytes.length / 1024)} KB`;
  const others = prepared.changes.filter(({ after }) => after !== name);
  const { kind, target, projects } = prepared;
  return {
    kind,
    target,
    projects,
    changes: [{ field: 'file', after: `${name} (${type}, ${size})` }, ...others],
    apply: (signal) => prepared.apply(signal),
  };
}
