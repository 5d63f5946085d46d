import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { AttachmentCalls, AttachmentOwner, Downloaded, FileToUpload } from '../attachments.ts';
import type { Attachment } from '../item-parts.ts';
import { utcTime } from '../vendor-fields.ts';
import type { Prepared } from '../writes.ts';
import { readAll } from './collections.ts';
import type { Context } from './context.ts';
import { systemName, violationsOf } from './failures.ts';
import { idIn } from './hrefs.ts';
import { readWork, workId } from './work.ts';
import { pageAddress, readPageAt } from './page-address.ts';
import { opAttachment, type OpAttachment } from './schemas.ts';

export function attachmentCalls(context: Context): AttachmentCalls {
  return {
    listAttachments: (owner, signal) => attachmentsAt(context, containerOf(owner), signal),
    download: (owner, wanted, maxBytes, signal) => download(context, { owner, wanted, maxBytes, signal }),
    prepareUpload: (owner, file, signal) => prepareUpload(context, owner, file, signal),
    prepareDelete: (owner, wanted, signal) => prepareDelete(context, owner, wanted, signal),
  };
}

/** `work_packages/12`, `documents/3`, `wiki_pages/7`. */
function containerOf({ kind, id }: AttachmentOwner): string {
  return kind === 'item' ? `work_packages/${encodeURIComponent(workId(id))}` : pageAddress(id);
}

export async function attachmentsAt({ api }: Context, container: string, signal?: AbortSignal) {
  const all = await readAll(api, `/api/v3/${container}/attachments`, {}, opAttachment, signal);
  return all.map(toAttachment);
}

function toAttachment({ id, fileName, fileSize, contentType, createdAt, _links }: OpAttachment): Attachment {
  const author = _links.author?.title;
  return { id, name: fileName, type: contentType, size: fileSize, author, createdAt: utcTime(createdAt) };
}

/** By id, or the newest of that name. */
async function attachmentOf(context: Context, owner: AttachmentOwner, wanted: string, signal?: AbortSignal) {
  const all = await attachmentsAt(context, containerOf(owner), signal);
  const named = all.filter(({ name }) => name === wanted);
  const byTime = named.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
  const found = all.find(({ id }) => id === wanted) ?? byTime.at(-1);
  if (found !== undefined) return found;
  throw connectionFailure('not-found', { systemName, detail: `No attachment ${wanted} there.` });
}

type Download = {
  readonly owner: AttachmentOwner;
  readonly wanted: string;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
};

/** The server gives the file itself or sends us on to an object store. */
async function download(context: Context, { owner, wanted, maxBytes, signal }: Download): Promise<Downloaded> {
  const attachment = await attachmentOf(context, owner, wanted, signal);
  const path = `/api/v3/attachments/${encodeURIComponent(attachment.id)}/content`;
  const { bytes } = await context.api.download({ path, maxBytes, signal });
  return { attachment, bytes };
}

type Holder = { readonly target: string; readonly url: string | undefined; readonly projects: readonly string[] };

async function holderOf(context: Context, owner: AttachmentOwner, signal?: AbortSignal): Promise<Holder> {
  if (owner.kind === 'page') {
    const { kind, id, title, projectId } = await readPageAt(context, owner.id, signal);
    const url = kind === 'documents' ? `${context.baseUrl}/documents/${id}` : undefined;
    return { target: `Page "${title}"`, url, projects: projectId === undefined ? [] : [projectId] };
  }
  const found = await readWork(context, owner.id, signal);
  const project = idIn(found._links.project?.href);
  return {
    target: `#${found.id} ${found.subject}`,
    url: `${context.baseUrl}/work_packages/${found.id}`,
    projects: project === undefined ? [] : [project],
  };
}

async function prepareUpload(
  context: Context,
  owner: AttachmentOwner,
  file: FileToUpload,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { target, url, projects } = await holderOf(context, owner, signal);
  const changes = [{ field: 'attachment', after: `${file.name} (${file.type}, ${sizeText(file.bytes.length)})` }];
  const path = `/api/v3/${containerOf(owner)}/attachments`;
  return {
    kind: 'create',
    target: `Attachment ${file.name} of ${target}`,
    projects,
    changes,
    apply: async (applied) => {
      const made = await upload(context, path, file, applied);
      const after = `${made.name} (${made.type ?? file.type}, ${sizeText(made.size ?? file.bytes.length)})`;
      return { id: made.id, title: made.name, url, changes: [{ field: 'attachment', after }] };
    },
  };
}

async function upload(context: Context, path: string, file: FileToUpload, signal?: AbortSignal): Promise<Attachment> {
  const form = new FormData();
  const metadata = JSON.stringify({ fileName: file.name, description: { raw: '' } });
  form.append('metadata', metadata);
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
  try {
    return toAttachment(await context.api.send({ method: 'POST', path, form, signal }, opAttachment));
  } catch (error) {
    throw error instanceof AppError && violationsOf(error).length > 0 ? await tooLarge(context, error, signal) : error;
  }
}

const configuration = z.object({ maximumAttachmentFileSize: z.number() });

/** Says how large a file may be, where OpenProject tells it. */
async function tooLarge({ api }: Context, error: AppError, signal?: AbortSignal): Promise<AppError> {
  const { json } = await api.request({ path: '/api/v3/configuration', signal }).catch(() => ({ json: undefined }));
  const most = configuration.safeParse(json).data?.maximumAttachmentFileSize;
  const limit = most === undefined ? '' : ` A file may have up to ${sizeText(most)} there.`;
  return new AppError('change-rejected', `${error.message}${limit}`, 'Attach a smaller file, or one of another type.');
}

async function prepareDelete(
  context: Context,
  owner: AttachmentOwner,
  wanted: string,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { target, url, projects } = await holderOf(context, owner, signal);
  const { id, name } = await attachmentOf(context, owner, wanted, signal);
  const changes = [{ field: 'attachment', before: name }];
  return {
    kind: 'delete',
    target: `Attachment ${name} of ${target}`,
    projects,
    changes,
    apply: async (applied) => {
      await sendDelete(context, `/api/v3/attachments/${encodeURIComponent(id)}`, applied);
      return { id, url, changes };
    },
  };
}

/** OpenProject refuses a request that changes something and does not say what type it sends, even when it sends nothing. */
export async function sendDelete({ api }: Context, path: string, signal?: AbortSignal): Promise<void> {
  await api.request({ method: 'DELETE', path, headers: { 'content-type': 'application/json' }, signal });
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} bytes`;
  if (bytes < 1_048_576) return `${String(Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
