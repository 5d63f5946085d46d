/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers of foreign systems, looked at field by field */
import { describe, expect, it } from 'vitest';
import { ask, basic, query, useSimulator } from './set-up.ts';

const simulator = useSimulator();
const site = () => simulator.sim.sites.targetprocess;
const account = (method: string) => site().accounts.find((each) => each.method === method)!;
const get = (path: string, parameters: Record<string, string | number> = {}) => {
  const access_token = account('access-token').secret;
  return ask(`${site().url}/api/v1/${path}?${query({ format: 'json', ...parameters, access_token })}`);
};

describe('signing in to Targetprocess', () => {
  it('takes an access token, a service token and a password', async () => {
    expect((await get('Users/LoggedUser')).json).toMatchObject({ Login: 'mia.larsen', Kind: 'User' });
    const url = `${site().url}/api/v1/users/loggeduser?format=json`;
    expect((await ask(`${url}&${query({ token: account('service-token').secret })}`)).json.Login).toBe('mia.larsen');
    const { account: login, secret } = account('password');
    expect((await ask(url, basic(login!, secret))).json.Login).toBe('mia.larsen');
  });

  it('tells the two kinds of token apart', async () => {
    const url = `${site().url}/api/v1/Users/LoggedUser?format=json`;
    expect((await ask(`${url}&${query({ token: account('access-token').secret })}`)).status).toBe(401);
    expect((await ask(`${url}&${query({ access_token: account('service-token').secret })}`)).status).toBe(401);
    expect((await ask(url)).status).toBe(401);
  });

  it('hands out the service token for a password', async () => {
    const { account: login, secret } = account('password');
    const { json } = await ask(`${site().url}/api/v1/Authentication?format=json`, basic(login!, secret));
    expect(json.Token).toBe(account('service-token').secret);
  });

  it('answers XML to those who do not ask for JSON', async () => {
    const access_token = account('access-token').secret;
    const { headers } = await ask(`${site().url}/api/v1/Projects?${query({ access_token })}`, { accept: '*/*' });
    expect(headers.get('content-type')).toContain('xml');
  });

  it('keeps tokens out of its records', async () => {
    await get('Projects');
    expect(JSON.stringify(site().requests)).not.toContain(account('access-token').secret);
    expect(site().requests.at(-1)).toMatchObject({
      path: '/api/v1/Projects',
      authenticated: true,
      credentialsSent: true,
    });
  });
});

describe('reading Targetprocess', () => {
  it('pages by Next, which has lost the token', async () => {
    const { json } = await get('Assignables', { include: '[Id,Name]' });
    expect(json.Items).toHaveLength(25);
    expect(json.Next).not.toContain('access_token');
    const access_token = account('access-token').secret;
    const second = await ask(`${json.Next as string}&${query({ access_token })}`);
    expect(second.json.Items[0].Id - json.Items[24].Id).toBe(1);
    expect((await get('Assignables', { take: 1000 })).json).not.toHaveProperty('Next');
  });

  it('gives only what is included', async () => {
    const include = '[Name,EntityState[Name],AssignedUser[Login]]';
    const { json } = await get('UserStories', { take: 1, include });
    expect(Object.keys(json.Items[0])).toEqual(['ResourceType', 'Id', 'Name', 'EntityState', 'AssignedUser']);
    expect(Object.keys(json.Items[0].EntityState)).toEqual(['ResourceType', 'Id', 'Name']);
    expect(json.Items[0].AssignedUser).toHaveProperty('Items');
  });

  it.each([
    ["EntityState.Name eq 'Done'", (item: { EntityState: { Name: string } }) => item.EntityState.Name === 'Done'],
    [
      "(Project.Id eq 201) and (Name contains 'pay')",
      (item: { Name: string; Project: { Id: number } }) => item.Project.Id === 201 && /pay/i.test(item.Name),
    ],
    ['Id in (12002,12003)', (item: { Id: number }) => [12_002, 12_003].includes(item.Id)],
    [
      "ModifyDate gte '2026-11-01'",
      (item: { ModifyDate: string }) => Number(/\d+/.exec(item.ModifyDate)?.[0]) >= Date.parse('2026-11-01'),
    ],
    ['AssignedUser.Id eq 1', () => true],
    ["Name contains 'phone\\'s wallet'", (item: { Name: string }) => item.Name.includes("phone's wallet")],
  ])('finds what %s means', async (where, holds: (item: never) => boolean) => {
    const { json } = await get('Assignables', { where, take: 1000 });
    expect(json.Items.length).toBeGreaterThan(0);
    expect(json.Items.length).toBeLessThan(60);
    expect(json.Items.filter((item: never) => !holds(item))).toEqual([]);
  });

  it.each([
    [{ where: "Nothing eq 'x'" }],
    [{ where: "Name eq 'a' or Name eq 'b'" }],
    [{ where: "Name startswith 'a'" }],
    [{ include: '[Nothing]' }],
    [{ include: 'Id,Name' }],
  ])('answers 400 to %o', async (parameters: Record<string, string>) => {
    const { status, json } = await get('UserStories', parameters);
    expect([status, json.Status]).toEqual([400, 'BadRequest']);
  });

  it('ignores conditions on assignments and unknown parameters without a word', async () => {
    const all = await get('UserStories', { take: 1000 });
    const ignored = await get('UserStories', { take: 1000, where: 'Assignments.GeneralUser.Id eq 1', colour: 'red' });
    expect(ignored.json.Items).toHaveLength(all.json.Items.length);
  });

  it('writes dates and errors in its own way', async () => {
    const story = await get('UserStory/12002');
    expect(story.json.CreateDate).toMatch(/^\/Date\(\d{13}\+0200\)\/$/);
    const { status, json } = await get('UserStory/1');
    expect([status, json.Message]).toEqual([404, 'UserStory with Id 1 not found or access is forbidden.']);
  });
});

describe('writing Targetprocess', () => {
  const post = (path: string, body: object) => {
    const access_token = account('access-token').secret;
    const url = `${site().url}/api/v1/${path}?${query({ format: 'json', access_token })}`;
    return ask(url, {}, { method: 'POST', body });
  };

  it('creates at a collection, updates at an entity, and shows both later', async () => {
    const created = await post('UserStories', { Name: 'New', Project: { Id: 201 } });
    expect([created.status, created.json.EntityState.Name, created.json.Owner.Login]).toEqual([
      201,
      'Open',
      'mia.larsen',
    ]);
    const updated = await post(`UserStory/${created.json.Id as number}`, { Name: 'Newer', Tags: 'a, b' });
    expect([updated.status, updated.json.Name]).toEqual([200, 'Newer']);
    expect(updated.json.EntityVersion).toBeGreaterThan(created.json.EntityVersion);
    expect((await get(`Assignables/${created.json.Id as number}`)).json).toMatchObject({ Name: 'Newer', Tags: 'a, b' });
  });

  it('echoes with 200 what it computes itself and does not take', async () => {
    const { status, json } = await post('UserStory/12002', { TimeSpent: 99, Progress: 0.5 });
    expect(status).toBe(200);
    expect([json.TimeSpent, json.Progress]).not.toContain(99);
  });

  it.each([
    ['UserStory', { Name: 'x' }, 400, 'Project is required.'],
    ['Task', { Name: 'x', Project: { Id: 201 } }, 400, 'UserStory is required.'],
    ['UserStory/12002', { Priority: { Name: 'Great' } }, 403, 'Priority must be given by Id.'],
    ['UserStory/12002', { EntityState: { Id: 118 } }, 400, 'does not belong to the workflow'],
    ['UserStory/12002', { Shoe: 1 }, 400, 'Property "Shoe" is not found in "UserStory".'],
    ['UserStory/12002', { CustomFields: [{ Name: 'Origin', Value: 'Moon' }] }, 400, 'is not allowed'],
    ['Relations', { Master: { Id: 12_002 }, Slave: { Id: 12_003 }, RelationType: { Name: 'Link' } }, 405, 'by Id'],
    ['UserStory/1', { Name: 'x' }, 404, 'UserStory with Id 1 not found or access is forbidden.'],
    ['Comments', { Description: 'x', General: { Id: 1 } }, 404, 'General with Id 1 not found'],
  ])('refuses a POST to %s with %j', async (path, body, status, message) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.json.Message).toContain(message);
  });
});
