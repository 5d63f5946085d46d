import { AppError } from '../../lib/app-error.ts';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { AttachmentCalls, AttachmentOwner, FileToUpload } from '../attachments.ts';
import type { Prepared } from '../writes.ts';
import { readForChange } from './content.ts';
import { toAttachment } from './get-page.ts';
import { pageId } from './page-address.ts';
import { readAttachments, serverPath, type StoredFile } from './parts.ts';
import { readBack } from './read-back.ts';
import { invalid, v2, type Site } from './site.ts';
import { uploaded } from './wire-parts.ts';

/** Pages are Confluence's items, so both kinds of owner mean a page. */
export function createAttachmentCalls(site: Site): AttachmentCalls {
  return {
    listAttachments: async (owner, signal) => (await filesOf(site, owner, signal)).files.map(toAttachment),
    download: async (owner, wanted, maxBytes, signal) => {
      const { files } = await filesOf(site, owner, signal);
      const file = fileNamed(files, wanted);
      if ((file.size ?? 0) > maxBytes) throw tooLarge(file.name, maxBytes);
      const { bytes } = await site.api.download({ path: file.download, maxBytes, signal });
      return { attachment: toAttachment(file), bytes };
    },
    prepareUpload: (owner, file, signal) => prepareUpload(site, owner, file, signal),
    prepareDelete: (owner, wanted, signal) => prepareDelete(site, owner, wanted, signal),
  };
}

async function filesOf(site: Site, owner: AttachmentOwner, signal?: AbortSignal) {
  const page = await readForChange(site, await pageId(site, owner.id, signal), signal);
  const { all } = await readAttachments(site, page, signal);
  return { page, files: all };
}

/** By id, else the newest of that name. */
function fileNamed(files: readonly StoredFile[], wanted: string): StoredFile {
  const name = wanted.trim();
  const found = files.find(({ id }) => id === name) ?? files.findLast((file) => file.name === name);
  if (found !== undefined) return found;
  const known = files.slice(-20).map((file) => `${file.name} (${file.id})`);
  const detail = known.length === 0 ? 'The page has no attachments.' : `There are: ${known.join(', ')}.`;
  throw connectionFailure('not-found', {
    systemName: 'Confluence',
    detail: `There is no attachment “${name}” on this page. ${detail}`,
  });
}

const tooLarge = (name: string, maxBytes: number): AppError =>
  new AppError(
    'invalid-input',
    `${name} is larger than ${String(Math.floor(maxBytes / 1_048_576))} MB, the most that is downloaded.`,
    'Open it in the browser instead.',
  );

const described = (file: Pick<FileToUpload, 'name' | 'type'>, size: number): string =>
  `${file.name} (${file.type}, ${String(size)} bytes)`;

async function prepareUpload(
  site: Site,
  owner: AttachmentOwner,
  file: FileToUpload,
  signal?: AbortSignal,
): Promise<Prepared> {
  if (file.name.trim() === '' || /[/\\\p{Cc}]/u.test(file.name))
    throw invalid(`“${file.name}” is no name for a file.`, 'Give a name without slashes.');
  const { page, files } = await filesOf(site, owner, signal);
  const old = files.findLast(({ name }) => name === file.name);
  const before = old === undefined ? undefined : `version ${String(old.version)}, ${String(old.size ?? '?')} bytes`;
  const changes = [{ field: 'attachment', before, after: described(file, file.bytes.length) }];
  return {
    kind: old === undefined ? 'create' : 'update',
    target: `Attachment ${file.name} of page “${page.title}”`,
    projects: [page.spaceKey],
    changes,
    apply: async (applying) => {
      const id = await send(site, page.id, file, old, applying);
      const sent = { id, title: file.name, url: page.url, changes };
      return readBack(sent, async () => {
        const now = (await readAttachments(site, page, applying)).all.find((each) => each.id === id);
        if (now?.size === undefined) return sent;
        const after = described({ name: now.name, type: now.type ?? file.type }, now.size);
        return { ...sent, changes: [{ field: 'attachment', before, after }] };
      });
    },
  };
}

/** Cloud makes a new version of a name it knows by itself; a server has an address of its own for that. */
async function send(
  site: Site,
  pageId_: string,
  file: FileToUpload,
  old: StoredFile | undefined,
  signal?: AbortSignal,
): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
  form.append('minorEdit', 'true');
  const path = `${serverPath(site, pageId_)}/child/attachment`;
  const isReplaced = !site.isCloud && old !== undefined;
  const answer = await site.api.send(
    {
      method: site.isCloud ? 'PUT' : 'POST',
      path: isReplaced ? `${path}/${encodeURIComponent(old.id)}/data` : path,
      form,
      signal,
    },
    uploaded,
  );
  const id = 'results' in answer ? answer.results[0]?.id : answer.id;
  if (id === undefined) throw connectionFailure('unexpected-answer', { systemName: 'Confluence' });
  return id;
}

async function prepareDelete(
  site: Site,
  owner: AttachmentOwner,
  wanted: string,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { page, files } = await filesOf(site, owner, signal);
  const { id, name, version } = fileNamed(files, wanted);
  const changes = [
    {
      field: 'attachment',
      before: `${name}, ${String(version)} version(s)`,
      after: site.isCloud ? 'in the trash' : undefined,
    },
  ];
  return {
    kind: 'delete',
    target: `Attachment ${name} of page “${page.title}”`,
    projects: [page.spaceKey],
    changes,
    apply: async (applying) => {
      const path = site.isCloud
        ? `${v2}/attachments/${encodeURIComponent(id)}`
        : `${serverPath(site, page.id)}/child/attachment/${encodeURIComponent(id)}`;
      await site.api.request({ method: 'DELETE', path, signal: applying });
      return { id, title: name, url: page.url, changes };
    },
  };
}
