import { describe, expect, test } from 'vitest';
import { createTargetprocessProvider } from '../../../../src/providers/targetprocess/provider.ts';
import { FakeWeb, http, webPage } from '../../../fakes/providers/fake-web.ts';
import { failureOf } from '../http/failure-of.ts';
import { ada, baseUrl, byToken, failed, open, secret, story } from './example.ts';

const states = [
  { Id: 78, Name: 'Open', NextStates: { Items: [{ Id: 79, Name: 'Doing' }] } },
  { Id: 79, Name: 'Doing', NextStates: { Items: [] } },
].map((state) => ({ ...state, Workflow: { Id: 1, Process: { Id: 2 }, EntityType: { Name: 'UserStory' } } }));

const whole = {
  ...story,
  Project: { ...story.Project, Process: { Id: 2 } },
  Description: '<div>Old</div>',
  Tags: 'web',
  Assignments: { Items: [{ Id: 5, GeneralUser: { Id: 1, FirstName: 'Ada', LastName: 'Admin' }, Role: { Id: 10 } }] },
};

/** A story that a POST changes as `written` says, whatever was sent. */
function webWith(written: object, answer?: object): FakeWeb {
  let now: object = whole;
  return new FakeWeb()
    .on('/api/v1/Assignables/75470', () => now)
    .on('/api/v1/EntityStates', { Items: states })
    .on('/api/v1/Users', { Items: [ada, { Id: 9, FirstName: 'Bo', LastName: 'Builder', Role: { Id: 11 } }] })
    .on('/api/v1/Users/LoggedUser', ada)
    .on('/api/v1/UserStories/75470', ({ method }) => {
      if (method !== 'POST') return { Id: 75470 };
      if (answer === undefined) now = { ...whole, ...written };
      return answer ?? { Id: 75470 };
    });
}

/** What was sent, besides what the fake web records. */
function openListening(web: FakeWeb) {
  const bodies: unknown[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
    return web.fetch(input, init);
  };
  const provider = createTargetprocessProvider({ ...web.parts(), fetch });
  const client = provider.open({ endpoint: { baseUrl, deployment: 'cloud' }, credentials: byToken, http });
  return { client, bodies };
}

describe('a change', () => {
  test('goes out as one request, with numbers for names', async () => {
    const { client, bodies } = openListening(webWith({}));
    const prepared = await client.items!.prepareUpdate('75470', {
      title: 'New',
      state: 'DOING',
      dueDate: '2026-12-24',
      add: { labels: ['urgent'] },
    });
    await prepared.apply();
    expect(bodies).toEqual([
      { Name: 'New', EntityState: { Id: 79 }, PlannedEndDate: '2026-12-24', Tags: 'web, urgent' },
    ]);
  });

  test('that was answered with 200 and dropped is a problem, not a change', async () => {
    const { client } = openListening(webWith({ Name: 'New' }));
    const { changes, problems } = await (
      await client.items!.prepareUpdate('75470', { title: 'New', state: 'Doing' })
    ).apply();
    expect(changes).toEqual([{ field: 'title', before: 'A story', after: 'New' }]);
    expect(problems).toEqual(['field state: Targetprocess took the request but shows “Open” instead.']);
  });

  test('that is refused says so in the words of Targetprocess', async () => {
    const refusal = failed(400, 'BadRequest', 'Tags may not be that long.');
    const { client } = openListening(webWith({}, refusal));
    const prepared = await client.items!.prepareUpdate('75470', { title: 'New' });
    const error = await failureOf(prepared.apply());
    expect(error).toMatchObject({ code: 'change-rejected' });
    expect(error.message).toContain('Tags may not be that long.');
  });

  test('of people that fails half-way keeps what was done and names what was not', async () => {
    const web = webWith({ Name: 'New' }).on('/api/v1/Assignments', ({ method }) =>
      method === 'POST' ? failed(403, 'Forbidden') : { Items: whole.Assignments.Items },
    );
    const { client } = openListening(web);
    const prepared = await client.items!.prepareUpdate('75470', { title: 'New', assignees: ['Bo Builder'] });
    const { changes, problems } = await prepared.apply();
    expect(changes).toEqual([{ field: 'title', before: 'A story', after: 'New' }]);
    expect(problems).toEqual([expect.stringContaining('field assignees: Targetprocess refused')]);
  });

  test('that fails with nothing done is an error', async () => {
    const web = webWith({}).on('/api/v1/Assignments', ({ method }) =>
      method === 'POST' ? failed(403, 'Forbidden') : { Items: whole.Assignments.Items },
    );
    const prepared = await open(web).items!.prepareUpdate('75470', { assignees: ['Bo Builder'] });
    expect((await failureOf(prepared.apply())).code).toBe('forbidden');
  });

  test('is sent once, also when the server is busy', async () => {
    const web = webWith({}, failed(503, 'ServiceUnavailable'));
    const provider = createTargetprocessProvider(web.parts());
    const endpoint = { baseUrl, deployment: 'cloud' } as const;
    const client = provider.open({ endpoint, credentials: byToken, http: { ...http, retries: 3 } });
    const prepared = await client.items!.prepareUpdate('75470', { title: 'New' });
    await failureOf(prepared.apply());
    expect(web.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('of points refuses hours', async () => {
    const web = webWith({}).on('/api/v1/Assignables/75470', { ...whole, Units: 'pt', Effort: 3 });
    const error = await failureOf(open(web).items!.prepareUpdate('75470', { estimateHours: 4 }));
    expect(error.message).toContain('field estimateHours: this item is estimated in points');
    expect((await open(web).getItem('75470')).estimateHours).toBeUndefined();
  });

  test('asks again without extras where this Targetprocess lacks a field', async () => {
    const web = webWith({}).on('/api/v1/Assignables/75470', ({ query }) =>
      'include' in query ? failed(400, 'BadRequest', 'No such field') : whole,
    );
    expect((await open(web).items!.prepareUpdate('75470', { title: 'New' })).changes).toHaveLength(1);
  });
});

describe('a file', () => {
  const file = { Id: 55788, Name: 'a.txt', MimeType: 'text/plain', Size: 2, General: { Id: 75470 } };
  const owner = { kind: 'item', id: '75470' } as const;
  const withFile = (answer: Response) =>
    webWith({})
      .on('/api/v1/Attachments', { Items: [file] })
      .on('/Attachment.aspx', answer);

  test.each([
    ['another host', 'https://sso.example/login'],
    ['a login page at home', `${baseUrl}/login.aspx`],
  ])('is not followed to %s', async (_where, location) => {
    const web = withFile(new Response(null, { status: 302, headers: { location } })).on(
      '/login.aspx',
      webPage(200, 'Log in'),
    );
    const error = await failureOf(open(web).attachments!.download(owner, '55788', 100));
    expect(error.code).toBe('login-page');
    expect(web.calls.every(({ url }) => url.origin === baseUrl)).toBe(true);
    expect(`${error.message}${error.next}`).not.toContain(secret);
  });

  test('is asked for with the key and its number only', async () => {
    const answer = new Response('hi', {
      headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment' },
    });
    const web = withFile(answer);
    const { bytes } = await open(web).attachments!.download(owner, 'A.TXT', 100);
    expect(new TextDecoder().decode(bytes)).toBe('hi');
    expect(web.last().query).toEqual({ AttachmentID: '55788', access_token: secret });
  });
});
