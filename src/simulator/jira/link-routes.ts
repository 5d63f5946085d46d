import { json, nothing, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { linkTypes } from './catalog.ts';
import { personOf } from './field-values.ts';
import { drawHistory } from './history.ts';
import { issueKey, type Issue } from './issue.ts';
import { issueOf, page, refuse, rendererFor, scopes, type Jira } from './jira.ts';
import { offsetPage } from './parameters.ts';

type Reference = { readonly key?: string; readonly id?: string };

function referred(jira: Jira, call: Call, name: string): Issue {
  const { key, id } = (call.input()[name] ?? {}) as Reference;
  const issue = jira.world.findIssue(key ?? id ?? '', call.identity);
  if (issue === undefined) throw refuse(`No issue could be found with key or id '${key ?? id ?? ''}'.`, 404);
  return issue;
}

function addLink(jira: Jira, call: Call): Answer {
  const { name, id } = (call.input()['type'] ?? {}) as { name?: string; id?: string };
  const type = linkTypes.find((each) => each.name === name || each.id === id);
  if (type === undefined) throw refuse(`No issue link type with name '${name ?? ''}' found.`, 404);
  // The link goes from the issue called inward to the one called outward.
  const source = referred(jira, call, 'inwardIssue').id;
  const destination = referred(jira, call, 'outwardIssue').id;
  jira.world.links.push({ id: jira.world.newId(), type: type.name, source, destination });
  return { ...nothing(201) };
}

function deleteLink(jira: Jira, call: Call): Answer {
  const index = jira.world.links.findIndex(({ id }) => id === call.param('linkId'));
  if (index === -1) throw refuse(`No issue link with id '${call.param('linkId')}' exists.`, 404);
  jira.world.links.splice(index, 1);
  return nothing();
}

function getLinkTypes(jira: Jira, call: Call): Answer {
  const renderer = rendererFor(jira, call);
  return json({ issueLinkTypes: linkTypes.map(({ name }) => renderer.linkType(name)) });
}

function getWatchers(jira: Jira, call: Call): Answer {
  const { watchers, ...issue } = issueOf(jira, call);
  const renderer = rendererFor(jira, call);
  const { identity } = call;
  return json({
    self: `${renderer.api}/issue/${issueKey({ watchers, ...issue })}/watchers`,
    isWatching: identity.kind === 'known' && watchers.includes(identity.person),
    watchCount: watchers.length,
    watchers: watchers.map((person) => renderer.user(person)),
  });
}

/** The body is a JSON string: the account id, or the user name. */
function addWatcher(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const id = call.request.body.replaceAll('"', '').trim();
  const person = personOf({ accountId: id, name: id }, rendererFor(jira, call));
  if (person !== undefined) issue.watchers = [...new Set([...issue.watchers, person])];
  return nothing();
}

function deleteWatcher(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const id = call.query.get(jira.dialect.isCloud ? 'accountId' : 'username');
  const person = jira.world.people.find((each) => jira.dialect.userId(each) === id);
  if (person === undefined) throw refuse('The user does not exist.', 404);
  issue.watchers = issue.watchers.filter((each) => each !== person);
  return nothing();
}

function getRemoteLinks(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const { api } = rendererFor(jira, call);
  return json(
    issue.remoteLinks.map(({ id, globalId, url, title }) => ({
      ...{ id, self: `${api}/issue/${issueKey(issue)}/remotelink/${id}` },
      ...(globalId === undefined ? {} : { globalId }),
      object: { url, title },
    })),
  );
}

function addRemoteLink(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const { object, globalId } = call.input() as { object?: { url?: string; title?: string }; globalId?: string };
  if (!object?.url || !object.title) throw refuse("'title' is required.", 400);
  const id = Number(jira.world.newId());
  issue.remoteLinks.push({ id, globalId, url: object.url, title: object.title });
  return json({ id, self: `${rendererFor(jira, call).api}/issue/${issueKey(issue)}/remotelink/${id}` }, 201);
}

function deleteRemoteLink(jira: Jira, call: Call): Answer {
  const { remoteLinks } = issueOf(jira, call);
  const index = remoteLinks.findIndex(({ id }) => String(id) === call.param('linkId'));
  if (index === -1) throw refuse(`The remote link with ID ${call.param('linkId')} does not exist.`, 404);
  remoteLinks.splice(index, 1);
  return nothing();
}

function getChangelog(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const { startAt, maxResults } = offsetPage(call, { usual: 100, max: 100, fallback: 100 });
  return json(page(drawHistory(rendererFor(jira, call), issue), startAt, maxResults));
}

/** Links of all kinds, watchers, and on Cloud the history. */
export function linkRoutes(jira: Jira): Route[] {
  const { api, isCloud } = jira.dialect;
  const one = `${api}/issue/{issueIdOrKey}`;
  const answering = (answer: (jira: Jira, call: Call) => Answer) => (call: Call) => answer(jira, call);
  return [
    route('POST', `${api}/issueLink`, 'closed', answering(addLink), scopes.write),
    route('DELETE', `${api}/issueLink/{linkId}`, 'closed', answering(deleteLink), scopes.write),
    route('GET', `${api}/issueLinkType`, 'open', answering(getLinkTypes), scopes.read),
    route('GET', `${one}/watchers`, 'closed', answering(getWatchers), scopes.read),
    route('POST', `${one}/watchers`, 'closed', answering(addWatcher), scopes.write),
    route('DELETE', `${one}/watchers`, 'closed', answering(deleteWatcher), scopes.write),
    route('GET', `${one}/remotelink`, 'open', answering(getRemoteLinks), scopes.read),
    route('POST', `${one}/remotelink`, 'closed', answering(addRemoteLink), scopes.write),
    route('DELETE', `${one}/remotelink/{linkId}`, 'closed', answering(deleteRemoteLink), scopes.write),
    ...(isCloud ? [route('GET', `${one}/changelog`, 'open', answering(getChangelog), scopes.read)] : []),
  ];
}
