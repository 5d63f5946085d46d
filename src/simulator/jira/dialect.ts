import { toAdf } from '../rich-text/adf.ts';
import { toWikiMarkup } from '../rich-text/wiki-markup.ts';
import type { Person } from '../company/people.ts';

/** Where Jira Cloud and Data Center say the same thing differently. */
export type Dialect = {
  readonly api: '/rest/api/3' | '/rest/api/2';
  readonly user: (person: Person, base: string) => Record<string, unknown>;
  /** Names JQL accepts for a person, in lower case. */
  readonly userNames: (person: Person) => readonly string[];
  readonly text: (markdown: string) => unknown;
};

const avatars = (base: string, id: string): Record<string, string> =>
  Object.fromEntries(
    [16, 24, 32, 48].map((size) => [`${size}x${size}`, `${base}/secure/useravatar?size=${size}&ownerId=${id}`]),
  );

export const accountId = (person: Person): string =>
  `5b10a2844c20165700ed${person.number.toString(16).padStart(4, '0')}`;
const userKey = (person: Person): string => `JIRAUSER${10_100 + person.number}`;

export const cloudDialect: Dialect = {
  api: '/rest/api/3',
  user: (person, base) => ({
    self: `${base}/rest/api/3/user?accountId=${accountId(person)}`,
    accountId: accountId(person),
    accountType: 'atlassian',
    emailAddress: person.email,
    avatarUrls: avatars(base, accountId(person)),
    displayName: person.name,
    active: true,
    timeZone: 'Etc/UTC',
  }),
  userNames: (person) => [accountId(person), person.email, person.name.toLowerCase()],
  text: toAdf,
};

export const dataCenterDialect: Dialect = {
  api: '/rest/api/2',
  user: (person, base) => ({
    self: `${base}/rest/api/2/user?username=${person.login}`,
    key: userKey(person),
    name: person.login,
    emailAddress: person.email,
    avatarUrls: avatars(base, userKey(person)),
    displayName: person.name,
    active: true,
    timeZone: 'UTC',
  }),
  userNames: (person) => [person.login, userKey(person).toLowerCase(), person.email, person.name.toLowerCase()],
  text: toWikiMarkup,
};
