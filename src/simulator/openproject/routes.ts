import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { collection, wholeCollection } from './collection.ts';
import { notFound, openProjectError } from './errors.ts';
import { filterItems, readFilters, sortItems } from './filters.ts';
import { anonymousUser, link, OpenProjectRenderer } from './render.ts';
import { priorities, statuses, types, userId, type OpenProjectWorld } from './world.ts';
import type { Project, WorkItem } from '../company/work-item.ts';

const api = '/api/v3';

function getRoot(call: Call): Answer {
  const { identity } = call;
  const user =
    identity.kind === 'known' ? { user: link(`/users/${userId(identity.person)}`, identity.person.name) } : {};
  const isAdmin = identity.kind === 'known' && identity.person.number === 1;
  return json({
    _type: 'Root',
    instanceName: 'Harbour & Pine',
    ...(isAdmin ? { coreVersion: '16.2.1' } : {}),
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

function listWorkPackages(world: OpenProjectWorld, call: Call, items: readonly WorkItem[]): Answer {
  const { identity, now, query } = call;
  const found = filterItems(items, readFilters(query.get('filters')), { world, identity, now });
  const renderer = new OpenProjectRenderer(world);
  return collection(call, {
    type: 'WorkPackageCollection',
    all: sortItems(found, query.get('sortBy'), world),
    draw: (item) => renderer.workPackage(item, identity.kind === 'known'),
  });
}

function getWorkPackage(world: OpenProjectWorld, call: Call): Answer {
  const item = world.findItem(call.param('id'), call.identity);
  if (item === undefined) return notFound();
  return json(new OpenProjectRenderer(world).workPackage(item, call.identity.kind === 'known'));
}

function listActivities(world: OpenProjectWorld, call: Call): Answer {
  const item = world.findItem(call.param('id'), call.identity);
  if (item === undefined) return notFound();
  const renderer = new OpenProjectRenderer(world);
  return wholeCollection(
    call,
    item.remarks.map((remark, index) => renderer.activity(item, remark, index)),
  );
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

function listPeople(world: OpenProjectWorld, call: Call): Answer {
  const renderer = new OpenProjectRenderer(world);
  const visible = call.identity.kind === 'known' ? world.people : [];
  return wholeCollection(
    call,
    visible.map((person) => renderer.user(person)),
  );
}

function listUsers(world: OpenProjectWorld, call: Call): Answer {
  const isAdmin = call.identity.kind === 'known' && call.identity.person.number === 1;
  if (isAdmin) return listPeople(world, call);
  return openProjectError('MissingPermission', 'You are not authorized to access this resource.', 403);
}

/** OpenProject's API v3, as far as reading goes. */
export const openProjectRoutes = (world: OpenProjectWorld): Route[] => [
  route('GET', api, 'public', getRoot),
  route('GET', `${api}/users`, 'public', (call) => listUsers(world, call)),
  route('GET', `${api}/users/{id}`, 'public', (call) => getUser(world, call)),
  route('GET', `${api}/principals`, 'public', (call) => listPeople(world, call)),
  route('GET', `${api}/projects`, 'public', (call) => listProjects(world, call)),
  route('GET', `${api}/projects/{id}`, 'public', (call) =>
    withProject(world, call, (project) => json(new OpenProjectRenderer(world).project(project))),
  ),
  route('GET', `${api}/projects/{id}/work_packages`, 'public', (call) =>
    withProject(world, call, (project) => listWorkPackages(world, call, project.items)),
  ),
  route('GET', `${api}/projects/{id}/types`, 'public', (call) => withProject(world, call, () => listTypes(call))),
  route('GET', `${api}/projects/{id}/available_assignees`, 'public', (call) =>
    withProject(world, call, () => listPeople(world, call)),
  ),
  route('GET', `${api}/work_packages`, 'public', (call) =>
    listWorkPackages(world, call, world.visibleItems(call.identity)),
  ),
  route('GET', `${api}/work_packages/{id}`, 'public', (call) => getWorkPackage(world, call)),
  route('GET', `${api}/work_packages/{id}/activities`, 'public', (call) => listActivities(world, call)),
  route('GET', `${api}/statuses`, 'public', listStatuses),
  route('GET', `${api}/types`, 'public', listTypes),
  route('GET', `${api}/priorities`, 'public', listPriorities),
];
