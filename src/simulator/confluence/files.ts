import { bytes, json, nothing, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type FormPart, type Route } from '../server/call.ts';
import { contentDisposition, type FileStore } from '../server/file-store.ts';
import { cursorPage, drawAttachment, single } from './cloud-draw.ts';
import { wikiError, wikiErrorV2 } from './errors.ts';
import { expandOf, pageOf, rendererFor, type Wiki } from './shared-routes.ts';
import { namedContent } from './cloud-content.ts';
import { authorOf } from './writing.ts';
import type { FileVersion, WikiAttachment, WikiPage } from './content.ts';

const refuse = (message: string, status: number, reason: string): Refusal =>
  new Refusal(wikiError(message, status, reason));
const current = (page: WikiPage): WikiAttachment[] => page.attachments.filter(({ isInTrash }) => !isInTrash);

function container(wiki: Wiki, call: Call): WikiPage {
  const id = call.param('id');
  const page = wiki.world.visibleContents(call.identity).find((each) => each.id === id);
  if (page === undefined) throw refuse(`No content found with id: ContentId{id=${id}}`, 404, 'Not Found');
  return page;
}

function attachmentOf(wiki: Wiki, call: Call): WikiAttachment {
  const id = call.param('attachmentId');
  const found = current(container(wiki, call)).find((each) => each.id === id || each.id === `att${id}`);
  if (found === undefined) throw refuse(`No attachment found with id: ${id}`, 404, 'Not Found');
  return found;
}

/** Forms without the header count as sent by a foreign web page. */
function sentFiles(call: Call): { name: string; file: FileVersion }[] {
  if (!/^no-?check$/i.test(String(call.request.headers['x-atlassian-token'] ?? ''))) {
    throw refuse('XSRF check failed', 403, 'Forbidden');
  }
  const { parts } = call.request;
  const said = parts.find(({ field }) => field === 'comment');
  const comment = said === undefined ? '' : Buffer.from(said.bytes).toString('utf8');
  const files = parts.filter((part): part is FormPart & { fileName: string } => part.fileName !== undefined);
  if (files.length === 0) throw refuse('At least one file is required', 400, 'Bad Request');
  return files.map(({ fileName, type, bytes: content }) => ({
    name: fileName,
    file: { type, bytes: content, by: authorOf(call), at: call.now, comment },
  }));
}

function upload(wiki: Wiki, call: Call, mayReplace: boolean): Answer {
  const page = container(wiki, call);
  const files = sentFiles(call);
  const taken = files.find(({ name }) => current(page).some((each) => each.name === name));
  if (taken !== undefined && !mayReplace) {
    return wikiError(
      `Cannot add a new attachment with same file name as an existing attachment: ${taken.name}`,
      400,
      'Bad Request',
    );
  }
  const added = files.map(({ name, file }) => wiki.world.attach(page, name, file));
  const results = added.map((each) => rendererFor(wiki, call).attachment(each, ['version', 'container']));
  return json({ results, start: 0, limit: results.length, size: results.length, _links: { base: call.base } });
}

function newVersion(wiki: Wiki, call: Call): Answer {
  const attachment = attachmentOf(wiki, call);
  const [sent] = sentFiles(call);
  if (sent !== undefined) attachment.versions.push(sent.file);
  return json(rendererFor(wiki, call).attachment(attachment, ['version', 'container']));
}

const fileOf = ({ name, latest }: WikiAttachment) => ({ name, type: latest.type, bytes: latest.bytes });

function cloudAttachment(wiki: Wiki, call: Call): WikiAttachment {
  const id = call.param('id');
  const found = wiki.world
    .visibleContents(call.identity)
    .flatMap(current)
    .find((each) => each.id === id || each.id === `att${id}`);
  if (found === undefined) throw new Refusal(wikiErrorV2('Not Found', 404));
  return found;
}

function removeFromCloud(wiki: Wiki, call: Call): Answer {
  cloudAttachment(wiki, call).isInTrash = true;
  return nothing();
}

function listOnCloud(wiki: Wiki, call: Call, kind: 'pages' | 'blogposts'): Answer {
  const name = call.query.get('filename');
  const found = current(namedContent(wiki, call, kind)).filter((each) => name === null || each.name === name);
  const isNewestFirst = call.query.get('sort')?.startsWith('-') === true;
  return cursorPage(call, isNewestFirst ? found.toReversed() : found, drawAttachment);
}

/** v2 lists and removes, v1 takes files and sends people to the file store. */
export function cloudFileRoutes(wiki: Wiki, store: FileStore): Route[] {
  const v1 = '/wiki/rest/api/content/{id}/child/attachment';
  const read = 'read:attachment:confluence';
  const download = (call: Call): Answer => nothing(302, { Location: store.sign(fileOf(attachmentOf(wiki, call))) });
  return [
    ...(['pages', 'blogposts'] as const).map((kind) =>
      route('GET', `/wiki/api/v2/${kind}/{id}/attachments`, 'public', (call) => listOnCloud(wiki, call, kind), read),
    ),
    route(
      'GET',
      '/wiki/api/v2/attachments/{id}',
      'public',
      (call) => single(call, drawAttachment(cloudAttachment(wiki, call))),
      read,
    ),
    route(
      'DELETE',
      '/wiki/api/v2/attachments/{id}',
      'closed',
      (call) => removeFromCloud(wiki, call),
      'delete:attachment:confluence',
    ),
    route('PUT', v1, 'closed', (call) => upload(wiki, call, true), 'write:attachment:confluence'),
    route('POST', v1, 'closed', (call) => upload(wiki, call, false), 'write:attachment:confluence'),
    route('GET', `${v1}/{attachmentId}/download`, 'closed', download, read),
  ];
}

function listOnServer(wiki: Wiki, call: Call): Answer {
  const page = container(wiki, call);
  const name = call.query.get('filename');
  const found = current(page).filter((each) => name === null || each.name === name);
  const { items, ...envelope } = pageOf(wiki, call, `/rest/api/content/${page.id}/child/attachment`, found, 200);
  const results = items.map((each) => rendererFor(wiki, call).attachment(each, expandOf(call)));
  return json({ results, ...envelope });
}

function removeFromServer(wiki: Wiki, call: Call): Answer {
  attachmentOf(wiki, call).isInTrash = true;
  return nothing();
}

function stream(wiki: Wiki, call: Call): Answer {
  const found = current(container(wiki, call)).find(({ name }) => name === call.param('name'));
  if (found === undefined) return wikiError('Not Found', 404, 'Not Found');
  const { name, latest } = found;
  return bytes(latest.bytes, latest.type, 200, { 'Content-Disposition': contentDisposition(name) });
}

/** Data Center keeps its files itself. */
export function serverFileRoutes(wiki: Wiki): Route[] {
  const path = '/rest/api/content/{id}/child/attachment';
  return [
    route('GET', path, 'open', (call) => listOnServer(wiki, call)),
    route('POST', path, 'closed', (call) => upload(wiki, call, false)),
    route('POST', `${path}/{attachmentId}/data`, 'closed', (call) => newVersion(wiki, call)),
    route('DELETE', `${path}/{attachmentId}`, 'closed', (call) => removeFromServer(wiki, call)),
    route('GET', '/download/attachments/{id}/{name}', 'closed', (call) => stream(wiki, call)),
  ];
}
