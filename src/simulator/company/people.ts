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
