import type { Person } from '../company/people.ts';

/** Secrets that have the shape of real ones and say that they are none. */
const padded = (serial: number, length: number): string => String(serial).padStart(length, '0');

export const atlassianApiToken = (serial: number): string =>
  `ATATT3xFfGF0simulator-not-a-real-token-${padded(serial, 4)}`.padEnd(183, '_x') + '=1A2B3C4D';

/** The number Data Center gives a token; also the first part of its text. */
export const tokenId = (serial: number): string => String(100_000_000_000 + serial);

/** base64 of `12-digit id:secret`, 44 characters. */
export const personalAccessToken =
  (system: 'jira' | 'wiki') =>
  (serial: number): string =>
    Buffer.from(`${tokenId(serial)}:not-real-${system}-tok` + padded(serial, 3)).toString('base64');

export const openProjectKey = (serial: number): string => `opapi-${'decafbad'.repeat(4)}${padded(serial, 8)}`;

export const clickUpKey = (serial: number, person: Person): string =>
  `pk_${81_000_000 + person.number}_SIMULATORNOTAREALTOKEN${padded(serial, 10)}`;

export const targetprocessToken = (serial: number, person: Person): string =>
  Buffer.from(`${person.number}:simulator/not+a/real+token/${padded(serial, 6)}`).toString('base64');
