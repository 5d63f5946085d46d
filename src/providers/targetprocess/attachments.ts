import { AppError } from '../../lib/app-error.ts';
import type { AttachmentCalls, AttachmentOwner, FileToUpload } from '../attachments.ts';
import type { Attachment } from '../item-parts.ts';
import { isSameName } from '../name-match.ts';
import type { Prepared } from '../writes.ts';
import { z } from 'zod';
import { vendorId } from '../vendor-fields.ts';
import { systemName } from './failures.ts';
import { readAttachments } from './item-parts.ts';
import { webLink } from './mapping.ts';
import { asJson } from './requests.ts';
import { written, type Entity } from './schemas.ts';
import { notThere, ownerOf, projectsOf } from './writing/hanging.ts';
import type { WriteSite } from './writing/snapshot.ts';

/** The upload page writes its names in lower case. */
const uploaded = z.object({ items: z.tuple([z.object({ id: vendorId })], z.unknown()) });

export function createAttachmentCalls(site: WriteSite): AttachmentCalls {
  const { api } = site;
  return {
    listAttachments: async (owner, signal) =>
      await readAttachments(api, (await itemOf(site, owner, signal)).Id, signal),
    download: async (owner, wanted, maxBytes, signal) => {
      const { found } = await find(site, owner, wanted, signal);
      // Files come from the system itself; a redirect leads to a login page, never to the file.
      const { bytes } = await api.download({
        path: '/Attachment.aspx',
        query: { AttachmentID: found.id },
        maxBytes,
        allowHost: () => false,
        signal,
      });
      return { attachment: found, bytes };
    },
    prepareUpload: (owner, file, signal) => prepareUpload(site, owner, file, signal),
    prepareDelete: async (owner, wanted, signal) => {
      const { item, found } = await find(site, owner, wanted, signal);
      const changes = [{ field: 'attachment', before: found.name }];
      return {
        kind: 'delete',
        target: `Attachment ${found.name} of ${item.Id} ${item.Name}`,
        projects: projectsOf(item),
        changes,
        apply: async (during) => {
          const path = `/api/v1/Attachments/${encodeURIComponent(found.id)}`;
          await api.send({ method: 'DELETE', path, query: asJson, signal: during }, written);
          return { id: found.id, changes };
        },
      };
    },
  };
}

async function itemOf(site: WriteSite, owner: AttachmentOwner, signal?: AbortSignal): Promise<Entity> {
  if (owner.kind === 'item') return await ownerOf(site, owner.id, signal);
  throw new AppError('unsupported', `${systemName} has no pages to attach files to.`, 'Attach the file to an item.');
}

/** By number, or the newest of that name. */
async function find(site: WriteSite, owner: AttachmentOwner, wanted: string, signal?: AbortSignal) {
  const item = await itemOf(site, owner, signal);
  const all = await readAttachments(site.api, item.Id, signal);
  const found: Attachment | undefined =
    all.find(({ id }) => id === wanted) ?? all.findLast(({ name }) => isSameName(name, wanted));
  if (found === undefined) throw notThere('Attachment', wanted, item.Id);
  return { item, found };
}

async function prepareUpload(
  site: WriteSite,
  owner: AttachmentOwner,
  file: FileToUpload,
  signal?: AbortSignal,
): Promise<Prepared> {
  const item = await itemOf(site, owner, signal);
  return {
    kind: 'create',
    target: `Attachment ${file.name} for ${item.Id} ${item.Name}`,
    projects: projectsOf(item),
    changes: [{ field: 'attachment', after: file.name }],
    apply: async (during) => {
      const form = new FormData();
      form.append('generalid', item.Id);
      form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
      const request = { method: 'POST', path: '/UploadFile.ashx', form, signal: during } as const;
      const { items } = await site.api.send(request, uploaded);
      const changes = [{ field: 'attachment', after: file.name }];
      return { id: items[0].id, title: file.name, url: webLink(site.baseUrl, item.Id), changes };
    },
  };
}
