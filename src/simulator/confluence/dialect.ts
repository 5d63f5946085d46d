import { accountId } from '../jira/dialect.ts';
import type { Person } from '../company/people.ts';
import type { Space, WikiPage } from './content.ts';

/** Where Confluence Cloud and Data Center say the same thing differently in REST v1. */
export type WikiDialect = {
  /** What follows the address of the server: `/wiki` on Cloud. */
  readonly context: string;
  readonly userName: (person: Person) => string;
  readonly user: (person: Person, base: string) => Record<string, unknown>;
  readonly pageLink: (page: WikiPage) => string;
  readonly spaceLink: (space: Space) => string;
  /** Cloud pages search results by cursor, Data Center by offset. */
  readonly paging: 'cursor' | 'offset';
};

const slug = (title: string): string => encodeURIComponent(title).replaceAll('%20', '+');
const day = (date: Date): string => date.toISOString().slice(0, 10).replaceAll('-', '/');
const picture = { path: '/images/icons/profilepics/default.svg', width: 48, height: 48, isDefault: true };

export const cloudWiki: WikiDialect = {
  context: '/wiki',
  paging: 'cursor',
  userName: accountId,
  user: (person, base) => ({
    type: 'known',
    accountId: accountId(person),
    accountType: 'atlassian',
    email: person.email,
    publicName: person.name,
    profilePicture: picture,
    displayName: person.name,
    timeZone: 'Etc/UTC',
    isExternalCollaborator: false,
    _expandable: { operations: '', personalSpace: '' },
    _links: { self: `${base}/wiki/rest/api/user?accountId=${accountId(person)}` },
  }),
  pageLink: (page) => {
    const place = page.kind === 'page' ? 'pages' : `blog/${day(page.createdAt)}`;
    return `/spaces/${page.space.key}/${place}/${page.id}/${slug(page.title)}`;
  },
  spaceLink: (space) => `/spaces/${space.key}`,
};

export const wikiUserKey = (person: Person): string =>
  `ff8080817a1b2c3d017a1b2c${(1000 + person.number).toString(16).padStart(8, '0')}`;

export const dataCenterWiki: WikiDialect = {
  context: '',
  paging: 'offset',
  userName: (person) => person.login,
  user: (person, base) => ({
    type: 'known',
    username: person.login,
    userKey: wikiUserKey(person),
    profilePicture: picture,
    displayName: person.name,
    _links: { self: `${base}/rest/api/user?key=${wikiUserKey(person)}` },
    _expandable: { status: '' },
  }),
  pageLink: (page) => {
    const place = page.kind === 'page' ? '' : `${day(page.createdAt)}/`;
    return `/display/${page.space.key}/${place}${slug(page.title)}`;
  },
  spaceLink: (space) => `/display/${space.key}`,
};

/** Nobody is logged in, and the site does not mind. */
export const anonymousUser = (base: string, context: string): Record<string, unknown> => ({
  type: 'anonymous',
  profilePicture: { path: '/images/icons/profilepics/anonymous.svg', width: 48, height: 48, isDefault: true },
  displayName: 'Anonymous',
  _expandable: {},
  _links: { base: `${base}${context}`, context },
});
