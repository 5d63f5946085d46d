import { halls, nextStatuses, priorities, types } from './catalog.ts';
import type { Violation } from './errors.ts';
import { userId, type OpenProjectWorld } from './world.ts';
import type { Detail, Work } from './work.ts';

type Body = Readonly<Record<string, unknown>>;
/** The collection a link of that name leads to, and where its id is kept. */
const linked: Readonly<Record<string, { readonly to: string; readonly at: keyof Work }>> = {
  type: { to: 'types', at: 'type' },
  status: { to: 'statuses', at: 'status' },
  priority: { to: 'priorities', at: 'priority' },
  project: { to: 'projects', at: 'project' },
  parent: { to: 'work_packages', at: 'parent' },
  version: { to: 'versions', at: 'version' },
  sprint: { to: 'sprints', at: 'sprint' },
  category: { to: 'categories', at: 'category' },
  assignee: { to: 'users', at: 'assignee' },
  responsible: { to: 'users', at: 'responsible' },
  customField1: { to: 'custom_options', at: 'hall' },
};
const local: Readonly<Record<string, keyof Work>> = {
  subject: 'subject',
  startDate: 'startDate',
  dueDate: 'dueDate',
  estimatedTime: 'estimatedTime',
  percentageDone: 'percentageDone',
  customField2: 'reference',
};
const readOnly = new Set(['id', 'author', 'createdAt', 'updatedAt', 'spentTime']);

const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null;

/** Writes a request's body over a copy of the work package, and says what of it could not even be read. */
export function writeOver(draft: Work, body: Body): Violation[] {
  const links = isObject(body['_links']) ? body['_links'] : {};
  const { description } = body;
  if (isObject(description) && typeof description['raw'] === 'string') draft.description = description['raw'];
  for (const [name, field] of Object.entries(local)) {
    if (name in body) Object.assign(draft, { [field]: body[name] ?? undefined });
  }
  const before = draft.project;
  const broken = Object.entries(links).flatMap(([name, link]) => writeLink(draft, name, link));
  if (draft.project !== before) Object.assign(draft, { category: undefined, version: undefined, sprint: undefined });
  const refused = [...Object.keys(body), ...Object.keys(links)].filter((name) => readOnly.has(name));
  return [...broken, ...refused.map(notWritable)];
}

const notWritable = (attribute: string): Violation => ({
  attribute,
  message: `${attribute} was attempted to be written but is not writable.`,
  name: 'PropertyIsReadOnly',
});

function writeLink(draft: Work, name: string, link: unknown): Violation[] {
  const kind = linked[name];
  if (kind === undefined) return [];
  const href = isObject(link) ? link['href'] : undefined;
  if (href === null) {
    Object.assign(draft, { [kind.at]: undefined });
    return [];
  }
  const [, to, id] = /^\/api\/v3\/(\w+)\/(\d+)$/.exec(typeof href === 'string' ? href : '') ?? [];
  if (to !== kind.to) {
    const message = `For property '${name}' a link like '/api/v3/${kind.to}/:id' is expected, but got ${JSON.stringify(href)}.`;
    return [{ attribute: name, message, name: 'ResourceTypeMismatch' }];
  }
  Object.assign(draft, { [kind.at]: Number(id) });
  return [];
}

const notAllowed = (attribute: string, label: string): Violation => ({
  attribute,
  message: `${label} is not set to one of the allowed values.`,
});

/** What the model objects to. `before` is absent for a new work package. */
export function violationsOf(world: OpenProjectWorld, draft: Work, before: Work | undefined): Violation[] {
  const isHere = (list: readonly { id: number; project: number }[], id: number | undefined): boolean =>
    id === undefined || list.some((each) => each.id === id && each.project === draft.project);
  const openVersions = world.versions.filter(({ status, id }) => status === 'open' || id === before?.version);
  const has = (list: readonly { readonly id: number }[], id: number | undefined): boolean =>
    list.some((each) => each.id === id);
  return [
    ...subjectViolations(draft),
    ...(world.project(draft.project) === undefined ? [notAllowed('project', 'Project')] : []),
    ...(has(Object.values(types), draft.type) ? [] : [notAllowed('type', 'Type')]),
    ...(has(Object.values(priorities), draft.priority) ? [] : [notAllowed('priority', 'Priority')]),
    ...(has(nextStatuses(before?.status ?? 1), draft.status) ? [] : [noWay]),
    ...(isHere(openVersions, draft.version) ? [] : [notAllowed('version', 'Version')]),
    ...(isHere(world.sprints, draft.sprint) ? [] : [notAllowed('sprint', 'Sprint')]),
    ...(isHere(world.categories, draft.category) ? [] : [notAllowed('category', 'Category')]),
    ...personViolations(world, draft),
    ...hallViolations(draft),
    ...dateViolations(draft),
    ...parentViolations(world, draft),
  ];
}

const noWay: Violation = {
  attribute: 'status',
  message: 'Status is invalid because no valid transition exists from old to new status for the current user’s roles.',
};

function subjectViolations({ subject }: Work): Violation[] {
  if (typeof subject !== 'string' || subject.trim() === '')
    return [{ attribute: 'subject', message: 'Subject can’t be blank.' }];
  if (subject.length > 255)
    return [{ attribute: 'subject', message: 'Subject is too long (maximum is 255 characters).' }];
  return [];
}

function personViolations(world: OpenProjectWorld, draft: Work): Violation[] {
  return (['assignee', 'responsible'] as const)
    .filter((name) => draft[name] !== undefined && !world.people.some((person) => userId(person) === draft[name]))
    .map((attribute) => ({ attribute, message: 'The chosen user is not allowed to be chosen for this work package.' }));
}

function hallViolations({ type, hall }: Work): Violation[] {
  if (type !== types.bug.id) return hall === undefined ? [] : [notWritable('customField1')];
  if (hall === undefined) return [{ attribute: 'customField1', message: 'Affected hall can’t be blank.' }];
  return halls.some(({ id }) => id === hall) ? [] : [notAllowed('customField1', 'Affected hall')];
}

function dateViolations({ startDate, dueDate, estimatedTime }: Work): Violation[] {
  const broken = Object.entries({ startDate, dueDate })
    .filter(([, date]) => date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date))
    .map(([attribute]) => ({
      attribute,
      message: `Invalid format for property '${attribute}': Expected format like 'YYYY-MM-DD (ISO 8601 date only)'.`,
      name: 'PropertyFormatError',
    }));
  const reversed = startDate !== undefined && dueDate !== undefined && dueDate < startDate;
  const message = 'Finish date must be greater than or equal to the start date.';
  const unread = estimatedTime !== undefined && !/^P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/.test(estimatedTime);
  return [
    ...broken,
    ...(reversed ? [{ attribute: 'dueDate', message }] : []),
    ...(unread ? [{ attribute: 'estimatedTime', message: 'Expected ISO 8601.', name: 'PropertyFormatError' }] : []),
  ];
}

function parentViolations(world: OpenProjectWorld, draft: Work): Violation[] {
  if (draft.parent === undefined) return [];
  const above: number[] = [];
  for (let at: number | undefined = draft.parent; at !== undefined && !above.includes(at);) {
    above.push(at);
    at = world.work.find(({ id }) => id === at)?.parent;
  }
  if (!world.work.some(({ id }) => id === draft.parent))
    return [{ attribute: 'parent', message: 'Parent does not exist.' }];
  return above.includes(draft.id)
    ? [{ attribute: 'parent', message: 'The relation would create a circle between work packages.' }]
    : [];
}

const shown: readonly (readonly [keyof Work, string])[] = [
  ['subject', 'Subject'],
  ['type', 'Type'],
  ['status', 'Status'],
  ['priority', 'Priority'],
  ['assignee', 'Assignee'],
  ['responsible', 'Accountable'],
  ['version', 'Version'],
  ['sprint', 'Sprint'],
  ['category', 'Category'],
  ['startDate', 'Start date'],
  ['dueDate', 'Finish date'],
  ['estimatedTime', 'Work'],
  ['percentageDone', '% Complete'],
  ['parent', 'Parent'],
  ['project', 'Project'],
  ['hall', 'Affected hall'],
  ['reference', 'Reference'],
  ['description', 'Description'],
];

/** The differences as a journal keeps them, in names. */
export function detailsOf(before: Work, after: Work, nameOf: (field: keyof Work, value: unknown) => string): Detail[] {
  const word = (field: keyof Work, value: unknown) =>
    value === undefined || value === '' ? undefined : nameOf(field, value);
  return shown
    .filter(([field]) => before[field] !== after[field])
    .map(([field, label]) => ({ field: label, from: word(field, before[field]), to: word(field, after[field]) }));
}
