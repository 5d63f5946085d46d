import { json, Refusal } from '../server/answer.ts';
import { QueryFault } from '../query/tokens.ts';
import { run, type Field, type Language } from '../query/evaluate.ts';
import { choiceField, dateField, textField } from '../query/fields.ts';
import { parseQuery, type Query, type Value } from '../query/parse.ts';
import { toPlainText } from '../rich-text/html.ts';
import { issueTypes, priorities, statuses } from './catalog.ts';
import { issueKey, type JiraWorld } from './world.ts';
import type { Dialect } from './dialect.ts';
import type { Person } from '../company/people.ts';
import type { WorkItem } from '../company/work-item.ts';
import type { Identity } from '../server/call.ts';

type Setting = {
  readonly world: JiraWorld;
  readonly dialect: Dialect;
  readonly identity: Identity;
  readonly now: Date;
};
type IssueField = Field<WorkItem>;

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
  key: (item: WorkItem) => string,
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
  person: (item: WorkItem) => Person | undefined,
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
  const namesOf = (item: WorkItem): string[] => [issueKey(item).toLowerCase(), world.issueId(item)];
  return choiceField({
    names: namesOf,
    check: (value) => {
      if (world.findIssue(value, identity) !== undefined) return;
      throw new QueryFault(`An issue with key '${value}' does not exist for field 'key'.`);
    },
    sortValue: (item) => world.issues.indexOf(item),
  });
}

function parentField({ world }: Setting): IssueField {
  return choiceField({
    names: (item) => {
      const parent = world.parentOf(item);
      return parent === undefined ? [] : [issueKey(parent).toLowerCase(), world.issueId(parent)];
    },
  });
}

function searched(field: string, text: (item: WorkItem) => string): IssueField {
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
    ...(field === 'summary' ? { sortValue: (item: WorkItem) => item.title.toLowerCase() } : {}),
  });
}

function dated(field: string, date: (item: WorkItem) => Date | undefined, { now }: Setting): IssueField {
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
  const field = choiceField<WorkItem>({
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

function textual(item: WorkItem): string {
  return [item.title, toPlainText(item.description), ...item.remarks.map((remark) => toPlainText(remark.text))].join(
    ' ',
  );
}

function issueFields(setting: Setting): Record<string, IssueField> {
  const type = namedField('issuetype', issueTypes, (item) => item.kind);
  const key = keyField(setting);
  const due = dated('due', (item) => (item.dueOn === undefined ? undefined : new Date(item.dueOn)), setting);
  const created = dated('created', (item) => item.createdAt, setting);
  const updated = dated('updated', (item) => item.updatedAt, setting);
  return {
    project: projectField(setting),
    ...{ key, issuekey: key, id: key, issue: key, parent: parentField(setting) },
    ...{ type, issuetype: type },
    status: namedField('status', statuses, (item) => item.stage),
    statuscategory: categoryField(),
    priority: namedField('priority', priorities, (item) => String(item.priority)),
    assignee: personField('assignee', (item) => item.assignee, setting),
    reporter: personField('reporter', (item) => item.author, setting),
    creator: personField('creator', (item) => item.author, setting),
    labels: choiceField({ names: (item) => item.labels.map((label) => label.toLowerCase()) }),
    resolution: resolutionField(),
    summary: searched('summary', (item) => item.title),
    description: searched('description', (item) => toPlainText(item.description)),
    text: searched('text', textual),
    ...{ created, createddate: created, updated, updateddate: updated, due, duedate: due },
  };
}

function jqlLanguage(setting: Setting): Language<WorkItem> {
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
export function searchIssues(query: Query, setting: Setting): WorkItem[] {
  const newestFirst = setting.world.visibleIssues(setting.identity).toReversed();
  try {
    return run(jqlLanguage(setting), query, newestFirst);
  } catch (error) {
    if (error instanceof QueryFault) throw jqlRefusal(error.message);
    throw error;
  }
}
