import { toAdf } from '../rich-text/adf.ts';
import { escapeHtml } from '../rich-text/html.ts';
import { toWikiMarkup } from '../rich-text/wiki-markup.ts';
import type { Person } from '../company/people.ts';
import type { Text } from './issue.ts';

/** Where Jira Cloud and Data Center say the same thing differently. */
export type Dialect = {
  readonly isCloud: boolean;
  readonly api: '/rest/api/3' | '/rest/api/2';
  readonly user: (person: Person, base: string) => Record<string, unknown>;
  /** Names JQL accepts for a person, in lower case. */
  readonly userNames: (person: Person) => readonly string[];
  /** What a person is written with: the account id, or the user name. */
  readonly userId: (person: Person) => string;
  readonly text: (markdown: string) => unknown;
  /** A text as it was sent; undefined when it is not in the site's own form. */
  readonly readText: (value: unknown) => Text | undefined;
  readonly subtaskName: string;
};

const avatars = (base: string, id: string): Record<string, string> =>
  Object.fromEntries(
    [16, 24, 32, 48].map((size) => [`${size}x${size}`, `${base}/secure/useravatar?size=${size}&ownerId=${id}`]),
  );

export const accountId = (person: Person): string =>
  `5b10a2844c20165700ed${person.number.toString(16).padStart(4, '0')}`;
export const userKey = (person: Person): string => `JIRAUSER${10_100 + person.number}`;

/** The words of a stored text, for searching and showing. */
export function wordsOf(native: unknown): string {
  if (typeof native === 'string') return native;
  if (typeof native !== 'object' || native === null) return '';
  const { text, content } = native as { text?: unknown; content?: unknown };
  const inner = Array.isArray(content) ? content.map(wordsOf).join(' ') : '';
  return typeof text === 'string' ? `${text}${inner}` : inner;
}

const shown = (native: unknown): Text => ({ native, html: `<p>${escapeHtml(wordsOf(native))}</p>` });

function readAdf(value: unknown): Text | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, version, content } = value as { type?: unknown; version?: unknown; content?: unknown };
  return type === 'doc' && version === 1 && Array.isArray(content) ? shown(value) : undefined;
}

export const cloudDialect: Dialect = {
  isCloud: true,
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
  userId: accountId,
  text: toAdf,
  readText: readAdf,
  subtaskName: 'Subtask',
};

export const dataCenterDialect: Dialect = {
  isCloud: false,
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
  userId: ({ login }) => login,
  text: toWikiMarkup,
  readText: (value) => (typeof value === 'string' ? shown(value) : undefined),
  subtaskName: 'Sub-task',
};
