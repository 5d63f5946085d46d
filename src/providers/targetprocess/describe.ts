import pLimit from 'p-limit';
import type { ApiClient } from '../http/api-client.ts';
import type { DescribeProjectQuery, FieldDescription, ProjectDescription } from '../project-description.ts';
import { parentFields } from './entity-types.ts';
import { projectIdOf } from './lookups.ts';
import { toProject } from './mapping.ts';
import { customFieldsOf, isShared, namesIn, optionsOf, prioritiesOf, statesOf, typeOf, typesOf } from './process.ts';
import { linkName } from './relation-names.ts';
import { asJson } from './requests.ts';
import { tpProject, type EntityState, type TpCustomField, type TpProject } from './schemas.ts';
import { typeNamed } from './search.ts';
import { sprintsOf, teamsOf } from './sprints.ts';

type Site = { readonly api: ApiClient; readonly baseUrl: string };

// The sprints are three requests at once, and four are the most at one moment.
const atOnce = 2;
const mostNames = 50;

export async function readProject(api: ApiClient, id: string, signal?: AbortSignal): Promise<TpProject> {
  const query = { ...asJson, include: '[Id,Name,Abbreviation,IsActive,Program[Id,Name],Process[Id]]' };
  return await api.get(`/api/v1/Projects/${id}`, query, tpProject, signal);
}

export async function describeProject(site: Site, query: DescribeProjectQuery): Promise<ProjectDescription> {
  const { api, baseUrl } = site;
  const { signal } = query;
  const project = await readProject(api, await projectIdOf(api, query.project, signal), signal);
  const process = project.Process?.Id;
  const type = query.type === undefined ? undefined : await typeNamed(api, query.type, signal);
  const limit = pLimit(atOnce);
  const [types, states, priorities, tags, relations, roles, teams, sprints, fields] = await Promise.all([
    limit(() => (process === undefined ? [] : typesOf(api, process, signal))),
    limit(() => (process === undefined ? [] : statesOf(api, process, undefined, signal))),
    limit(() => prioritiesOf(api, type, signal)),
    limit(() => namesIn(api, 'Tags', signal)),
    limit(() => namesIn(api, 'RelationTypes', signal)),
    limit(() => namesIn(api, 'Roles', signal)),
    limit(() => teamsOf(api, project.Id, signal)),
    limit(() => sprintsOf(api, project.Id, [], signal)),
    limit(() => (type === undefined ? undefined : fieldsOf(api, process, type, signal))),
  ]);
  const sprintNames = (field: string) => sprints.filter((one) => one.field === field).map(({ Name }) => Name);
  const lists = [
    { name: 'Team', values: teams.flatMap(({ Name }) => Name ?? []) },
    { name: 'Role', values: namesOf(roles) },
    { name: 'Team iteration', values: sprintNames('TeamIteration') },
    { name: 'Iteration', values: sprintNames('Iteration') },
    { name: 'Release', values: sprintNames('Release') },
  ].filter(({ values }) => values.length > 0);
  const inOrder = types.length > 0 ? types : [...new Set(states.flatMap((one) => typeOf(one) ?? []))];
  return {
    project: toProject(baseUrl, project),
    types: inOrder.map((name) => ({
      name,
      states: describeStates(states.filter((one) => typeOf(one) === name)),
      fields: name === type ? fields : undefined,
    })),
    priorities: namesOf(priorities),
    labels: namesOf(tags).slice(0, mostNames),
    linkTypes: relations.flatMap(({ Name }) => [Name, linkName(Name, false)]),
    activities: namesOf(roles),
    lists: lists.map(({ name, values }) => ({ name, values: [...new Set(values)].slice(0, mostNames) })),
    notes: [
      'Time is logged for a role: it is the activity of log_time.',
      ...(states.some((one) => !isShared(one)) ? ['Teams have states of their own below some of these.'] : []),
    ],
  };
}

const namesOf = (rows: readonly { readonly Name: string }[]): string[] => [...new Set(rows.map(({ Name }) => Name))];

function describeStates(states: readonly EntityState[]) {
  return states.filter(isShared).map(({ Name, IsFinal, NextStates }) => {
    const moves = NextStates?.Items.flatMap((next) => next.Name ?? []);
    return { name: Name, done: IsFinal, moves: moves?.length === 0 ? undefined : moves };
  });
}

async function fieldsOf(
  api: ApiClient,
  process: string | undefined,
  type: string,
  signal?: AbortSignal,
): Promise<FieldDescription[]> {
  const custom = process === undefined ? [] : await customFieldsOf(api, process, type, signal);
  const severities = type === 'Bug' ? await namesIn(api, 'Severities', signal) : [];
  const parents = parentFields[type] ?? [];
  const field = (name: string, kind: string, rest: Partial<FieldDescription> = {}): FieldDescription => ({
    name,
    type: kind,
    required: false,
    ...rest,
  });
  return [
    field('title', 'text', { required: true }),
    field('project', 'item', { required: true }),
    ...(parents.length === 0 ? [] : [field('parent', `item (${parents.join(' or ')})`, { required: type === 'Task' })]),
    field('description', 'rich text'),
    field('priority', 'choice', { allowed: namesOf(await prioritiesOf(api, type, signal)) }),
    field('assignees', 'people'),
    field('labels', 'choices'),
    field('startDate', 'date', { id: 'PlannedStartDate' }),
    field('dueDate', 'date', { id: 'PlannedEndDate' }),
    field('estimateHours', 'hours', { id: 'Effort' }),
    field('sprint', 'choice', { id: 'TeamIteration' }),
    field('Release', 'choice'),
    field('Team', 'choice'),
    ...(severities.length === 0 ? [] : [field('Severity', 'choice', { allowed: namesOf(severities) })]),
    ...custom.map(describeCustom),
  ];
}

const customTypes: Readonly<Record<string, string>> = {
  text: 'text',
  richtext: 'rich text',
  dropdown: 'choice',
  multipleselectionlist: 'choices',
  checkbox: 'yes or no',
  date: 'date',
  number: 'number',
  money: 'number',
  url: 'text',
  entity: 'item',
};

function describeCustom(custom: TpCustomField): FieldDescription {
  const { Name, FieldType = 'Text', Required } = custom;
  const options = optionsOf(custom);
  const isList = ['dropdown', 'multipleselectionlist'].includes(FieldType.toLowerCase());
  return {
    name: Name,
    type: customTypes[FieldType.toLowerCase()] ?? FieldType,
    required: Required === true,
    allowed: isList ? options.slice(0, mostNames) : undefined,
    more: isList && options.length > mostNames ? options.length - mostNames : undefined,
  };
}
