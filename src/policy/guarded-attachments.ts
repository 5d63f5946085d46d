import type { AttachmentCalls, AttachmentOwner } from '../providers/attachments.ts';
import { mustHaveGroup, type Guarded } from './checks.ts';
import { guardedPrepare, mustAllow } from './guarded-writes.ts';

/** `mayRead` fails when the owner may not be read: an attachment tells nothing of the project it is in. */
export function guardAttachments(
  attachments: AttachmentCalls,
  connection: Guarded,
  mayRead: (owner: AttachmentOwner, signal?: AbortSignal) => Promise<void>,
): AttachmentCalls {
  const prepareDelete = attachments.prepareDelete?.bind(attachments);
  const guarded: Omit<Required<AttachmentCalls>, 'prepareDelete'> = {
    listAttachments: async (owner, signal) => {
      mustHaveGroup(connection, 'attachments');
      await mayRead(owner, signal);
      return attachments.listAttachments(owner, signal);
    },
    download: async (owner, attachment, maxBytes, signal) => {
      mustHaveGroup(connection, 'attachments');
      await mayRead(owner, signal);
      return attachments.download(owner, attachment, maxBytes, signal);
    },
    prepareUpload: async (owner, file, signal) => {
      mustHaveGroup(connection, 'attachments');
      mustAllow(connection, 'write');
      await mayRead(owner, signal);
      return guardedPrepare(connection, () => attachments.prepareUpload(owner, file, signal));
    },
  };
  if (prepareDelete === undefined) return guarded;
  return {
    ...guarded,
    prepareDelete: async (owner, attachment, signal) => {
      mustHaveGroup(connection, 'attachments');
      mustAllow(connection, 'delete');
      await mayRead(owner, signal);
      return guardedPrepare(connection, () => prepareDelete(owner, attachment, signal));
    },
  };
}
