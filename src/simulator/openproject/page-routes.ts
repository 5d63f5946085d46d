import { bytes, json, nothing, type Answer } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { contentDisposition, type FileStore } from '../server/file-store.ts';
import { found, read, workAt, write, writer } from './access.ts';
import { collection, wholeCollection } from './collection.ts';
import { openProjectError, refuseChange } from './errors.ts';
import { formatted, link, openProjectTime, OpenProjectRenderer } from './render.ts';
import { userId, type OpenProjectWorld } from './world.ts';
import type { StoredAttachment, WrittenPage } from './work.ts';

type World = OpenProjectWorld;

function drawAttachment(world: World, file: StoredAttachment): Record<string, unknown> {
  const path = `/attachments/${file.id}`;
  return {
    _type: 'Attachment',
    id: file.id,
    title: file.name,
    fileName: file.name,
    fileSize: file.bytes.length,
    description: { format: 'plain', raw: file.description, html: file.description },
    contentType: file.type,
    digest: { algorithm: 'md5', hash: '00000000000000000000000000000000' },
    createdAt: openProjectTime(file.createdAt),
    _links: {
      self: link(path, file.name),
      author: new OpenProjectRenderer(world).userLink(file.author),
      container: link(`/${file.container}`),
      staticDownloadLocation: link(`${path}/content`),
      downloadLocation: link(`${path}/content`),
      delete: { href: `/api/v3${path}`, method: 'delete' },
    },
  };
}

const mostBytes = 5_242_880;

function upload(world: World, call: Call, container: string): Answer {
  const author = userId(writer(call));
  const part = (name: string) => call.request.parts.find(({ field }) => field === name);
  const [metadata, file] = [part('metadata'), part('file')];
  if (metadata === undefined || file === undefined) {
    const message = 'The request has to be multipart with the parts metadata and file.';
    return openProjectError('InvalidRequestBody', message, 400);
  }
  const { fileName, description } = JSON.parse(Buffer.from(metadata.bytes).toString('utf8')) as {
    fileName?: string;
    description?: { raw?: string };
  };
  if (file.bytes.length > mostBytes)
    return refuseChange([{ attribute: 'file', message: 'File is too large (maximum size is 5242880 Bytes).' }]);
  const stored = {
    ...{ id: world.newId(), container, author, createdAt: call.now, type: file.type, bytes: file.bytes },
    ...{ name: fileName ?? file.fileName ?? 'file', description: description?.raw ?? '' },
  };
  world.attachments.push(stored);
  return json(drawAttachment(world, stored));
}

function attachmentAt(world: World, call: Call): StoredAttachment {
  return found(world.attachments.find(({ id }) => String(id) === call.param('id')));
}

/** Text files lie on the server, others in the object store. */
function content(world: World, files: FileStore | undefined, call: Call): Answer {
  const file = attachmentAt(world, call);
  if (files === undefined || file.type.startsWith('text/'))
    return bytes(file.bytes, file.type, 200, { 'Content-Disposition': contentDisposition(file.name) });
  return nothing(302, { Location: files.sign(file) });
}

function drawPage(world: World, page: WrittenPage): Record<string, unknown> {
  const path = `/${page.kind}/${page.id}`;
  const links = {
    self: link(path, page.title),
    attachments: link(`${path}/attachments`),
    addAttachment: { href: `/api/v3${path}/attachments`, method: 'post' },
    project: link(`/projects/${page.project}`, world.project(page.project)?.name),
  };
  const { id, title } = page;
  if (page.kind === 'wiki_pages') return { _type: 'WikiPage', id, title, _links: links };
  const createdAt = openProjectTime(page.createdAt);
  return { _type: 'Document', id, title, description: formatted(page.text), createdAt, _links: links };
}

function pageAt(world: World, call: Call, kind: WrittenPage['kind']): WrittenPage {
  const visible = new Set(world.visibleProjects(call.identity).map(({ key }) => world.projectId(key)));
  const page = world.pages.find((each) => each.kind === kind && String(each.id) === call.param('id'));
  return found(page !== undefined && visible.has(page.project) ? page : undefined);
}

function listDocuments(world: World, call: Call): Answer {
  const visible = new Set(world.visibleProjects(call.identity).map(({ key }) => world.projectId(key)));
  const all = world.pages.filter(({ kind, project }) => kind === 'documents' && visible.has(project));
  return collection(call, { type: 'Collection', all, draw: (page) => drawPage(world, page) });
}

function updateDocument(world: World, call: Call): Answer {
  const page = pageAt(world, call, 'documents');
  writer(call);
  const { title, description } = call.input() as { title?: string; description?: { raw?: string } };
  if (title?.trim() === '') return refuseChange([{ attribute: 'title', message: 'Title can’t be blank.' }]);
  Object.assign(page, { title: title ?? page.title, text: description?.raw ?? page.text });
  return json(drawPage(world, page));
}

function attachmentsOf(path: string, world: World, containerOf: (call: Call) => string): Route[] {
  return [
    read(`/${path}/{id}/attachments`, (call) => {
      const container = containerOf(call);
      const all = world.attachments.filter((file) => file.container === container);
      return wholeCollection(
        call,
        all.map((file) => drawAttachment(world, file)),
      );
    }),
    write('POST', `/${path}/{id}/attachments`, (call) => upload(world, call, containerOf(call))),
  ];
}

export const pageRoutes = (world: World, files: FileStore | undefined): Route[] => [
  read('/documents', (call) => listDocuments(world, call)),
  read('/documents/{id}', (call) => json(drawPage(world, pageAt(world, call, 'documents')))),
  write('PATCH', '/documents/{id}', (call) => updateDocument(world, call)),
  read('/wiki_pages/{id}', (call) => json(drawPage(world, pageAt(world, call, 'wiki_pages')))),
  ...attachmentsOf('work_packages', world, (call) => `work_packages/${workAt(world, call).id}`),
  ...attachmentsOf('documents', world, (call) => `documents/${pageAt(world, call, 'documents').id}`),
  ...attachmentsOf('wiki_pages', world, (call) => `wiki_pages/${pageAt(world, call, 'wiki_pages').id}`),
  read('/attachments/{id}', (call) => json(drawAttachment(world, attachmentAt(world, call)))),
  read('/attachments/{id}/content', (call) => content(world, files, call)),
  write('DELETE', '/attachments/{id}', (call) => {
    writer(call);
    const file = attachmentAt(world, call);
    world.attachments = world.attachments.filter((each) => each !== file);
    return nothing();
  }),
];
