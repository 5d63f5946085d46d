import { bytes, json, nothing, text, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { contentDisposition, type FileStore } from '../server/file-store.ts';
import type { Attachment } from './issue.ts';
import { issueOf, jiraError, refuse, rendererFor, scopes, writer, type Jira } from './jira.ts';

const mostBytes = 10 * 1024 * 1024;

function attachmentOf({ world }: Jira, call: Call) {
  const found = world.findAttachment(call.param('id'), call.identity);
  if (found === undefined) throw refuse(`The attachment with id '${call.param('id')}' does not exist`, 404);
  return found;
}

function upload(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  if (call.request.headers['x-atlassian-token'] !== 'no-check') return text('XSRF check failed', 403);
  const files = call.request.parts.filter(({ field, fileName }) => field === 'file' && fileName !== undefined);
  if (files.length === 0) return jiraError('There is no file in the request.', 400);
  if (files.some((file) => file.bytes.length > mostBytes)) return jiraError('The file is too large.', 413);
  const { person, now } = writer(call);
  const made = files.map(({ fileName = '', type, bytes: content }): Attachment => {
    return { id: jira.world.newId(), name: fileName, type, bytes: content, author: person, createdAt: now };
  });
  issue.attachments.push(...made);
  issue.updatedAt = now;
  const renderer = rendererFor(jira, call);
  return json(made.map((attachment) => renderer.attachment(attachment)));
}

/** Alone, an attachment's id is a number on Cloud. */
function getAttachment(jira: Jira, call: Call): Answer {
  const { attachment } = attachmentOf(jira, call);
  const drawn = rendererFor(jira, call).attachment(attachment);
  return json(jira.dialect.isCloud ? { ...drawn, id: Number(attachment.id) } : drawn);
}

function remove(jira: Jira, call: Call): Answer {
  const { issue, attachment } = attachmentOf(jira, call);
  issue.attachments.splice(issue.attachments.indexOf(attachment), 1);
  return nothing();
}

function sendFile({ name, type, bytes: content }: Attachment): Answer {
  return bytes(content, type, 200, { 'Content-Disposition': contentDisposition(name) });
}

function download(jira: Jira, files: FileStore, call: Call): Answer {
  const { attachment } = attachmentOf(jira, call);
  if (call.query.get('redirect') === 'false') return sendFile(attachment);
  return nothing(303, { Location: files.sign(attachment) });
}

const fileRoutes = (jira: Jira): Route[] => {
  const { api } = jira.dialect;
  return [
    route('POST', `${api}/issue/{issueIdOrKey}/attachments`, 'closed', (call) => upload(jira, call), scopes.write),
    route('GET', `${api}/attachment/{id}`, 'open', (call) => getAttachment(jira, call), scopes.read),
    route('DELETE', `${api}/attachment/{id}`, 'closed', (call) => remove(jira, call), scopes.write),
  ];
};

/** Cloud sends downloads on to its media store. */
export const cloudFileRoutes = (jira: Jira, files: FileStore): Route[] => [
  ...fileRoutes(jira),
  route('GET', '/rest/api/3/attachment/content/{id}', 'open', (call) => download(jira, files, call), scopes.read),
];

export const dataCenterFileRoutes = (jira: Jira): Route[] => [
  ...fileRoutes(jira),
  route('GET', '/secure/attachment/{id}/{name}', 'closed', (call) => sendFile(attachmentOf(jira, call).attachment)),
];
