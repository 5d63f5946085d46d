import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import type { AttachmentCalls, AttachmentOwner, Downloaded, FileToUpload } from '../attachments.ts';
import { isSameName } from '../name-match.ts';
import type { Prepared } from '../writes.ts';
import { createdComment } from './part-schemas.ts';
import { systemName } from './failures.ts';
import { filesOf, toAttachment } from './get-item.ts';
import { targetOf } from './target.ts';
import { readTask } from './task-ids.ts';
import type { FullTask, File } from './task-schemas.ts';
import type { ClickUp } from './workspaces.ts';

/** There is no way to delete one in ClickUp's API. */
export function attachmentCalls(clickUp: ClickUp, allowHost: (host: string) => boolean): AttachmentCalls {
  return {
    listAttachments: async (owner, signal) => newestLast(await taskOf(clickUp, owner, signal)).map(toAttachment),
    download: (owner, wanted, maxBytes, signal) => download(clickUp, allowHost, { owner, wanted, maxBytes, signal }),
    prepareUpload: (owner, file, signal) => prepareUpload(clickUp, owner, file, signal),
  };
}

/** Where ClickUp keeps files; the key is never sent there. */
export function fileHosts(baseUrl: string): (host: string) => boolean {
  const own = new URL(baseUrl).hostname;
  const isHere = isLoopback(own);
  return (host) =>
    /^([\w-]+\.)+clickup-attachments\.com$/.test(host) ||
    /^attachments(-public)?\.clickup\.com$/.test(host) ||
    (isHere && isLoopback(host));
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

function taskOf(clickUp: ClickUp, owner: AttachmentOwner, signal?: AbortSignal): Promise<FullTask> {
  if (owner.kind === 'item') return readTask(clickUp, owner.id, { signal });
  const next = 'Attach the file to a task, and put a link to it into the page.';
  throw new AppError('unsupported', 'ClickUp’s API cannot attach files to pages.', next);
}

const newestLast = (task: FullTask): File[] => [...filesOf(task)].sort((a, b) => (a.date ?? 0) - (b.date ?? 0));

type Wanted = {
  readonly owner: AttachmentOwner;
  readonly wanted: string;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
};

async function download(
  clickUp: ClickUp,
  allowHost: (host: string) => boolean,
  { owner, wanted, maxBytes, signal }: Wanted,
): Promise<Downloaded> {
  const files = newestLast(await taskOf(clickUp, owner, signal));
  const file = files.find(({ id }) => id === wanted) ?? files.findLast(({ title }) => isSameName(title, wanted));
  if (file?.url === undefined) throw connectionFailure('not-found', { systemName });
  const { bytes, type } = await clickUp.api.download({ path: file.url, maxBytes, allowHost, signal });
  const described = toAttachment(file);
  return { attachment: { ...described, type: described.type ?? type, size: bytes.length }, bytes };
}

async function prepareUpload(
  clickUp: ClickUp,
  owner: AttachmentOwner,
  file: FileToUpload,
  signal?: AbortSignal,
): Promise<Prepared> {
  const task = await taskOf(clickUp, owner, signal);
  const changes = [{ field: 'attachment', after: `${file.name} (${String(file.bytes.length)} bytes)` }];
  return {
    kind: 'create',
    target: `Attachment of ${targetOf(task)}`,
    projects: task.list?.id === undefined ? [] : [task.list.id],
    changes,
    apply: async (applied) => {
      const form = new FormData();
      form.append('attachment', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
      const path = `/api/v2/task/${encodeURIComponent(task.id)}/attachment`;
      const { id } = await clickUp.api.send({ method: 'POST', path, form, signal: applied }, createdComment);
      return { id: id ?? file.name, title: file.name, url: task.url, changes };
    },
  };
}
