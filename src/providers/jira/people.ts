import { isSameName, matchingName } from '../name-match.ts';
import type { ListPeopleQuery, Person } from '../people.ts';
import type { Page } from '../vocabulary.ts';
import { findProject } from './projects.ts';
import { refuseAmbiguous, refuseUnknown } from './refusals.ts';
import { offsetCursor, offsetOf, type JiraSite } from './site.ts';
import { users, type User } from './wire.ts';

/** Whom to look among: those who can be assigned in a project or to an issue, or everybody. */
export type Among = { readonly project?: string | undefined; readonly issueKey?: string | undefined };

/** What a person is written with: the account id on Cloud, the user name on Data Center. */
const idOf = ({ isCloud }: JiraSite, { accountId, name, key }: User): string | undefined =>
  (isCloud ? accountId : name || key) || undefined;

/** Only people who can still sign in, and no apps or portal customers. */
const isPerson = ({ active, accountType }: User): boolean =>
  active !== false && (!accountType || accountType === 'atlassian');

function toPerson(site: JiraSite, user: User): Person[] {
  const id = idOf(site, user);
  if (id === undefined || !isPerson(user)) return [];
  const { displayName, name, emailAddress } = user;
  const login = site.isCloud ? undefined : name || undefined;
  return [{ id, name: displayName || name || id, login, email: emailAddress || undefined }];
}

async function findUsers(
  { api, isCloud, root }: JiraSite,
  text: string,
  among: Among,
  range: { startAt: number; maxResults: number },
  signal?: AbortSignal,
): Promise<User[]> {
  const isAmong = among.project !== undefined || among.issueKey !== undefined;
  if (isCloud) {
    if (!isAmong && text === '') return api.get(`${root}/users/search`, range, users, signal);
    const path = isAmong ? 'user/assignable/search' : 'user/search';
    return api.get(`${root}/${path}`, { ...range, query: text, ...among }, users, signal);
  }
  if (!isAmong) return api.get(`${root}/user/search`, { ...range, username: text || '.' }, users, signal);
  // Assignable people come without pages on Data Center.
  const all = { maxResults: 1000, username: text || undefined, ...among };
  const found = await api.get(`${root}/user/assignable/search`, all, users, signal);
  return found.slice(range.startAt, range.startAt + range.maxResults);
}

const mostRequests = 4;
const pageSize = 50;

/** Jira may give fewer than asked with more to come: only an empty page is the end. */
export async function listPeople(site: JiraSite, query: ListPeopleQuery): Promise<Page<Person>> {
  const { signal, limit } = query;
  const project = query.project === undefined ? undefined : (await findProject(site, query.project, signal)).key;
  const people: Person[] = [];
  let startAt = offsetOf(query.cursor);
  for (let requests = 0; requests < mostRequests && people.length < limit; requests += 1) {
    const maxResults = Math.min(limit - people.length, pageSize);
    const found = await findUsers(site, query.text?.trim() ?? '', { project }, { startAt, maxResults }, signal);
    if (found.length === 0) return { items: people };
    people.push(...found.flatMap((user) => toPerson(site, user)));
    startAt += maxResults;
  }
  return { items: people, nextCursor: offsetCursor(startAt) };
}

/** By name, login, e-mail address or id, or "me". */
export async function findPerson(site: JiraSite, wanted: string, among: Among, signal?: AbortSignal): Promise<Person> {
  const word = wanted.trim().replace(/^@/, '');
  if (word.toLowerCase() === 'me') return myself(site, signal);
  const found = await findUsers(site, word, among, { startAt: 0, maxResults: pageSize }, signal);
  const people = found.flatMap((user) => toPerson(site, user));
  const exact = people.filter(({ id, login, email }) => [id, login, email].some((name) => isSameName(name, word)));
  // Mail addresses and ids are often searched but not shown.
  const fitting =
    exact.length > 0 ? exact : word.includes('@') ? people : matchingName(people, word, ({ name }) => [name]);
  const [first] = fitting;
  if (first === undefined && /^[0-9a-z:-]{20,}$/i.test(word) && site.isCloud) return { id: word, name: word };
  if (first === undefined)
    throw refuseUnknown(
      'person',
      wanted,
      people.map(({ name }) => name),
    );
  if (fitting.length > 1)
    throw refuseAmbiguous(
      'person',
      wanted,
      fitting.map(({ id, name }) => `${name} (${id})`),
    );
  return first;
}

async function myself(site: JiraSite, signal?: AbortSignal): Promise<Person> {
  const me = await site.me(signal);
  const id = site.isCloud ? me.accountId : me.name;
  return { id: id ?? me.id, name: me.displayName || me.name || me.id };
}
