import { describe, expect, test } from 'vitest';
import { createTargetprocessProvider } from '../../../../src/providers/targetprocess/provider.ts';
import { FakeWeb, http, json } from '../../../fakes/providers/fake-web.ts';
import { hasSpec, readSpec } from '../vendor-spec.ts';

const fileName = 'targetprocess-wire-examples.json';
type Example = { readonly request: string; readonly status: number; readonly response: object };
type Examples = Readonly<Record<'loggedUser' | 'createUserStory' | 'notFound' | 'listPage', Example>>;

/** `GET /api/v1/Users/LoggedUser?format=json&access_token=REDACTED` */
function pathOf({ request }: Example): string {
  return request.split(' ')[1]?.split('?')[0] ?? '';
}

function namesIn({ request }: Example): string[] {
  return [...new URLSearchParams(request.split('?')[1]).keys()];
}

const open = (web: FakeWeb) =>
  createTargetprocessProvider(web.parts()).open({
    endpoint: { baseUrl: 'https://example.tpondemand.com', deployment: 'cloud' },
    credentials: { method: 'access-token', secret: 'REDACTED' },
    http,
  });

const isHere = hasSpec(fileName);

describe.skipIf(!isHere)('recorded traffic', () => {
  const examples = (isHere ? readSpec(fileName) : {}) as Examples;

  test('of who am I has the form of ours', async () => {
    const { loggedUser } = examples;
    const web = new FakeWeb().on(pathOf(loggedUser), loggedUser.response);
    expect(await open(web).whoAmI()).toEqual({ id: '1', name: 'Ada Admin', login: 'ada', email: 'ada@example.com' });
    expect(Object.keys(web.last().query).sort()).toEqual(namesIn(loggedUser).sort());
  });

  test('of a list is asked for with the same parameters, and followed', async () => {
    const { listPage } = examples;
    const web = new FakeWeb().on('/api/v1/Assignables', listPage.response);
    const page = await open(web).searchItems({ limit: 2, project: '49938' });
    expect(page.items.map(({ id }) => id)).toEqual(['2', '1']);
    expect(page.nextCursor).toBe('2');
    expect(Object.keys(web.last().query)).toEqual(expect.arrayContaining(namesIn(listPage)));
  });

  test('of an entity can be read whole', async () => {
    const web = new FakeWeb().on('/api/v1/Assignables/75470', examples.createUserStory.response);
    web.on('/api/v1/UserStories/75470', examples.createUserStory.response);
    expect(await open(web).getItem('75470')).toMatchObject({
      title: 'A story',
      type: 'UserStory',
      state: 'Open',
      priority: 'Must Have',
      author: 'Ada Admin',
      project: 'Sandbox',
      createdAt: new Date(1788435322000).toISOString(),
      parent: undefined,
    });
  });

  test('of a missing entity is told with the system’s own words', async () => {
    const { notFound } = examples;
    const answer = json(notFound.status, notFound.response);
    const web = new FakeWeb().on('/api/v1/Assignables/75470', answer).on('/api/v1/Generals/75470', answer);
    const message = expect.stringContaining('UserStory with Id 75470 not found or access is forbidden.') as string;
    await expect(open(web).getItem('75470')).rejects.toMatchObject({ code: 'not-found', message });
  });
});
