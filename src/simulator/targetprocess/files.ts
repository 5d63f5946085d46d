import { bytes, html, json, type Answer } from '../server/answer.ts';
import { contentDisposition } from '../server/file-store.ts';
import { targetprocessError } from './errors.ts';
import { whole } from './render.ts';
import type { Call } from '../server/call.ts';
import type { Row, Store } from './store.ts';

/** The answers of the upload page begin their names in lower case and write dates the usual way. */
function camelCase(value: unknown): unknown {
  if (typeof value === 'string') {
    const ms = /^\/Date\((\d+)\+0200\)\/$/.exec(value)?.[1];
    return ms === undefined ? value : new Date(Number(ms)).toISOString();
  }
  if (typeof value !== 'object' || value === null) return value;
  const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [lower(name), camelCase(inner)]));
}

/** `POST /UploadFile.ashx` with `generalid` and one or more files. */
export function upload(store: Store, call: Call, by: Row): Answer {
  const { parts } = call.request;
  const id = parts.find(({ field }) => field === 'generalid');
  const owner = id === undefined ? undefined : store.find('General', new TextDecoder().decode(id.bytes));
  if (owner === undefined) return targetprocessError('General with this Id not found or access is forbidden.', 404);
  const files = parts.filter(({ fileName }) => fileName !== undefined);
  if (files.length === 0) return targetprocessError('No file was sent.', 400);
  const rows = files.map((file) => {
    const name = file.fileName ?? 'file';
    const size = file.bytes.length;
    const row = store.add('Attachment', {
      Name: name,
      Description: '',
      Date: call.now.getTime(),
      MimeType: file.type,
      Size: size,
      PersistedMimeType: file.type,
      PersistedSize: size,
      Owner: by,
      General: owner,
    });
    row.fields['UniqueFileName'] = name.replace(/(\.[^.]*)?$/, (ending) => `_${String(row.id)}${ending}`);
    row.fields['Uri'] = `${call.base}/Attachment.aspx?AttachmentID=${String(row.id)}`;
    store.files.set(row.id, file.bytes);
    return row;
  });
  const items = rows.map((row) => {
    const shown = whole(row, 'Attachment');
    return camelCase({ ...shown, Uri: row.text('Uri'), MimeType: row.text('MimeType'), Size: row.number('Size') });
  });
  return json({ items });
}

/** `GET /Attachment.aspx?AttachmentID=1`; a page of the web interface, so what is missing is a page too. */
export function download(store: Store, call: Call): Answer {
  const id = call.query.get('AttachmentID') ?? '';
  const row = store.find('Attachment', id);
  const file = row === undefined ? undefined : store.files.get(row.id);
  if (row === undefined || file === undefined) return html('The attachment was not found', 404);
  return bytes(file, row.text('MimeType'), 200, { 'Content-Disposition': contentDisposition(row.text('Name')) });
}
