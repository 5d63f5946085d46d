import { json, type Answer } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import type { FileStore } from '../server/file-store.ts';
import { mayWrite, projectAt, read, workAt } from './access.ts';
import { priorities, types } from './catalog.ts';
import { listCapabilities } from './capabilities.ts';
import { collection, wholeCollection } from './collection.ts';
import { missingPermission, notFound } from './errors.ts';
import { readFilters } from './filters.ts';
import { pageRoutes } from './page-routes.ts';
import { partRoutes } from './part-routes.ts';
import { anonymousUser, link, OpenProjectRenderer } from './render.ts';
import { timeRoutes } from './time-routes.ts';
import { workRoutes } from './work-routes.ts';
import { statuses, userId, type OpenProjectWorld } from './world.ts';
import type { Category, Sprint, Version } from './work.ts';
import type { Person } from '../company/people.ts';
import type { Project } from '../company/work-item.ts';

function getRoot(call: Call): Answer {
  const { identity } = call;
  const user =
    identity.kind === 'known' ? { user: link(`/users/${userId(identity.person)}`, identity.person.name) } : {};
  const isAdmin = identity.kind === 'known' && identity.person.number === 1;
  return json({
    _type: 'Root',
    instanceName: 'Harbour & Pine',
    ...(isAdmin ? { coreVersion: '17.3.0' } : {}),
    _links: { self: link(''), configuration: link('/configuration'), ...user },
  });
}

function getUser(world: OpenProjectWorld, call: Call): Answer {
  const { identity } = call;
  const renderer = new OpenProjectRenderer(world);
  const id = call.param('id');
  if (id === 'me') return json(identity.kind === 'known' ? renderer.user(identity.person) : anonymousUser());
  const person = identity.kind === 'known' ? world.people.find((each) => String(userId(each)) === id) : undefined;
  return person === undefined ? notFound() : json(renderer.user(person));
}

/** Of the project filters, those that name and search projects; `active` is true for all. */
function matchesProject(world: OpenProjectWorld, project: Project, call: Call): boolean {
  return (readFilters(call.query.get('filters')) ?? []).every(({ name, values }) => {
    const [value = ''] = values;
    if (name === 'name_and_identifier' || name === 'typeahead') {
      return `${project.name} ${project.key}`.toLowerCase().includes(value.toLowerCase());
    }
    if (name === 'id') return values.includes(String(world.projectId(project.key)));
    return name !== 'active' || value !== 'f';
  });
}

function listProjects(world: OpenProjectWorld, call: Call): Answer {
  const renderer = new OpenProjectRenderer(world);
  const all = world.visibleProjects(call.identity).filter((project) => matchesProject(world, project, call));
  const sorted = all.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  return collection(call, { type: 'Collection', all: sorted, draw: (project) => renderer.project(project) });
}

function withProject(world: OpenProjectWorld, call: Call, answer: (project: Project) => Answer): Answer {
  const project = world.findProject(call.param('id'), call.identity);
  return project === undefined ? notFound() : answer(project);
}

const listStatuses = (call: Call): Answer =>
  wholeCollection(
    call,
    Object.values(statuses).map(({ id, name, closed, color }, position) => ({
      ...{ _type: 'Status', id, name, isClosed: closed, color, isDefault: id === 1, isReadonly: false },
      ...{ defaultDoneRatio: null, position: position + 1, _links: { self: link(`/statuses/${id}`, name) } },
    })),
  );

const listTypes = (call: Call): Answer =>
  wholeCollection(
    call,
    Object.values(types).map(({ id, name }, position) => ({
      ...{ _type: 'Type', id, name, color: '#1A67A3', position: position + 1, isDefault: true, isMilestone: false },
      ...{ createdAt: '2024-02-01T08:00:00Z', updatedAt: '2024-02-01T08:00:00Z' },
      _links: { self: link(`/types/${id}`, name) },
    })),
  );

const listPriorities = (call: Call): Answer =>
  wholeCollection(
    call,
    Object.values(priorities).map(({ id, name }, position) => ({
      ...{ _type: 'Priority', id, name, position: position + 1, color: '#C2255C', isDefault: id === 8, isActive: true },
      _links: { self: link(`/priorities/${id}`, name) },
    })),
  );

/** Of the filters on people, the ones that search. */
function matchesPerson(person: Person, call: Call): boolean {
  return (readFilters(call.query.get('filters')) ?? []).every(({ name, values: [value = ''] }) => {
    if (name === 'name') return person.name.toLowerCase().includes(value.toLowerCase());
    if (name !== 'any_name_attribute') return true;
    return [person.name, person.login, person.email].some((text) => text.toLowerCase().includes(value.toLowerCase()));
  });
}

function listPeople(world: OpenProjectWorld, call: Call): Answer {
  const renderer = new OpenProjectRenderer(world);
  const visible = call.identity.kind === 'known' ? world.people : [];
  return wholeCollection(
    call,
    visible.filter((person) => matchesPerson(person, call)).map((person) => renderer.user(person)),
  );
}

function listUsers(world: OpenProjectWorld, call: Call): Answer {
  const isAdmin = call.identity.kind === 'known' && call.identity.person.number === 1;
  return isAdmin ? listPeople(world, call) : missingPermission();
}

const categoryOf = ({ id, name, project }: Category) => ({
  ...{ _type: 'Category', id, name },
  _links: { self: link(`/categories/${id}`, name), project: link(`/projects/${project}`) },
});

const versionOf = ({ id, name, project, status, start, end }: Version) => ({
  ...{ _type: 'Version', id, name, status, startDate: start, endDate: end, sharing: 'none' },
  ...{ description: { format: 'plain', raw: '', html: '' } },
  ...{ createdAt: '2024-02-01T08:00:00Z', updatedAt: '2024-02-01T08:00:00Z' },
  _links: {
    self: link(`/versions/${id}`, name),
    definingProject: link(`/projects/${project}`),
    availableInProjects: link(`/versions/${id}/projects`),
  },
});

const sprintOf = ({ id, name, project, status, start, end }: Sprint) => ({
  ...{ _type: 'Sprint', id, name, startDate: start, finishDate: end },
  ...{ createdAt: '2026-02-01T08:00:00Z', updatedAt: '2026-02-01T08:00:00Z' },
  _links: {
    self: link(`/sprints/${id}`, name),
    definingWorkspace: link(`/projects/${project}`),
    status: { href: `urn:openproject-org:api:v3:sprints:status:${status}`, title: status },
  },
});

/** Where a project does not plan in sprints, nobody may see them. */
function listSprints(world: OpenProjectWorld, call: Call): Answer {
  const project = projectAt(world, call);
  const all = world.sprints.filter((sprint) => sprint.project === project);
  return all.length === 0 ? missingPermission() : collection(call, { type: 'Collection', all, draw: sprintOf });
}

const lookupRoutes = (world: OpenProjectWorld): Route[] => {
  const ofProject =
    <T extends { readonly project: number }>(list: readonly T[], draw: (one: T) => unknown) =>
    (call: Call): Answer => {
      const project = projectAt(world, call);
      return wholeCollection(call, list.filter((one) => one.project === project).map(draw));
    };
  const ofAll =
    <T>(list: readonly T[], draw: (one: T) => unknown) =>
    (call: Call): Answer =>
      wholeCollection(call, mayWrite(call) ? list.map(draw) : []);
  return [
    read('/projects/{id}/types', (call) => withProject(world, call, () => listTypes(call))),
    read('/projects/{id}/available_assignees', (call) => withProject(world, call, () => listPeople(world, call))),
    read('/projects/{id}/categories', ofProject(world.categories, categoryOf)),
    read('/projects/{id}/versions', ofProject(world.versions, versionOf)),
    read('/projects/{id}/sprints', (call) => listSprints(world, call)),
    read('/versions', ofAll(world.versions, versionOf)),
    read('/sprints', (call) => collection(call, { type: 'Collection', all: world.sprints, draw: sprintOf })),
    read('/statuses', listStatuses),
    read('/types', listTypes),
    read('/priorities', listPriorities),
    read('/work_packages/{id}/available_watchers', (call) => {
      workAt(world, call);
      return listPeople(world, call);
    }),
  ];
};

/** OpenProject's API v3, as far as it is used here. */
export const openProjectRoutes = (world: OpenProjectWorld, files?: FileStore): Route[] => [
  read('', getRoot),
  read('/capabilities', (call) => listCapabilities(world, call)),
  read('/users', (call) => listUsers(world, call)),
  read('/users/{id}', (call) => getUser(world, call)),
  read('/principals', (call) => listPeople(world, call)),
  read('/projects', (call) => listProjects(world, call)),
  read('/projects/{id}', (call) =>
    withProject(world, call, (project) => json(new OpenProjectRenderer(world).project(project))),
  ),
  ...lookupRoutes(world),
  ...workRoutes(world),
  ...partRoutes(world),
  ...timeRoutes(world),
  ...pageRoutes(world, files),
];
