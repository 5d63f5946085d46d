import { json, nothing, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { resolutions, statuses } from './catalog.ts';
import { edit, readChange, record } from './editing.ts';
import type { FieldDef, Place } from './field.ts';
import { fieldsOf } from './fields.ts';
import { idOf, personOf } from './field-values.ts';
import { issueKey, type Issue, type IssueKind } from './issue.ts';
import { issueTypes } from './catalog.ts';
import { splitList, viewIssue } from './issue-view.ts';
import {
  fieldError,
  issueOf,
  jiraError,
  page,
  projectOf,
  refuse,
  rendererFor,
  scopes,
  writer,
  type Jira,
} from './jira.ts';
import { offsetPage } from './parameters.ts';
import { drawMove, movesOf } from './workflow.ts';
import { Invalid } from './field.ts';

const kinds = Object.keys(issueTypes) as IssueKind[];

function getIssue(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const fields = splitList(call.query.getAll('fields'));
  const expand = splitList(call.query.getAll('expand'));
  return json(viewIssue(rendererFor(jira, call), issue, { fields: fields.length === 0 ? ['*all'] : fields, expand }));
}

/** An issue with nothing in it yet; it joins the others when its fields are accepted. */
function blank(jira: Jira, call: Call, project: string): Issue {
  const { person, now } = writer(call);
  return {
    ...{ id: '', number: jira.world.newNumber(project), project, kind: 'task', summary: '', description: undefined },
    ...{ stage: 'todo', resolution: undefined, priority: 3, assignee: undefined, reporter: person, creator: person },
    ...{ labels: [], createdAt: now, updatedAt: now, dueOn: undefined, parent: undefined, estimateSeconds: undefined },
    ...{ components: [], fixVersions: [], sprints: [], custom: new Map(), comments: [], worklogs: [], history: [] },
    ...{ attachments: [], remoteLinks: [], watchers: [person] },
  };
}

function create(jira: Jira, call: Call): Answer {
  const change = readChange(call.input());
  const { key, id } = (change.fields?.['project'] ?? {}) as { key?: string; id?: string };
  const project = jira.world.findProject(key ?? id ?? '', call.identity);
  if (project === undefined) throw fieldError('project', 'valid project is required');
  const renderer = rendererFor(jira, call);
  const issue = blank(jira, call, project.key);
  edit(renderer, issue, change, true);
  const made: Issue = { ...issue, id: jira.world.newIssueId() };
  jira.world.issues.push(made);
  return json(renderer.reference(made), 201);
}

function update(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const renderer = rendererFor(jira, call);
  record(renderer, issue, writer(call), edit(renderer, issue, readChange(call.input()), false));
  return nothing();
}

function remove(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const subtasks = jira.world.subtasksOf(issue);
  if (subtasks.length > 0 && call.query.get('deleteSubtasks') !== 'true') {
    const key = issueKey(issue);
    return jiraError(
      `The issue '${key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
      400,
    );
  }
  for (const each of [...subtasks, issue]) jira.world.remove(each);
  return nothing();
}

function assign(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const renderer = rendererFor(jira, call);
  const before = issue.assignee;
  try {
    issue.assignee = personOf(call.input(), renderer);
  } catch (error) {
    if (error instanceof Invalid) throw fieldError('assignee', error.message);
    throw error;
  }
  const item = { field: 'assignee', fieldId: 'assignee', from: before?.login, fromText: before?.name };
  record(renderer, issue, writer(call), [{ ...item, to: issue.assignee?.login, toText: issue.assignee?.name }]);
  return nothing();
}

function getTransitions(jira: Jira, call: Call): Answer {
  const renderer = rendererFor(jira, call);
  const issue = issueOf(jira, call);
  const withFields = splitList(call.query.getAll('expand')).includes('transitions.fields');
  const moves = call.identity.kind === 'known' ? movesOf(jira.world, issue) : [];
  return json({ expand: 'transitions', transitions: moves.map((move) => drawMove(renderer, move, withFields)) });
}

function transition(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const { transition: wanted, fields } = call.input() as { transition?: { id?: string }; fields?: object };
  const move = movesOf(jira.world, issue).find(({ id }) => id === wanted?.id);
  if (move === undefined) throw refuse(`Transition id '${wanted?.id ?? ''}' is not valid for this issue.`, 400);
  const given = (fields ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(given).find((name) => name !== 'resolution' || !move.needsResolution);
  if (unknown !== undefined)
    throw fieldError(unknown, `Field '${unknown}' cannot be set. It is not on the appropriate screen, or unknown.`);
  const resolution = idOf(given['resolution'], resolutions);
  if (move.needsResolution && resolution === undefined) throw fieldError('resolution', 'Resolution is required.');
  const before = statuses[issue.stage];
  const after = statuses[move.to];
  issue.stage = move.to;
  const finished = resolutions.find(({ id }) => id === (resolution ?? '10000'))?.name;
  issue.resolution = move.to === 'done' ? finished : undefined;
  const names = { from: before.id, fromText: before.name, to: after.id, toText: after.name };
  record(rendererFor(jira, call), issue, writer(call), [{ field: 'Status', fieldId: 'status', ...names }]);
  return nothing();
}

const describeField = (field: FieldDef, place: Place): Record<string, unknown> => ({
  required: field.required?.(place) === true,
  schema: field.schema,
  name: field.name,
  key: field.id,
  ...(place.isNew ? { fieldId: field.id } : {}),
  hasDefaultValue: field.hasDefault === true,
  operations: field.elements === undefined ? ['set'] : ['add', 'set', 'remove'],
  ...(field.allowed === undefined ? {} : { allowedValues: field.allowed(place) }),
});

const onScreen = (jira: Jira, place: Place): FieldDef[] =>
  fieldsOf(jira.dialect.isCloud).filter((field) => field.set !== undefined && field.on?.(place) !== false);

function editMeta(jira: Jira, call: Call): Answer {
  const issue = issueOf(jira, call);
  const place = { renderer: rendererFor(jira, call), kind: issue.kind, project: issue.project, isNew: false };
  const fields = onScreen(jira, place).map((field) => [field.id, describeField(field, place)]);
  return json({ fields: Object.fromEntries(fields) as unknown });
}

/** Cloud and Data Center call the lists differently. */
function listed(jira: Jira, call: Call, all: readonly unknown[], cloudName: string): Answer {
  const { startAt, maxResults } = offsetPage(call, { usual: 50, max: 200, fallback: 50 });
  const { values, isLast, ...rest } = page(all, startAt, maxResults);
  return json(jira.dialect.isCloud ? { ...rest, [cloudName]: values } : { ...rest, isLast, values });
}

function createTypes(jira: Jira, call: Call): Answer {
  projectOf(jira, call);
  const renderer = rendererFor(jira, call);
  return listed(
    jira,
    call,
    kinds.map((kind) => renderer.issueType(kind)),
    'issueTypes',
  );
}

function createFields(jira: Jira, call: Call): Answer {
  const project = projectOf(jira, call);
  const kind = kinds.find((each) => issueTypes[each].id === call.param('issueTypeId'));
  if (kind === undefined) throw refuse('The issue type does not exist in this project.', 400);
  const place = { renderer: rendererFor(jira, call), kind, project: project.key, isNew: true };
  return listed(
    jira,
    call,
    onScreen(jira, place).map((field) => describeField(field, place)),
    'fields',
  );
}

/** Making, changing, moving and removing issues, and what is needed to do it right. */
export function issueRoutes(jira: Jira): Route[] {
  const at = `${jira.dialect.api}/issue`;
  const one = `${at}/{issueIdOrKey}`;
  const answering = (answer: (jira: Jira, call: Call) => Answer) => (call: Call) => answer(jira, call);
  return [
    route('GET', one, 'open', answering(getIssue), scopes.read),
    route('POST', at, 'closed', answering(create), scopes.write),
    route('PUT', one, 'closed', answering(update), scopes.write),
    route('DELETE', one, 'closed', answering(remove), scopes.write),
    route('PUT', `${one}/assignee`, 'closed', answering(assign), scopes.write),
    route('GET', `${one}/transitions`, 'open', answering(getTransitions), scopes.read),
    route('POST', `${one}/transitions`, 'closed', answering(transition), scopes.write),
    route('GET', `${one}/editmeta`, 'closed', answering(editMeta), scopes.read),
    route('GET', `${at}/createmeta/{projectIdOrKey}/issuetypes`, 'closed', answering(createTypes), scopes.read),
    route(
      'GET',
      `${at}/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}`,
      'closed',
      answering(createFields),
      scopes.read,
    ),
  ];
}
