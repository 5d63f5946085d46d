import type { Attachment } from './item-parts.ts';
import type { Prepared } from './writes.ts';

/** What an attachment hangs on. */
export type AttachmentOwner = { readonly kind: 'item' | 'page'; readonly id: string };

export type FileToUpload = {
  /** A bare file name. */
  readonly name: string;
  /** e.g. `image/png` */
  readonly type: string;
  readonly bytes: Uint8Array;
};

export type Downloaded = { readonly attachment: Attachment; readonly bytes: Uint8Array };

/** AppError `unsupported` for an owner of a kind the system does not attach to. */
export interface AttachmentCalls {
  listAttachments(owner: AttachmentOwner, signal?: AbortSignal): Promise<readonly Attachment[]>;
  /**
   * By id or by name (the newest of that name). An id that does not belong to the owner is `not-found`. AppError
   * `invalid-input` when it is larger than `maxBytes`; no more than that is read. The key never goes to another host.
   */
  download(owner: AttachmentOwner, attachment: string, maxBytes: number, signal?: AbortSignal): Promise<Downloaded>;
  prepareUpload(owner: AttachmentOwner, file: FileToUpload, signal?: AbortSignal): Promise<Prepared>;
  prepareDelete?(owner: AttachmentOwner, attachment: string, signal?: AbortSignal): Promise<Prepared>;
}
