import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import type { AttachmentCalls, AttachmentOwner, FileToUpload } from '../attachments.ts';
import type { Attachment } from '../item-parts.ts';
import { isSameName } from '../name-match.ts';
import type { Prepared } from '../writes.ts';
import { linkedProject } from './linked-project.ts';
import { toAttachment } from './parts.ts';
import { browseUrl, issuePath, type JiraSite } from './site.ts';
import { attachments as attachmentList, issue as issueAnswer } from './wire.ts';

export function createAttachmentCalls(site: JiraSite): AttachmentCalls {
  return {
    listAttachments: (owner, signal) => list(site, owner, signal),
    download: async (owner, wanted, maxBytes, signal) => {
      const attachment = await find(site, owner, wanted, signal);
      const { bytes } = await site.api.download({ path: contentPath(site, attachment), maxBytes, signal });
      return { attachment, bytes };
    },
    prepareUpload: (owner, file, signal) => prepareUpload(site, owner, file, signal),
    prepareDelete: (owner, wanted, signal) => prepareDelete(site, owner, wanted, signal),
  };
}

/** Cloud sends downloads on to its media store, which must not get the key; scoped keys reach this path at the gateway only. */
const contentPath = ({ isCloud, root }: JiraSite, { id, name }: Attachment): string =>
  isCloud
    ? `${root}/attachment/content/${encodeURIComponent(id)}`
    : `secure/attachment/${encodeURIComponent(id)}/${encodeURIComponent(name)}`;

function itemOf({ kind, id }: AttachmentOwner): string {
  if (kind === 'item') return id;
  throw new AppError('unsupported', 'Jira has no pages.', 'Name an item.');
}

async function list(site: JiraSite, owner: AttachmentOwner, signal?: AbortSignal): Promise<Attachment[]> {
  const path = issuePath(site, itemOf(owner));
  const { fields } = await site.api.get(path, { fields: 'attachment' }, issueAnswer, signal);
  return (fields.attachment ?? []).map(toAttachment);
}

/** By id, or the newest of that name; always among those of its issue. */
async function find(site: JiraSite, owner: AttachmentOwner, wanted: string, signal?: AbortSignal): Promise<Attachment> {
  const all = await list(site, owner, signal);
  const named = all.filter(({ name }) => name === wanted || isSameName(name, wanted));
  const newest = [...named].sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '')).at(-1);
  const found = all.find(({ id }) => id === wanted) ?? newest;
  if (found !== undefined) return found;
  const names = all.slice(0, 20).map(({ name }) => name);
  throw connectionFailure('not-found', {
    systemName: 'Jira',
    next: names.length === 0 ? `${owner.id} has no attachments.` : `Attachments of ${owner.id}: ${names.join(', ')}.`,
  });
}

const size = (bytes: number): string =>
  bytes < 10_240 ? `${String(bytes)} bytes` : `${String(Math.round(bytes / 1024))} kB`;

async function prepareUpload(
  site: JiraSite,
  owner: AttachmentOwner,
  file: FileToUpload,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { key, title, projectId } = await linkedProject(site, itemOf(owner), signal);
  const changes = [{ field: 'attachment', after: `${file.name} (${size(file.bytes.length)})` }];
  return {
    ...{ kind: 'create', target: `Attachment of ${key} ${title}`, projects: [projectId], changes },
    apply: async (again) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
      const path = issuePath(site, key, '/attachments');
      const [made] = await site.api.send({ method: 'POST', path, form, signal: again }, attachmentList);
      if (made === undefined) throw connectionFailure('unexpected-answer', { systemName: 'Jira' });
      const { id, name, size: stored = 0 } = toAttachment(made);
      return {
        ...{ id, title: name, url: browseUrl(site, key) },
        changes: [{ field: 'attachment', after: `${name} (${size(stored)})` }],
      };
    },
  };
}

async function prepareDelete(
  site: JiraSite,
  owner: AttachmentOwner,
  wanted: string,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { key, title, projectId } = await linkedProject(site, itemOf(owner), signal);
  const { id, name } = await find(site, owner, wanted, signal);
  const changes = [{ field: 'attachment', before: name }];
  return {
    ...{ kind: 'delete', target: `Attachment ${name} of ${key} ${title}`, projects: [projectId], changes },
    apply: async (again) => {
      await site.api.request({
        method: 'DELETE',
        path: `${site.root}/attachment/${encodeURIComponent(id)}`,
        signal: again,
      });
      return { id, title: name, url: browseUrl(site, key), changes };
    },
  };
}
