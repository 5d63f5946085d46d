import { isAdministrator, mayWrite, type Person } from '../company/people.ts';
import type { Store, Value } from './store.ts';

const founded = Date.parse('2024-02-01T08:00:00Z');

function fieldsOf(person: Person): Record<string, Value> {
  const isAdmin = isAdministrator(person);
  return {
    FirstName: person.firstName,
    LastName: person.lastName,
    Email: person.email,
    Login: person.login,
    FullName: person.name,
    CreateDate: founded,
    ModifyDate: founded,
    IsActive: true,
    IsAdministrator: isAdmin,
    IsObserver: !mayWrite(person),
    Kind: 'User',
    GlobalId: `g-${String(person.number)}`,
    FrontdoorUserId: `f-${String(person.number)}`,
    FrontdoorUserRoles: isAdmin ? 'Admin' : 'User',
    PasswordHashAlgorithm: 'IdentityV3',
    EntityVersion: 49_537_000 + person.number,
    LastLoginDate: founded,
    WeeklyAvailableHours: 37.5,
    CurrentAllocation: 100,
    CurrentAvailableHours: 0,
    AvailableFutureAllocation: 0,
    AvailableFutureHours: 0,
    RichEditor: 'Markdown',
  };
}

/** Everybody, as a developer; the last of them test. */
export function addPeople(store: Store, people: readonly Person[]): void {
  for (const person of people) {
    const role = person.number > people.length - 2 ? 'QA Engineer' : 'Developer';
    store.add('User', { ...fieldsOf(person), Role: store.named('Role', role) ?? null }, person.number);
  }
}
