import { z } from 'zod';
import { containsText, isSameName, matchingName } from '../name-match.ts';
import type { ListPeopleQuery, Person } from '../people.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { Page } from '../vocabulary.ts';
import { systemName } from './failures.ts';
import { findList } from './find-list.ts';
import { nameOf } from './members.ts';
import { refusedField } from './refusals.ts';
import { membersAnswer } from './schemas.ts';
import type { Member } from './schemas.ts';
import type { ClickUp } from './workspaces.ts';

/** The people of one workspace, or of all that are meant. */
export async function membersOf(
  { surroundings }: ClickUp,
  workspaceId: string | undefined,
  signal?: AbortSignal,
): Promise<readonly Member[]> {
  const workspaces = await surroundings.workspaces(signal);
  const meant = workspaces.filter(({ id }) => workspaceId === undefined || id === workspaceId);
  const members = meant.flatMap((workspace) => workspace.members ?? []).map(({ user }) => user);
  return [...new Map(members.map((member) => [member.id, member])).values()];
}

/** By name, e-mail address or id, or "me"; exactly one, because it is going to be written. */
export async function personMeant(
  clickUp: ClickUp,
  workspaceId: string | undefined,
  field: string,
  given: string,
  signal?: AbortSignal,
): Promise<Member> {
  if (isSameName('me', given)) return clickUp.surroundings.me(signal);
  const members = await membersOf(clickUp, workspaceId, signal);
  const byId = members.find(({ id }) => id === given.trim());
  if (byId !== undefined) return byId;
  const found = matchingName(members, given.trim().replace(/^@/, ''), ({ username, email }) => [
    username ?? '',
    email ?? '',
  ]);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const several = found.map((member) => `${nameOf(member)} (${member.id})`);
  throw refusedField(field, given, several.length > 0 ? several : members.map(nameOf), several.length > 0);
}

const position = z.object({ from: z.number().int().nonnegative() });

/** ClickUp gives all people at once; pages of them are cut here. */
export async function listPeople(clickUp: ClickUp, query: ListPeopleQuery): Promise<Page<Person>> {
  const { project, text, limit, cursor, signal } = query;
  const all =
    project === undefined ? await membersOf(clickUp, undefined, signal) : await inList(clickUp, query, project);
  const wanted = all
    .filter((one) => text === undefined || [one.id, one.username, one.email].some((name) => containsText(name, text)))
    .map((one) => ({ id: one.id, name: nameOf(one), email: one.email }));
  const { from } = decodeCursor(cursor, position, systemName) ?? { from: 0 };
  const next = from + limit;
  return {
    items: wanted.slice(from, next),
    nextCursor: next < wanted.length ? encodeCursor({ from: next }) : undefined,
    total: wanted.length,
  };
}

async function inList(clickUp: ClickUp, { signal }: ListPeopleQuery, project: string): Promise<readonly Member[]> {
  const { id } = await findList(clickUp, project, signal);
  const path = `/api/v2/list/${encodeURIComponent(id)}/member`;
  return (await clickUp.api.get(path, undefined, membersAnswer, signal)).members;
}
