import { isSameName } from '../../name-match.ts';
import { userNamed } from '../people.ts';
import { nameOf } from '../mapping.ts';
import { namesIn, statesOf } from '../process.ts';
import { readAll, refersTo } from '../read-all.ts';
import { asJson, personFields } from '../requests.ts';
import { tpAssignment, written, type TpAssignment, type TpUser } from '../schemas.ts';
import type { WriteContext } from './context.ts';
import type { Part } from './part.ts';
import { joined, shownAssignees, type WriteSite } from './snapshot.ts';

export async function personNamed(site: WriteSite, given: string, signal?: AbortSignal): Promise<TpUser> {
  return await userNamed(site.api, isSameName('me', given) ? (await site.me(signal)).id : given, signal);
}

/** People are assigned in a role: their own, or else the first that the workflow names. */
async function roleFor({ site, type, processId, signal }: WriteContext, user: TpUser): Promise<string | undefined> {
  if (user.Role !== undefined) return user.Role.Id;
  const states = processId === undefined ? [] : await statesOf(site.api, processId, type, signal);
  const fromWorkflow = states.flatMap(({ Role }) => Role?.Id ?? [])[0];
  return fromWorkflow ?? (await namesIn(site.api, 'Roles', signal))[0]?.Id;
}

type Wanted = { readonly id: string; readonly name: string; readonly roleId: string | undefined };

export async function assigneesPart(context: WriteContext, names: readonly string[]): Promise<Part> {
  const { site, signal } = context;
  const wanted: Wanted[] = [];
  for (const name of names) {
    const user = await personNamed(site, name, signal);
    wanted.push({ id: user.Id, name: nameOf(user), roleId: await roleFor(context, user) });
  }
  return {
    field: 'assignees',
    after: joined(wanted.map(({ name }) => name)),
    read: shownAssignees,
    act: (id, during) => assign(site, id, wanted, during),
  };
}

/** First in, then out, so that a failure leaves nobody unassigned. Who Targetprocess assigned by itself goes too. */
async function assign(site: WriteSite, id: string, wanted: readonly Wanted[], signal?: AbortSignal): Promise<void> {
  const { api } = site;
  const present = await assignmentsOf(site, id, signal);
  for (const user of wanted) {
    if (present.some(({ GeneralUser }) => GeneralUser?.Id === user.id)) continue;
    const role = user.roleId === undefined ? {} : { Role: { Id: Number(user.roleId) } };
    const body = { Assignable: { Id: Number(id) }, GeneralUser: { Id: Number(user.id) }, ...role };
    await api.send({ method: 'POST', path: '/api/v1/Assignments', query: asJson, body, signal }, written);
  }
  for (const { Id, GeneralUser } of present) {
    if (wanted.some((user) => user.id === GeneralUser?.Id)) continue;
    await api.send({ method: 'DELETE', path: `/api/v1/Assignments/${Id}`, query: asJson, signal }, written);
  }
}

export async function assignmentsOf({ api }: WriteSite, id: string, signal?: AbortSignal) {
  return await readAll(
    api,
    {
      collection: 'Assignments',
      row: tpAssignment,
      include: `[Id,GeneralUser${personFields},Role[Id,Name],Assignable[Id]]`,
      conditions: [refersTo('Assignable', id, ({ Assignable }: TpAssignment) => Assignable)],
    },
    signal,
  );
}

export async function watchersPart(
  { site, before, signal }: WriteContext,
  add: readonly string[],
  remove: readonly string[],
): Promise<Part | undefined> {
  if (add.length === 0 && remove.length === 0) return undefined;
  const { api } = site;
  const present = before?.followers ?? [];
  const comers: TpUser[] = [];
  for (const name of add) comers.push(await personNamed(site, name, signal));
  const goers: TpUser[] = [];
  for (const name of remove) goers.push(await personNamed(site, name, signal));
  const fresh = comers.filter((user) => !present.some(({ userId }) => userId === user.Id));
  const gone = present.filter(({ userId }) => goers.some((user) => user.Id === userId));
  const stay = present.filter((one) => !gone.includes(one)).map(({ name }) => name);
  return {
    field: 'watchers',
    after: joined([...stay, ...fresh.map(nameOf)]),
    read: ({ followers }) => joined(followers.map(({ name }) => name)),
    act: async (id, during) => {
      for (const user of fresh) {
        const body = { General: { Id: Number(id) }, User: { Id: Number(user.Id) } };
        const path = '/api/v1/GeneralFollowers';
        await api.send({ method: 'POST', path, query: asJson, body, signal: during }, written);
      }
      for (const one of gone) {
        const path = `/api/v1/GeneralFollowers/${one.id}`;
        await api.send({ method: 'DELETE', path, query: asJson, signal: during }, written);
      }
    },
  };
}
