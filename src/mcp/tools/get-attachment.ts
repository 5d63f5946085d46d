import { z } from 'zod';
import { id, oneConnection } from '../arguments.ts';
import { attachmentOutcome } from '../attachment-answer.ts';
import { attachmentOwner } from '../attachment-owner.ts';
import { withinTime } from '../deadline.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';

const maxBytes = 50 * 1024 * 1024;

const input = z.strictObject({
  connection: oneConnection,
  item: id.optional(),
  page: id.optional(),
  attachment: z.string().trim().min(1).max(500).describe('Id or name'),
});

const output = z.object({
  connection: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  text: z.string().optional(),
  path: z.string().optional().describe('Where it was saved'),
  note: z.string().optional(),
});

export const getAttachment: Tool<typeof input, typeof output> = {
  name: 'get_attachment',
  title: 'Get an attachment',
  description:
    "An attachment of an item or page: pictures and texts are shown, other files saved in the user's folder for attachments.",
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ connection: name, item, page, attachment }, call) {
    const owner = attachmentOwner(item, page);
    const connection = await call.access.find(name);
    call.about(connection);
    const found = await withinTime(call, connection, async (signal) => {
      const client = await call.access.open(connection);
      const calls = has(client.attachments, connection, 'attachments', 'Look at the item in the browser.');
      return calls.download(owner, attachment, maxBytes, signal);
    });
    return attachmentOutcome(connection.name, found, call.files);
  },
};
