import { AppError } from '../lib/app-error.ts';
import type { AttachmentOwner } from '../providers/attachments.ts';

export function attachmentOwner(item: string | undefined, page: string | undefined): AttachmentOwner {
  if (item !== undefined && page === undefined) return { kind: 'item', id: item };
  if (page !== undefined && item === undefined) return { kind: 'page', id: page };
  throw new AppError('invalid-input', 'An attachment hangs on an item or on a page.', 'Give item or page, not both.');
}
