import { json, nothing, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import type { Key, KeyRing } from '../server/keys.ts';
import type { Person } from '../company/people.ts';

const path = '/rest/pat/latest/tokens';
const maxPerPerson = 10;
const maxDays = 365;
const maxNameLength = 40;

const time = (date: Date): string => date.toISOString().replace('Z', '+0000');

const show = (key: Key): Record<string, unknown> => ({
  id: key.id,
  name: key.name,
  createdAt: time(key.createdAt),
  ...(key.expiresAt === undefined ? {} : { expiringAt: time(key.expiresAt) }),
});

const invalid = (message: string): Answer => json({ errorMessages: [message], errors: {} }, 400);

function owner(call: Call): Person {
  if (call.identity.kind !== 'known') throw new Error('A closed route was answered for nobody.');
  return call.identity.person;
}

function create(keys: KeyRing, call: Call): Answer {
  const { name, expirationDuration: days } = call.input();
  if (typeof name !== 'string' || name.trim() === '' || name.length > maxNameLength) {
    return invalid(`The token name must have 1 to ${maxNameLength} characters.`);
  }
  if (days !== undefined && days !== null && (typeof days !== 'number' || days < 1 || days > maxDays)) {
    return invalid(`The expiry must be between 1 and ${maxDays} days.`);
  }
  const person = owner(call);
  if (keys.ownedBy(person).length >= maxPerPerson) return invalid(`You can have at most ${maxPerPerson} tokens.`);
  const expiry = typeof days === 'number' ? { expiresInDays: days } : {};
  const key = keys.issue({ account: person.login, name, ...expiry });
  return json({ ...show(key), rawToken: key.secret }, 201);
}

function remove(keys: KeyRing, call: Call): Answer {
  const key = keys.ownedBy(owner(call)).find(({ id }) => id === call.param('tokenId'));
  if (key === undefined) return json({ errorMessages: ['The token does not exist.'], errors: {} }, 404);
  keys.revoke(key.secret);
  return nothing();
}

/** Data Center's own token API: a person sees and changes the own tokens only, and reads a secret only once. */
export const tokenRoutes = (keys: KeyRing): Route[] => [
  route('GET', path, 'closed', (call) => json(keys.ownedBy(owner(call)).map(show))),
  route('POST', path, 'closed', (call) => create(keys, call)),
  route('DELETE', `${path}/{tokenId}`, 'closed', (call) => remove(keys, call)),
];
