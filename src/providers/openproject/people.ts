import { someOf } from '../some-of.ts';
import { AppError } from '../../lib/app-error.ts';
import { containsText, isSameName, matchingName } from '../name-match.ts';
import type { ListPeopleQuery, Person } from '../people.ts';
import type { Account, Page } from '../vocabulary.ts';
import { pageOf, readAll, readPage } from './collections.ts';
import type { Context } from './context.ts';
import { namesOf } from './person-names.ts';
import { findProject } from './projects.ts';
import { principal, type Principal } from './schemas.ts';

export async function listPeople(context: Context, query: ListPeopleQuery): Promise<Page<Person>> {
  const { api } = context;
  const { project, text, signal } = query;
  if (project === undefined) {
    const page = await readPage(api, '/api/v3/principals', { filters: activeUsers(text) }, query, principal);
    return { ...page, items: page.items.map(toPerson) };
  }
  const { id } = await findProject(context, project, signal);
  const all = await assigneesOf(context, id, signal);
  const people = all.filter(({ name, login, email }) =>
    text === undefined ? true : [name, login, email].some((one) => containsText(one, text)),
  );
  return pageOf(people.map(toPerson), query);
}

export function assigneesOf({ api }: Context, projectId: string, signal?: AbortSignal): Promise<readonly Principal[]> {
  return readAll(api, `/api/v3/projects/${encodeURIComponent(projectId)}/available_assignees`, {}, principal, signal);
}

function activeUsers(text: string | undefined): string {
  const name = text === undefined ? [] : [{ any_name_attribute: { operator: '~', values: [text] } }];
  return JSON.stringify([
    { type: { operator: '=', values: ['User'] } },
    { status: { operator: '!', values: ['3'] } },
    ...name,
  ]);
}

const asPrincipal = ({ id, name, login, email }: Account): Principal => ({ id, name, login, email, _type: 'User' });

const toPerson = ({ id, name, login, email }: Principal): Person => ({ id, name, login, email });

/** Whose name, login, address or id this is. Nobody and several are refused, with the candidates. */
export async function personNamed(
  context: Context,
  wanted: string,
  people: () => Promise<readonly Principal[]>,
  signal?: AbortSignal,
): Promise<Principal> {
  if (isSameName('me', wanted)) return asPrincipal(await context.owner(signal));
  const all = await people();
  const byId = all.find(({ id }) => id === wanted);
  if (byId !== undefined) return byId;
  const found = matchingName(all, wanted, namesOf);
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  throw found.length === 0 ? nobody(wanted, all) : several(wanted, found);
}

export function searchPeople({ api }: Context, text: string, signal?: AbortSignal): Promise<readonly Principal[]> {
  const filters = JSON.stringify([{ any_name_attribute: { operator: '~', values: [text] } }]);
  return readAll(api, '/api/v3/principals', { filters }, principal, signal);
}

function nobody(wanted: string, all: readonly Principal[]): AppError {
  const choice = all.length === 0 ? '' : ` Allowed values are ${someOf(all.map(({ name }) => name))}.`;
  return new AppError(
    'invalid-input',
    `Nobody called “${wanted}” can be chosen here.${choice}`,
    'list_people shows who there is.',
  );
}

function several(wanted: string, found: readonly Principal[]): AppError {
  const candidates = found
    .slice(0, 10)
    .map(({ name, id }) => `${name} (${id})`)
    .join(', ');
  return new AppError('invalid-input', `“${wanted}” may be any of ${candidates}.`, 'Give the id of the one you mean.');
}
