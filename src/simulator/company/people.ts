export type Person = {
  /** Counts from 1; every system derives its own id from it. */
  readonly number: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly login: string;
  readonly email: string;
  /** Signs in where passwords do: Data Center and Targetprocess. */
  readonly password: string;
};

const names = [
  ['Mia', 'Larsen'],
  ['Jonas', 'Weber'],
  ['Amara', 'Okafor'],
  ['Luca', 'Romano'],
  ['Sofia', 'Lindqvist'],
  ['Daniel', 'Novak'],
  ['Priya', 'Raman'],
  ['Tom', 'Becker'],
  ['Elena', 'Petrova'],
  ['Noah', 'Dubois'],
  ['Hanna', 'Virtanen'],
  ['Omar', 'Haddad'],
] as const;

/** The staff of Harbour & Pine, who make and sell furniture. Mia Larsen owns the example keys. */
export const people: readonly Person[] = names.map(([firstName, lastName], index) => {
  const login = `${firstName}.${lastName}`.toLowerCase();
  return {
    number: index + 1,
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    login,
    email: `${login}@harbourpine.example`,
    password: `not-a-real-password-${index + 1}`,
  };
});

/** Mia Larsen runs every system. */
export const isAdministrator = ({ number }: Person): boolean => number === 1;

const lastWriter = 8;

/** The last four may look, not touch. */
export const mayWrite = ({ number }: Person): boolean => number <= lastWriter;

/** Elena Petrova is new and sees the first project or space only, where systems have such limits. */
export const visibleTo = <T>(person: Person, all: readonly T[]): readonly T[] =>
  person.login === 'elena.petrova' ? all.slice(0, 1) : all;
