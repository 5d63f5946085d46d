import { json, nothing, type Answer } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { found, mayWrite, read, workAt, write, writer } from './access.ts';
import { reverseRelation, storedRelations } from './catalog.ts';
import { wholeCollection } from './collection.ts';
import { missingPermission, notFound, openProjectError, refuseChange } from './errors.ts';
import { formatted, link, openProjectTime, OpenProjectRenderer } from './render.ts';
import { readFilters } from './filters.ts';
import { userId, type OpenProjectWorld } from './world.ts';
import type { Detail, Journal, Relation, Work } from './work.ts';

type World = OpenProjectWorld;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** In words, as OpenProject keeps no other form of it. */
function detail({ field, from, to }: Detail) {
  const strong = `<strong>${field}</strong>`;
  const value = (text: string): string => `<i title="${escaped(text)}">${escaped(text)}</i>`;
  const answer = (raw: string, html: string) => ({ format: 'custom', raw, html });
  if (field === 'Description')
    return answer('Description changed (Details)', `${strong} changed (<a href="#">Details</a>)`);
  if (to === undefined && from !== undefined)
    return answer(`${field} deleted (${from})`, `${strong} deleted (<strike>${value(from)}</strike>)`);
  if (from === undefined) return answer(`${field} set to ${to ?? ''}`, `${strong} set to ${value(to ?? '')}`);
  return answer(
    `${field} changed from ${from} to ${to ?? ''}`,
    `${strong} changed from ${value(from)} <strong>to</strong> ${value(to ?? '')}`,
  );
}

function activity(world: World, work: Work, journal: Journal): Record<string, unknown> {
  const renderer = new OpenProjectRenderer(world);
  return {
    _type: journal.comment === '' ? 'Activity' : 'Activity::Comment',
    id: journal.id,
    comment: formatted(journal.comment),
    details: journal.details.map(detail),
    version: journal.version,
    internal: journal.internal,
    createdAt: openProjectTime(journal.at),
    updatedAt: openProjectTime(journal.updatedAt),
    _links: {
      self: link(`/activities/${journal.id}`),
      workPackage: renderer.workLink(work),
      user: renderer.userLink(journal.by),
    },
  };
}

function addComment(world: World, call: Call): Answer {
  const work = workAt(world, call);
  const by = userId(writer(call));
  const { comment, internal } = call.input() as { comment?: { raw?: string }; internal?: boolean };
  if (comment?.raw === undefined) return openProjectError('InvalidRequestBody', 'The request body was invalid.', 400);
  const journal = world.addJournal(work, { by, at: call.now, comment: comment.raw, internal: internal === true });
  work.updatedAt = call.now;
  return json(activity(world, work, journal), 201);
}

function journalAt(world: World, call: Call): { work: Work; journal: Journal } {
  const journals = world
    .visibleWork(call.identity)
    .flatMap((work) => work.journals.map((journal) => ({ work, journal })));
  return found(journals.find(({ journal }) => String(journal.id) === call.param('id')));
}

function editComment(world: World, call: Call): Answer {
  const { work, journal } = journalAt(world, call);
  const person = writer(call);
  if (journal.by !== userId(person) && person.number !== 1) return missingPermission();
  const { comment } = call.input() as { comment?: { raw?: string } };
  journal.comment = comment?.raw ?? journal.comment;
  journal.updatedAt = call.now;
  return json(activity(world, work, journal));
}

function relation(world: World, { id, type, from, to, description }: Relation): Record<string, unknown> {
  const renderer = new OpenProjectRenderer(world);
  const at = (work: number) => renderer.workLink(world.work.find((each) => each.id === work));
  return {
    _type: 'Relation',
    id,
    name: type,
    type,
    reverseType: reverseRelation[type],
    description,
    lag: null,
    _links: {
      self: link(`/relations/${id}`),
      updateImmediately: { href: `/api/v3/relations/${id}`, method: 'patch' },
      delete: { href: `/api/v3/relations/${id}`, method: 'delete' },
      schema: link(`/relations/schema/${type}`),
      from: at(from),
      to: at(to),
    },
  };
}

function listRelations(world: World, call: Call): Answer {
  const visible = new Set(world.visibleWork(call.identity).map(({ id }) => id));
  const involved = (readFilters(call.query.get('filters')) ?? []).filter(({ name }) => name === 'involved');
  const all = world.relations
    .filter(({ from, to }) => visible.has(from) && visible.has(to))
    .filter(({ from, to }) => involved.every(({ values }) => values.some((id) => id === `${from}` || id === `${to}`)));
  return wholeCollection(
    call,
    all.map((each) => relation(world, each)),
  );
}

/** The reverse of a stored kind is stored turned around. */
function addRelation(world: World, call: Call): Answer {
  const work = workAt(world, call);
  writer(call);
  const { type = '', _links } = call.input() as { type?: string; _links?: { to?: { href?: string } } };
  const other = world.findWork(_links?.to?.href?.split('/').at(-1) ?? '', call.identity);
  const reverse = reverseRelation[type];
  if (reverse === undefined)
    return refuseChange([{ attribute: 'type', message: 'Type is not set to one of the allowed values.' }]);
  if (other === undefined || other === work)
    return refuseChange([{ attribute: 'to', message: 'Related work package is invalid.' }]);
  const isThere = world.relations.some(({ from, to }) => [from, to].includes(work.id) && [from, to].includes(other.id));
  if (isThere) return refuseChange([{ attribute: 'base', message: 'Relation already exists.' }]);
  const forward = storedRelations.includes(type);
  const [from, to] = forward ? [work.id, other.id] : [other.id, work.id];
  const made = { id: world.newId(), type: forward ? type : reverse, from, to, description: '' };
  world.relations.push(made);
  return json(relation(world, made), 201);
}

function removeRelation(world: World, call: Call): Answer {
  writer(call);
  const known = found(world.relations.find(({ id }) => String(id) === call.param('id')));
  world.relations = world.relations.filter((each) => each !== known);
  return nothing();
}

function watchers(world: World, call: Call): Answer {
  const work = workAt(world, call);
  if (!mayWrite(call)) return missingPermission();
  const renderer = new OpenProjectRenderer(world);
  const people = world.people.filter((person) => work.watchers.has(userId(person)));
  return wholeCollection(
    call,
    people.map((person) => renderer.user(person)),
  );
}

function addWatcher(world: World, call: Call): Answer {
  const work = workAt(world, call);
  writer(call);
  const { user } = call.input() as { user?: { href?: string } };
  const person = world.person(Number(user?.href?.split('/').at(-1)));
  if (person === undefined)
    return refuseChange([{ attribute: 'user', message: 'User is not allowed to view this resource.' }]);
  const isNew = !work.watchers.has(userId(person));
  work.watchers.add(userId(person));
  return json(new OpenProjectRenderer(world).user(person), isNew ? 201 : 200);
}

function removeWatcher(world: World, call: Call): Answer {
  const work = workAt(world, call);
  writer(call);
  if (!work.watchers.delete(Number(call.param('user_id')))) return notFound();
  return nothing();
}

/** What hangs on a work package: comments, relations, watchers. */
export const partRoutes = (world: World): Route[] => [
  read('/work_packages/{id}/activities', (call) => {
    const work = workAt(world, call);
    const seen = work.journals.filter(({ internal }) => !internal || mayWrite(call));
    return wholeCollection(
      call,
      seen.map((journal) => activity(world, work, journal)),
    );
  }),
  write('POST', '/work_packages/{id}/activities', (call) => addComment(world, call)),
  read('/activities/{id}', (call) => {
    const { work, journal } = journalAt(world, call);
    return json(activity(world, work, journal));
  }),
  write('PATCH', '/activities/{id}', (call) => editComment(world, call)),
  read('/relations', (call) => listRelations(world, call)),
  write('POST', '/work_packages/{id}/relations', (call) => addRelation(world, call)),
  write('DELETE', '/relations/{id}', (call) => removeRelation(world, call)),
  read('/work_packages/{id}/watchers', (call) => watchers(world, call)),
  write('POST', '/work_packages/{id}/watchers', (call) => addWatcher(world, call)),
  write('DELETE', '/work_packages/{id}/watchers/{user_id}', (call) => removeWatcher(world, call)),
];
