import { json, nothing, type Answer } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { found, read, write, writer } from './access.ts';
import { activities } from './catalog.ts';
import { collection } from './collection.ts';
import { invalidQuery, missingPermission, refuseChange, validationErrors, type Violation } from './errors.ts';
import { readFilters } from './filters.ts';
import { link, named, openProjectTime, OpenProjectRenderer } from './render.ts';
import { userId, type OpenProjectWorld } from './world.ts';
import type { TimeEntry } from './work.ts';

type World = OpenProjectWorld;
type Links = Readonly<Record<string, { readonly href?: string | null } | undefined>>;

function drawEntry(world: World, entry: TimeEntry): Record<string, unknown> {
  const renderer = new OpenProjectRenderer(world);
  const work = renderer.workLink(world.work.find(({ id }) => id === entry.work));
  const at = `/api/v3/time_entries/${entry.id}`;
  return {
    _type: 'TimeEntry',
    id: entry.id,
    comment: { format: 'plain', raw: entry.comment, html: entry.comment },
    spentOn: entry.spentOn,
    hours: entry.hours,
    ongoing: false,
    createdAt: openProjectTime(entry.createdAt),
    updatedAt: openProjectTime(entry.updatedAt),
    _links: {
      self: { href: at },
      updateImmediately: { href: at, method: 'patch' },
      delete: { href: at, method: 'delete' },
      project: link(`/projects/${entry.project}`, world.project(entry.project)?.name),
      entity: work,
      workPackage: work,
      user: renderer.userLink(entry.user),
      activity: link(`/time_entries/activities/${entry.activity}`, named(activities, entry.activity)?.name),
    },
  };
}

/** Of the filters, those that say on what time was spent. The old name for it is gone. */
function list(world: World, call: Call): Answer {
  const filters = readFilters(call.query.get('filters')) ?? [];
  const unknown = filters.find(({ name }) => !['entity_id', 'entity_type', 'project_id'].includes(name));
  if (unknown !== undefined) return invalidQuery(`Filters ${unknown.name} filter does not exist.`);
  const valuesOf = (wanted: string) => filters.find(({ name }) => name === wanted)?.values;
  const visible = new Set(world.visibleWork(call.identity).map(({ id }) => id));
  const all = world.timeEntries
    .filter(({ work }) => visible.has(work) && (valuesOf('entity_id')?.includes(String(work)) ?? true))
    .filter(({ project }) => valuesOf('project_id')?.includes(String(project)) ?? true);
  return collection(call, { type: 'Collection', all, draw: (entry) => drawEntry(world, entry) });
}

const idIn = (links: Links, name: string): string => links[name]?.href?.split('/').at(-1) ?? '';

function writeOver(world: World, call: Call, draft: TimeEntry): TimeEntry {
  const {
    hours,
    spentOn,
    comment,
    _links = {},
  } = call.input() as {
    hours?: string;
    spentOn?: string;
    comment?: { raw?: string };
    _links?: Links;
  };
  const work = world.findWork(idIn(_links, 'entity') || idIn(_links, 'workPackage'), call.identity);
  return {
    ...draft,
    hours: hours ?? draft.hours,
    spentOn: spentOn ?? draft.spentOn,
    comment: comment?.raw ?? draft.comment,
    activity: Number(idIn(_links, 'activity')) || draft.activity,
    ...(work === undefined ? {} : { work: work.id, project: work.project }),
    updatedAt: call.now,
  };
}

function violationsOf({ hours, spentOn, work, activity }: TimeEntry): Violation[] {
  const refuse = (attribute: string, message: string): Violation => ({ attribute, message });
  return [
    ...(/^PT\d+(\.\d+)?[HMS]/.test(hours) ? [] : [refuse('hours', 'Hours is not a number.')]),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(spentOn) ? [] : [refuse('spentOn', 'Date can’t be blank.')]),
    ...(work === 0 ? [refuse('entity', 'Work package is invalid.')] : []),
    ...(named(activities, activity) === undefined
      ? [refuse('activity', 'Activity is not set to one of the allowed values.')]
      : []),
  ];
}

const blank = (call: Call): TimeEntry => ({
  ...{ id: 0, work: 0, project: 0, user: userId(writer(call)), hours: '', spentOn: '', comment: '', activity: 1 },
  ...{ createdAt: call.now, updatedAt: call.now },
});

const field = (type: string, name: string, more: object = {}) => ({
  ...{ type, name, required: true, hasDefault: false, writable: true },
  ...more,
});

function schema(): Record<string, unknown> {
  const values = activities.map(({ id, name }) => link(`/time_entries/activities/${id}`, name));
  return {
    _type: 'Schema',
    spentOn: field('Date', 'Date'),
    hours: field('Duration', 'Hours'),
    comment: field('Formattable', 'Comment', { required: false }),
    entity: field('WorkPackage', 'Work package', { location: '_links' }),
    project: field('Project', 'Project', { required: false, location: '_links' }),
    activity: field('TimeEntriesActivity', 'Activity', {
      ...{ required: false, hasDefault: true, location: '_links' },
      _links: { allowedValues: values },
      _embedded: {
        allowedValues: activities.map(({ id, name }, index) => ({ id, name, _links: { self: values[index] } })),
      },
    }),
  };
}

function form(world: World, call: Call, start: TimeEntry): Answer {
  const draft = writeOver(world, call, start);
  const violations = violationsOf(draft);
  return json({
    _type: 'Form',
    _embedded: { payload: {}, schema: schema(), validationErrors: validationErrors(violations) },
    _links: { self: { href: call.request.path, method: 'post' } },
  });
}

function create(world: World, call: Call): Answer {
  const draft = writeOver(world, call, blank(call));
  const violations = violationsOf(draft);
  if (violations.length > 0) return refuseChange(violations);
  const entry = { ...draft, id: world.newId() };
  world.timeEntries.push(entry);
  return json(drawEntry(world, entry), 201);
}

function entryAt(world: World, call: Call): TimeEntry {
  return found(world.timeEntries.find(({ id }) => String(id) === call.param('id')));
}

/** Own entries, and those of others for the administrator. */
function own(world: World, call: Call, answer: (entry: TimeEntry) => Answer): Answer {
  const entry = entryAt(world, call);
  const person = writer(call);
  return entry.user === userId(person) || person.number === 1 ? answer(entry) : missingPermission();
}

function update(world: World, call: Call): Answer {
  return own(world, call, (entry) => {
    const draft = writeOver(world, call, entry);
    const violations = violationsOf(draft);
    if (violations.length > 0) return refuseChange(violations);
    Object.assign(entry, draft);
    return json(drawEntry(world, entry));
  });
}

export const timeRoutes = (world: World): Route[] => [
  read('/time_entries', (call) => list(world, call)),
  read('/time_entries/{id}', (call) => json(drawEntry(world, entryAt(world, call)))),
  write('POST', '/time_entries', (call) => create(world, call)),
  write('POST', '/time_entries/form', (call) => form(world, call, blank(call))),
  write('POST', '/time_entries/{id}/form', (call) => own(world, call, (entry) => form(world, call, entry))),
  write('PATCH', '/time_entries/{id}', (call) => update(world, call)),
  write('DELETE', '/time_entries/{id}', (call) =>
    own(world, call, (entry) => {
      world.timeEntries = world.timeEntries.filter((each) => each !== entry);
      return nothing();
    }),
  ),
];
