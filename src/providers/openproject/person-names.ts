import type { Principal } from './schemas.ts';

/** What a person may be called by. */
export const namesOf = ({ name, login, email }: Principal): string[] =>
  [name, login, email].filter((one) => one !== undefined && one !== '') as string[];
