import { json, Refusal } from '../server/answer.ts';
import { QueryFault } from '../query/tokens.ts';
import { run, type Field, type Language } from '../query/evaluate.ts';
import { choiceField, dateField, textField } from '../query/fields.ts';
import { parseQuery, type Query, type Value } from '../query/parse.ts';
import { issueTypes, priorities, statuses } from './catalog.ts';
import type { JiraWorld, Named, Sprint } from './world.ts';
import { wordsOf, type Dialect } from './dialect.ts';
import { issueKey, type Issue } from './issue.ts';
import type { Person } from '../company/people.ts';
import type { Identity } from '../server/call.ts';

type Setting = {
  readonly world: JiraWorld;
  readonly dialect: Dialect;
  readonly identity: Identity;
  readonly now: Date;
};
type IssueField = Field<Issue>;

const jqlRefusal = (message: string): Refusal => new Refusal(json({ errorMessages: [message], errors: {} }, 400));

const noSuchValue = (value: string, field: string): QueryFault =>
  new QueryFault(`The value '${value}' does not exist for the field '${field}'.`);

/** Values outside `known` are a 400. */
const checkAmong = (known: readonly string[], field: string) => (value: string) => {
  if (!known.includes(value.toLowerCase())) throw noSuchValue(value, field);
};

function namedField(
  field: string,
  table: Readonly<Record<string, { id: string; name: string }>>,
  key: (item: Issue) => string,
): IssueField {
  const namesOf = (entry: { id: string; name: string } | undefined): string[] =>
    entry === undefined ? [] : [entry.name.toLowerCase(), entry.id];
  return choiceField({
    names: (item) => namesOf(table[key(item)]),
    check: checkAmong(Object.values(table).flatMap(namesOf), field),
    sortValue: (item) => table[key(item)]?.id ?? '',
  });
}

function personField(
  field: string,
  person: (item: Issue) => Person | undefined,
  { world, dialect, identity }: Setting,
): IssueField {
  const me = identity.kind === 'known' ? dialect.userNames(identity.person)[0] : '(nobody)';
  return choiceField({
    names: (item) => {
      const found = person(item);
      return found === undefined ? [] : dialect.userNames(found).map((name) => name.toLowerCase());
    },
    check: checkAmong(
      world.people.flatMap((known) => dialect.userNames(known)),
      field,
    ),
    call: (name) => (name === 'currentuser' ? me?.toLowerCase() : undefined),
    sortValue: (item) => person(item)?.name ?? '',
  });
}

function projectField({ world, identity }: Setting): IssueField {
  const namesOf = (key: string): string[] => {
    const project = world.projects.find((each) => each.key === key);
    return project === undefined ? [] : [key.toLowerCase(), project.name.toLowerCase(), world.projectId(key)];
  };
  const known = world.visibleProjects(identity).flatMap(({ key }) => namesOf(key));
  return choiceField({
    names: (item) => namesOf(item.project),
    check: checkAmong(known, 'project'),
    sortValue: (item) => item.project,
  });
}

function keyField({ world, identity }: Setting): IssueField {
  const namesOf = (item: Issue): string[] => [issueKey(item).toLowerCase(), item.id];
  return choiceField({
    names: namesOf,
    check: (value) => {
      if (world.findIssue(value, identity) !== undefined) return;
      throw new QueryFault(`An issue with key '${value}' does not exist for field 'key'.`);
    },
    sortValue: (item) => Number(item.id),
  });
}

/** With kinds, only those count as having a parent. */
function parentField({ world }: Setting, ...kinds: Issue['kind'][]): IssueField {
  return choiceField({
    names: (item) => {
      const counts = kinds.length === 0 || kinds.includes(item.kind);
      const parent = counts ? world.byId(item.parent) : undefined;
      return parent === undefined ? [] : [issueKey(parent).toLowerCase(), parent.id];
    },
  });
}

function searched(field: string, text: (item: Issue) => string): IssueField {
  const check = (value: string): void => {
    if (/^[*?]/.test(value)) {
      throw new QueryFault(
        `The text query '${value}' for field '${field}' is not allowed to start with character '${value.charAt(0)}'.`,
      );
    }
    if (value.trim() === '')
      throw new QueryFault(`The field '${field}' does not support searching for an empty string.`);
  };
  return textField({
    text,
    check,
    ...(field === 'summary' ? { sortValue: (item: Issue) => item.summary.toLowerCase() } : {}),
  });
}

function dated(field: string, date: (item: Issue) => Date | undefined, { now }: Setting): IssueField {
  const invalid = (text: string): QueryFault =>
    new QueryFault(
      `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    );
  return dateField({ date, now, invalid, bareOffsets: true });
}

function categoryField(): IssueField {
  const namesOf = ({ category }: (typeof statuses)['todo']): string[] => [
    category.name.toLowerCase(),
    category.key,
    String(category.id),
  ];
  return choiceField({
    names: (item) => namesOf(statuses[item.stage]),
    check: checkAmong(Object.values(statuses).flatMap(namesOf), 'statusCategory'),
  });
}

/** `Unresolved` is another word for EMPTY. */
function resolutionField(): IssueField {
  const field = choiceField<Issue>({
    names: (item) => (item.stage === 'done' ? ['done'] : []),
    check: checkAmong(['done'], 'resolution'),
  });
  const isUnresolved = (value: Value): boolean => value.kind === 'text' && value.text.toLowerCase() === 'unresolved';
  return {
    ...field,
    test: (operator, values) =>
      field.test(
        operator,
        values.map((value) => (isUnresolved(value) ? { kind: 'empty' } : value)),
      ),
  };
}

const textual = (item: Issue): string =>
  [item.summary, wordsOf(item.description?.native), ...item.comments.map(({ text }) => wordsOf(text.native))].join(' ');

/** Names, ids, and the functions that stand for all sprints in a state. */
function sprintField({ world }: Setting): IssueField {
  const namesOf = ({ id, name }: Sprint): string[] => [String(id), name.toLowerCase()];
  const ofItem = (item: Issue): readonly Sprint[] => world.sprints.filter(({ id }) => item.sprints.includes(id));
  const functions = { opensprints: 'active', futuresprints: 'future', closedsprints: 'closed' } as const;
  return choiceField({
    names: (item) => ofItem(item).flatMap((sprint) => [...namesOf(sprint), `(${sprint.state})`]),
    check: checkAmong(world.sprints.flatMap(namesOf), 'sprint'),
    call: (name) => (name in functions ? `(${functions[name as keyof typeof functions]})` : undefined),
  });
}

const listField = (field: string, known: readonly Named[], ids: (item: Issue) => readonly string[]): IssueField => {
  const namesOf = ({ id, name }: Named): string[] => [id, name.toLowerCase()];
  return choiceField({
    names: (item) => known.filter(({ id }) => ids(item).includes(id)).flatMap(namesOf),
    check: checkAmong(known.flatMap(namesOf), field),
  });
};

function issueFields(setting: Setting): Record<string, IssueField> {
  const type = namedField('issuetype', issueTypes, (item) => item.kind);
  const key = keyField(setting);
  const due = dated('due', (item) => (item.dueOn === undefined ? undefined : new Date(item.dueOn)), setting);
  const created = dated('created', (item) => item.createdAt, setting);
  const updated = dated('updated', (item) => item.updatedAt, setting);
  return {
    project: projectField(setting),
    ...{ key, issuekey: key, id: key, issue: key },
    ...(setting.dialect.isCloud
      ? { parent: parentField(setting) }
      : { parent: parentField(setting, 'subtask'), 'epic link': parentField(setting, 'story', 'task', 'bug') }),
    sprint: sprintField(setting),
    component: listField('component', setting.world.components, ({ components }) => components),
    fixversion: listField('fixVersion', setting.world.versions, ({ fixVersions }) => fixVersions),
    ...{ type, issuetype: type },
    status: namedField('status', statuses, (item) => item.stage),
    statuscategory: categoryField(),
    priority: namedField('priority', priorities, (item) => String(item.priority)),
    assignee: personField('assignee', (item) => item.assignee, setting),
    reporter: personField('reporter', (item) => item.reporter, setting),
    creator: personField('creator', (item) => item.creator, setting),
    labels: choiceField({ names: (item) => item.labels.map((label) => label.toLowerCase()) }),
    resolution: resolutionField(),
    summary: searched('summary', (item) => item.summary),
    description: searched('description', (item) => wordsOf(item.description?.native)),
    text: searched('text', textual),
    ...{ created, createddate: created, updated, updateddate: updated, due, duedate: due },
  };
}

function jqlLanguage(setting: Setting): Language<Issue> {
  const isKnown = setting.identity.kind === 'known';
  return {
    fields: issueFields(setting),
    unknownField: (name) =>
      new QueryFault(
        isKnown
          ? `Field '${name}' does not exist or you do not have permission to view it.`
          : `Field '${name}' does not exist or this field cannot be viewed by anonymous users.`,
      ),
    unsupportedOperator: ({ field, operator }) =>
      new QueryFault(`The operator '${operator}' is not supported by the '${field}' field.`),
  };
}

/** Parses JQL or refuses with the 400 of a real site. */
export function parseJql(jql: string): Query {
  try {
    return parseQuery(jql);
  } catch (error) {
    if (error instanceof QueryFault) throw jqlRefusal(`Error in the JQL Query: ${error.message}`);
    throw error;
  }
}

/** Issues that satisfy the query, newest first unless it sorts. */
export function searchIssues(query: Query, setting: Setting): Issue[] {
  const newestFirst = setting.world.visibleIssues(setting.identity).toReversed();
  try {
    return run(jqlLanguage(setting), query, newestFirst);
  } catch (error) {
    if (error instanceof QueryFault) throw jqlRefusal(error.message);
    throw error;
  }
}
