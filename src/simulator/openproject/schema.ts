import { halls, nextStatuses, priorities, types, type Named } from './catalog.ts';
import { link } from './render.ts';
import type { OpenProjectWorld } from './world.ts';
import type { Work } from './work.ts';

type Field = Readonly<Record<string, unknown>>;

const local = (type: string, name: string, more: Field = {}): Field => ({
  ...{ type, name, required: false, hasDefault: false, writable: true },
  ...more,
});

/** A field whose values are listed on the spot. */
function chosen(type: string, name: string, collection: string, values: readonly Named[], more: Field = {}): Field {
  return local(type, name, {
    location: '_links',
    ...more,
    _links: { allowedValues: values.map((value) => link(`/${collection}/${value.id}`, value.name)) },
    _embedded: {
      allowedValues: values.map((value) => ({
        ...{ _type: type, id: value.id, name: value.name },
        _links: { self: link(`/${collection}/${value.id}`, value.name) },
      })),
    },
  });
}

/** A field whose values lie behind an address. */
const listed = (type: string, name: string, path: string): Field =>
  local(type, name, { location: '_links', _links: { allowedValues: { href: `/api/v3${path}` } } });

const fixed = (type: string, name: string): Field => local(type, name, { writable: false });

/** What may be written to a work package of this project, type and status. */
export function schemaOf(
  world: OpenProjectWorld,
  work: Work,
  before: Pick<Work, 'status' | 'version'> | undefined,
): Field {
  const here = <T extends { readonly project: number }>(list: readonly T[]): T[] =>
    list.filter(({ project }) => project === work.project);
  const versions = here(world.versions).filter(({ status, id }) => status === 'open' || id === before?.version);
  const sprints = here(world.sprints).filter(({ status }) => status !== 'completed');
  const assignees = `/projects/${work.project}/available_assignees`;
  return {
    _type: 'Schema',
    _dependencies: [],
    _attributeGroups: [],
    lockVersion: fixed('Integer', 'Lock Version'),
    id: fixed('Integer', 'ID'),
    subject: local('String', 'Subject', { required: true, minLength: 1, maxLength: 255 }),
    description: local('Formattable', 'Description'),
    startDate: local('Date', 'Start date'),
    dueDate: local('Date', 'Finish date'),
    estimatedTime: local('Duration', 'Work'),
    spentTime: fixed('Duration', 'Spent time'),
    percentageDone: local('Integer', '% Complete'),
    createdAt: fixed('DateTime', 'Created on'),
    updatedAt: fixed('DateTime', 'Updated on'),
    author: fixed('User', 'Author'),
    project: listed('Project', 'Project', '/work_packages/available_projects'),
    parent: local('WorkPackage', 'Parent', { location: '_links' }),
    assignee: listed('User', 'Assignee', assignees),
    responsible: listed('User', 'Accountable', assignees),
    type: chosen('Type', 'Type', 'types', Object.values(types), { required: true }),
    status: chosen('Status', 'Status', 'statuses', nextStatuses(before?.status ?? 1), { required: true }),
    category: chosen('Category', 'Category', 'categories', here(world.categories)),
    version: chosen('Version', 'Version', 'versions', versions),
    priority: chosen('Priority', 'Priority', 'priorities', Object.values(priorities), {
      ...{ required: true, hasDefault: true },
    }),
    ...(here(world.sprints).length === 0 ? {} : { sprint: chosen('Sprint', 'Sprint', 'sprints', sprints) }),
    ...(work.type === types.bug.id
      ? { customField1: chosen('CustomOption', 'Affected hall', 'custom_options', halls, { required: true }) }
      : {}),
    customField2: local('String', 'Reference'),
  };
}
