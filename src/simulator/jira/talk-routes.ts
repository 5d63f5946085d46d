import { json, nothing, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { record } from './editing.ts';
import { duration } from './field-values.ts';
import type { Comment, Text, Visibility, Worklog } from './issue.ts';
import { fieldError, issueOf, page, refuse, rendererFor, scopes, writer, type Jira } from './jira.ts';
import { offsetPage } from './parameters.ts';
import { findById } from './world.ts';

const whole = { usual: 100, max: 5000, fallback: 5000 };

function getComments(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const renderer = rendererFor(jira, call);
  const { startAt, maxResults } = offsetPage(call, whole);
  const all = issue.comments.map((comment) => renderer.comment(comment, issue));
  const ordered = call.query.get('orderBy') === '-created' ? all.toReversed() : all;
  const { values, total } = page(ordered, startAt, maxResults);
  return json({ startAt, maxResults, total, comments: values });
}

function readBody(jira: Jira, call: Call, name: 'body' | 'comment'): Text {
  const value = call.input()[name];
  if (value === undefined || value === '') throw fieldError('comment', 'Comment body can not be empty!');
  const text = jira.dialect.readText(value);
  if (text !== undefined) return text;
  throw jira.dialect.isCloud
    ? new Refusal(json({ errorMessages: [], errors: { comment: 'Comment body is not valid!' } }, 400))
    : refuse('Can not deserialize instance of java.lang.String', 400);
}

const roles = ['Administrators', 'Developers', 'Service Desk Team'];

function readVisibility(call: Call): Visibility | undefined {
  const { visibility } = call.input() as { visibility?: Visibility };
  if (visibility === undefined) return undefined;
  if (visibility.type !== 'role' || !roles.includes(visibility.value))
    throw fieldError('commentLevel', `Role: ${visibility.value} does not exist.`);
  return { type: visibility.type, value: visibility.value };
}

function addComment(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const by = writer(call);
  const comment: Comment = {
    ...{ id: jira.world.newId(), author: by.person, text: readBody(jira, call, 'body') },
    ...{ createdAt: by.now, updatedAt: by.now, visibility: readVisibility(call) },
  };
  issue.comments.push(comment);
  record(rendererFor(jira, call), issue, by, []);
  return json(rendererFor(jira, call).comment(comment, issue), 201);
}

function commentOf(jira: Jira, call: Call): Comment {
  const found = findById(issueOf(jira, call).comments, call.param('id'));
  if (found === undefined) throw refuse(`Can not find a comment for the id: ${call.param('id')}.`, 404);
  return found;
}

const getComment = (jira: Jira, call: Call): Answer =>
  json(rendererFor(jira, call).comment(commentOf(jira, call), issueOf(jira, call)));

function editComment(jira: Jira, call: Call): Answer {
  const comment = commentOf(jira, call);
  comment.text = readBody(jira, call, 'body');
  comment.updatedAt = call.now;
  // Visibility that is not sent along is taken off.
  comment.visibility = readVisibility(call);
  return getComment(jira, call);
}

function deleteComment(jira: Jira, call: Call): Answer {
  const { comments } = issueOf(jira, call);
  comments.splice(comments.indexOf(commentOf(jira, call)), 1);
  return nothing();
}

function getWorklogs(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const { startAt, maxResults } = offsetPage(call, whole);
  const { values, total } = page(issue.worklogs, startAt, maxResults);
  const renderer = rendererFor(jira, call);
  return json({ startAt, maxResults, total, worklogs: values.map((worklog) => renderer.worklog(worklog, issue)) });
}

function readSeconds(call: Call): number | undefined {
  const { timeSpentSeconds, timeSpent } = call.input();
  if (timeSpent !== undefined) return duration(timeSpent);
  if (timeSpentSeconds === undefined) return undefined;
  if (typeof timeSpentSeconds !== 'number' || timeSpentSeconds < 60)
    throw fieldError('timeLogged', 'Worklog must not be null.');
  return timeSpentSeconds;
}

/** `2026-01-15T10:30:00.000+0000`, and no other form. */
function readStarted(call: Call): Date | undefined {
  const { started } = call.input();
  if (started === undefined) return undefined;
  if (typeof started !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/.test(started))
    throw refuse('Worklog start date is not in the expected format.', 400);
  return new Date(started.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

const readRemark = (jira: Jira, call: Call): Text | undefined =>
  call.input()['comment'] === undefined ? undefined : readBody(jira, call, 'comment');

function addWorklog(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const seconds = readSeconds(call);
  if (seconds === undefined) throw fieldError('timeLogged', 'Time Spent is required.');
  const { person, now } = writer(call);
  const worklog: Worklog = {
    ...{ id: jira.world.newId(), author: person, comment: readRemark(jira, call), started: readStarted(call) ?? now },
    ...{ seconds, createdAt: now, updatedAt: now },
  };
  issue.worklogs.push(worklog);
  issue.updatedAt = now;
  return json(rendererFor(jira, call).worklog(worklog, issue), 201);
}

function worklogOf(jira: Jira, call: Call): Worklog {
  const found = findById(issueOf(jira, call).worklogs, call.param('id'));
  if (found === undefined) throw refuse(`Cannot find worklog with id: '${call.param('id')}'.`, 404);
  return found;
}

const getWorklog = (jira: Jira, call: Call): Answer =>
  json(rendererFor(jira, call).worklog(worklogOf(jira, call), issueOf(jira, call)));

function editWorklog(jira: Jira, call: Call): Answer {
  const worklog = worklogOf(jira, call);
  worklog.seconds = readSeconds(call) ?? worklog.seconds;
  worklog.started = readStarted(call) ?? worklog.started;
  worklog.comment = readRemark(jira, call) ?? worklog.comment;
  worklog.updatedAt = call.now;
  return getWorklog(jira, call);
}

function deleteWorklog(jira: Jira, call: Call): Answer {
  const { worklogs } = issueOf(jira, call);
  worklogs.splice(worklogs.indexOf(worklogOf(jira, call)), 1);
  return nothing();
}

/** Comments and hours. */
export function talkRoutes(jira: Jira): Route[] {
  const one = `${jira.dialect.api}/issue/{issueIdOrKey}`;
  const answering = (answer: (jira: Jira, call: Call) => Answer) => (call: Call) => answer(jira, call);
  return [
    route('GET', `${one}/comment`, 'open', answering(getComments), scopes.read),
    route('POST', `${one}/comment`, 'closed', answering(addComment), scopes.write),
    route('GET', `${one}/comment/{id}`, 'open', answering(getComment), scopes.read),
    route('PUT', `${one}/comment/{id}`, 'closed', answering(editComment), scopes.write),
    route('DELETE', `${one}/comment/{id}`, 'closed', answering(deleteComment), scopes.write),
    route('GET', `${one}/worklog`, 'open', answering(getWorklogs), scopes.read),
    route('POST', `${one}/worklog`, 'closed', answering(addWorklog), scopes.write),
    route('GET', `${one}/worklog/{id}`, 'open', answering(getWorklog), scopes.read),
    route('PUT', `${one}/worklog/{id}`, 'closed', answering(editWorklog), scopes.write),
    route('DELETE', `${one}/worklog/{id}`, 'closed', answering(deleteWorklog), scopes.write),
  ];
}
