import { describe, expect, test } from 'vitest';
import { createTargetprocessProvider } from '../../../../src/providers/targetprocess/provider.ts';
import { FakeWeb, http, json } from '../../../fakes/providers/fake-web.ts';
import { hasSpec, readSpec } from '../vendor-spec.ts';

const fileName = 'targetprocess-wire-examples.json';
type Example = { readonly request: string; readonly status: number; readonly response: object };
type Written = Example & { readonly requestBody: object };
type Examples = Readonly<Record<'loggedUser' | 'notFound' | 'listPage' | 'listAttachments' | 'entityStates', Example>> &
  Readonly<Record<'createUserStory' | 'createComment' | 'deleteComment' | 'uploadAttachment', Written>>;

/** `GET /api/v1/Users/LoggedUser?format=json&access_token=REDACTED` */
function pathOf({ request }: Example): string {
  return request.split(' ')[1]?.split('?')[0] ?? '';
}

function namesIn({ request }: Example): string[] {
  return [...new URLSearchParams(request.split('?')[1]).keys()];
}

const open = (web: Pick<FakeWeb, 'parts'>) =>
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

  test('of a new comment is what we send, and what comes back is understood', async () => {
    const { createComment, deleteComment } = examples;
    const { General, Id } = createComment.response as { General: { Id: number }; Id: number };
    const bodies: unknown[] = [];
    const web = new FakeWeb()
      .on(`/api/v1/Assignables/${String(General.Id)}`, examples.createUserStory.response)
      .on('/api/v1/Comments', json(createComment.status, createComment.response))
      .on(`/api/v1/Comments/${String(Id)}`, ({ method }) =>
        method === 'DELETE'
          ? deleteComment.response
          : { ...createComment.response, General: { Id: 75470 }, Description: '<p>Text</p>' },
      );
    const client = open({
      parts: () => ({
        ...web.parts(),
        fetch: (input, init) => {
          if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
          return web.fetch(input, init);
        },
      }),
    });
    const on = String(General.Id);
    const prepared = await client.items!.prepareComment({ kind: 'add', on, text: 'Text' });
    expect(await prepared.apply()).toMatchObject({ id: String(Id), changes: [{ after: 'Text' }], problems: undefined });
    expect(bodies).toEqual([{ Description: '<p>Text</p>', General: { Id: 75470 } }]);
    const removal = await client.items!.prepareComment({ kind: 'delete', on, comment: String(Id) });
    await removal.apply();
    expect([web.last().method, web.last().path]).toEqual(['DELETE', `/api/v1/Comments/${String(Id)}`]);
  });

  test('of a file shows what we list and how we upload', async () => {
    const { uploadAttachment, listAttachments } = examples;
    const story = { ...examples.createUserStory.response, Id: 75540 };
    const web = new FakeWeb()
      .on('/api/v1/Assignables/75540', story)
      .on('/api/v1/Attachments', listAttachments.response)
      .on(pathOf(uploadAttachment), uploadAttachment.response);
    const { attachments } = open(web);
    const owner = { kind: 'item', id: '75540' } as const;
    expect(await attachments!.listAttachments(owner)).toMatchObject([
      { id: '55788', name: 'a.txt', author: 'Ada Admin' },
    ]);
    const file = { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array([1]) };
    const written = await (await attachments!.prepareUpload(owner, file)).apply();
    expect(written.id).toBe('55788');
    expect(Object.keys(web.last().query)).toEqual(namesIn(uploadAttachment));
  });

  test('of states is read as a workflow', async () => {
    const web = new FakeWeb()
      .on('/api/v1/Projects/2', { Id: 2, Name: 'Sandbox', Process: { Id: 2 } })
      .on('/api/v1/EntityStates', examples.entityStates.response);
    for (const rest of ['Workflows', 'Priorities', 'Tags', 'RelationTypes', 'Roles', 'TeamProjects', 'Iterations']) {
      web.on(`/api/v1/${rest}`, { Items: [] });
    }
    web.on('/api/v1/TeamIterations', { Items: [] }).on('/api/v1/Releases', { Items: [] });
    const { types } = await open(web).describeProject!({ project: '2' });
    const states = [
      { name: 'Open', done: false },
      { name: 'Done', done: true },
    ];
    expect(types).toMatchObject([{ name: 'UserStory', states }]);
  });
});
