import { json, nothing, type Answer } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { api, found, mayWrite, read, workAt, write, writer } from './access.ts';
import { halls, priorities, types } from './catalog.ts';
import { detailsOf, violationsOf, writeOver } from './change.ts';
import { collection } from './collection.ts';
import { refuseChange, updateConflict, type Violation } from './errors.ts';
import { filterItems, readFilters, sortItems } from './filters.ts';
import { workForm } from './forms.ts';
import { link, named, OpenProjectRenderer } from './render.ts';
import { schemaOf } from './schema.ts';
import { statuses, userId, type OpenProjectWorld } from './world.ts';
import type { Work } from './work.ts';

type World = OpenProjectWorld;

function list(world: World, call: Call, items: readonly Work[], inProject: boolean): Answer {
  const { identity, now, query } = call;
  const matching = filterItems(items, readFilters(query.get('filters')), { identity, now, inProject });
  const renderer = new OpenProjectRenderer(world);
  return collection(call, {
    type: 'WorkPackageCollection',
    all: sortItems(matching, query.get('sortBy'), world),
    draw: (item) => renderer.workPackage(item, mayWrite(call)),
  });
}

function listOf(world: World, call: Call): Answer {
  const project = world.projectId(found(world.findProject(call.param('id'), call.identity)).key);
  return list(
    world,
    call,
    world.visibleWork(call.identity).filter((work) => work.project === project),
    true,
  );
}

function blank(call: Call, project: number): Work {
  return {
    ...{ id: 0, lockVersion: 0, project, subject: '', description: '', percentageDone: 0, reference: '' },
    ...{ type: types.task.id, status: statuses.todo.id, priority: priorities[3].id, author: userId(writer(call)) },
    ...{ assignee: undefined, responsible: undefined, parent: undefined, version: undefined, sprint: undefined },
    ...{ category: undefined, startDate: undefined, dueDate: undefined, estimatedTime: undefined, hall: undefined },
    ...{ createdAt: call.now, updatedAt: call.now, journals: [], watchers: new Set<number>() },
  };
}

type Draft = { readonly draft: Work; readonly violations: readonly Violation[] };

function draftNew(world: World, call: Call): Draft {
  const id = call.request.path.includes('/projects/') ? call.param('id') : projectIn(call);
  const project = found(world.findProject(id, call.identity));
  const draft = blank(call, world.projectId(project.key));
  const broken = writeOver(draft, call.input());
  return { draft, violations: [...broken, ...violationsOf(world, draft, undefined)] };
}

function projectIn(call: Call): string {
  const links = call.input()['_links'] as { project?: { href?: string } } | undefined;
  return links?.project?.href?.split('/').at(-1) ?? '';
}

function draftOf(world: World, call: Call, work: Work): Draft {
  writer(call);
  const draft = { ...work };
  const broken = writeOver(draft, call.input());
  return { draft, violations: [...broken, ...violationsOf(world, draft, work)] };
}

function create(world: World, call: Call): Answer {
  const { draft, violations } = draftNew(world, call);
  if (violations.length > 0) return refuseChange(violations);
  const work = { ...draft, id: world.newId(), journals: [], watchers: new Set([draft.author]) };
  world.addJournal(work, { by: work.author, at: call.now });
  world.work.push(work);
  return json(new OpenProjectRenderer(world).workPackage(work, true), 201);
}

function update(world: World, call: Call): Answer {
  const work = workAt(world, call);
  const { draft, violations } = draftOf(world, call, work);
  if (call.input()['lockVersion'] !== work.lockVersion) return updateConflict();
  if (violations.length > 0) return refuseChange(violations);
  const details = detailsOf(work, draft, (field, value) => nameOf(world, field, value));
  if (details.length > 0) {
    Object.assign(work, draft, { lockVersion: work.lockVersion + 1, updatedAt: call.now });
    world.addJournal(work, { by: userId(writer(call)), at: call.now, details });
  }
  return json(new OpenProjectRenderer(world).workPackage(work, true));
}

function nameOf(world: World, field: keyof Work, value: unknown): string {
  const id = Number(value);
  const lists: Partial<Record<keyof Work, string | undefined>> = {
    type: named(types, id)?.name,
    status: named(statuses, id)?.name,
    priority: named(priorities, id)?.name,
    version: named(world.versions, id)?.name,
    sprint: named(world.sprints, id)?.name,
    category: named(world.categories, id)?.name,
    hall: named(halls, id)?.name,
    assignee: world.person(id)?.name,
    responsible: world.person(id)?.name,
    parent: world.work.find((each) => each.id === id)?.subject,
    project: world.project(id)?.name,
  };
  return lists[field] ?? String(value);
}

function createForm(world: World, call: Call): Answer {
  const { draft, violations } = draftNew(world, call);
  const { path } = call.request;
  return workForm(world, { draft, before: undefined, violations, self: path, commit: path.replace(/\/form$/, '') });
}

function editForm(world: World, call: Call): Answer {
  const work = workAt(world, call);
  const { draft, violations } = draftOf(world, call, work);
  if (call.input()['lockVersion'] !== undefined && call.input()['lockVersion'] !== work.lockVersion)
    return updateConflict();
  const at = `${api}/work_packages/${work.id}`;
  return workForm(world, { draft, before: work, violations, self: `${at}/form`, commit: at });
}

function remove(world: World, call: Call): Answer {
  const work = workAt(world, call);
  writer(call);
  world.remove(work);
  return nothing();
}

function schema(world: World, call: Call): Answer {
  const [project, type] = call.param('identifier').split('-').map(Number);
  const work = world.work.find((each) => each.project === project && each.type === type);
  const drawn = schemaOf(world, found(work), undefined);
  // Without a work package nobody knows what would be allowed.
  const fields = Object.entries(drawn).map(([name, field]) => [name, withoutValues(field)]);
  return json({
    ...Object.fromEntries(fields),
    _links: { self: link(`/work_packages/schemas/${call.param('identifier')}`) },
  });
}

function withoutValues(field: unknown): unknown {
  if (typeof field !== 'object' || field === null || Array.isArray(field)) return field;
  return Object.fromEntries(Object.entries(field).filter(([name]) => name !== '_embedded' && name !== '_links'));
}

export const workRoutes = (world: World): Route[] => [
  read('/work_packages', (call) => list(world, call, world.visibleWork(call.identity), false)),
  read('/projects/{id}/work_packages', (call) => listOf(world, call)),
  read('/work_packages/{id}', (call) =>
    json(new OpenProjectRenderer(world).workPackage(workAt(world, call), mayWrite(call))),
  ),
  read('/work_packages/schemas/{identifier}', (call) => schema(world, call)),
  write('POST', '/work_packages', (call) => create(world, call)),
  write('POST', '/projects/{id}/work_packages', (call) => create(world, call)),
  write('POST', '/work_packages/form', (call) => createForm(world, call)),
  write('POST', '/projects/{id}/work_packages/form', (call) => createForm(world, call)),
  write('POST', '/work_packages/{id}/form', (call) => editForm(world, call)),
  write('PATCH', '/work_packages/{id}', (call) => update(world, call)),
  write('DELETE', '/work_packages/{id}', (call) => remove(world, call)),
];
