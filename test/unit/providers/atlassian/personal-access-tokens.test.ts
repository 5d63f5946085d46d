import { describe, expect, it } from 'vitest';
import { createConfluenceProvider } from '../../../../src/providers/confluence/provider.ts';
import { createJiraProvider } from '../../../../src/providers/jira/provider.ts';
import type { TokenCalls } from '../../../../src/providers/tokens.ts';
import { FakeWeb, http, json, webPage, type WebCall } from '../../../fakes/providers/fake-web.ts';
import { failureOf } from '../http/failure-of.ts';

const baseUrl = 'https://jira.example.com';
const tokensPath = '/rest/pat/latest/tokens';
const textOf = (id: string) => Buffer.from(`${id}:not-a-real-secret`).toString('base64');

function tokensAt(web: FakeWeb, secret = textOf('123456789012'), create = createJiraProvider): TokenCalls {
  const endpoint = { baseUrl, deployment: 'data-center' } as const;
  const credentials = { method: 'personal-access-token', secret } as const;
  return create(web.parts()).open({ endpoint, credentials, http }).tokens!;
}

const mia = { key: 'JIRAUSER1', name: 'mia', displayName: 'Mia' };

describe('tokens of a server', () => {
  const web = () =>
    new FakeWeb().on(tokensPath, [
      { id: 123456789012, name: 'mine', createdAt: '2026-01-15T10:30:00.000+0000', expiringAt: null },
      { id: '123456789013', name: 'other', createdAt: '2026-01-15T12:30:00.000+0200', expiringAt: 1776249000000 },
      { id: 123456789014, name: null, createdAt: 'yesterday', lastAccessedAt: 7 },
    ]);

  it('are read whatever form their numbers and times have', async () => {
    expect(await tokensAt(web()).list()).toEqual([
      { id: '123456789012', name: 'mine', createdAt: '2026-01-15T10:30:00.000Z' },
      {
        id: '123456789013',
        name: 'other',
        createdAt: '2026-01-15T10:30:00.000Z',
        expiresAt: '2026-04-15T10:30:00.000Z',
      },
      { id: '123456789014', name: '' },
    ]);
  });

  it('have no end when the server names one that no calendar knows', async () => {
    const never = [253_402_300_800_000, '+275760-09-13T00:00:00.000Z', -99_999_999_999_999];
    const answers = new FakeWeb().on(
      tokensPath,
      never.map((expiringAt, id) => ({ id, name: 'eternal', expiringAt })),
    );
    expect(await tokensAt(answers).list()).toEqual(never.map((_, id) => ({ id: String(id), name: 'eternal' })));
  });

  it('are recognised by the number in their text, and not at all without it', async () => {
    expect((await tokensAt(web()).own())?.name).toBe('mine');
    expect(await tokensAt(web(), textOf('999999999999')).own()).toBeUndefined();
    expect(await tokensAt(web(), 'a text of another form').own()).toBeUndefined();
  });

  it.each([200, 201])('are made, whether the server says %i', async (status) => {
    const made = { id: 5, name: 'new', createdAt: '2026-01-15T10:30:00.000+0000', rawToken: 'raw' };
    const answers = new FakeWeb().on(tokensPath, () => json(status, made));
    const { info, secret } = await tokensAt(answers).create({ name: 'new' });
    expect([info.id, secret]).toEqual(['5', 'raw']);
    expect([answers.last().method, answers.last().headers.get('x-atlassian-token')]).toEqual(['POST', 'no-check']);
  });

  it('are gone when the server says so, and kept when it only says that it does not know them', async () => {
    const answer = (status: number) => (call: WebCall) => (call.method === 'DELETE' ? webPage(status, '') : []);
    expect(await tokensAt(web().on(`${tokensPath}/1`, () => new Response(null, { status: 204 }))).revoke('1')).toBe(
      true,
    );
    expect(await tokensAt(web().on(`${tokensPath}/1`, answer(404))).revoke('1')).toBe(false);
    const listed = web().on(`${tokensPath}/123456789012`, answer(404));
    expect((await failureOf(tokensAt(listed).revoke('123456789012'))).code).toBe('wrong-address');
  });
});

describe('a server that offers no tokens', () => {
  it.each([
    ['too old', () => webPage(404, 'Not found')],
    ['too old, in JSON', () => json(404, { message: 'null for uri' })],
    ['reading only', () => json(405, {})],
    ['told to keep them to browsers', () => json(403, { message: 'Forbidden' })],
  ])('because it is %s says so', async (_why, answer) => {
    const web = new FakeWeb().on(tokensPath, answer);
    for (const create of [createJiraProvider, createConfluenceProvider]) {
      const tokens = tokensAt(web, undefined, create);
      expect((await failureOf(tokens.list())).code).toBe('unsupported');
      expect((await failureOf(tokens.create({ name: 'new' }))).code).toBe('unsupported');
      expect((await failureOf(tokens.revoke('1'))).code).toBe('unsupported');
    }
  });

  it('is told apart from a key that is refused', async () => {
    const web = new FakeWeb().on(tokensPath, () => json(401, { message: 'No.' })).on('/rest/api/2/myself', mia);
    expect((await failureOf(tokensAt(web).list())).code).toBe('unsupported');
    web.on('/rest/api/2/myself', () => json(401, { message: 'No.' }));
    expect((await failureOf(tokensAt(web).list())).code).toBe('bad-credentials');
  });

  it('asks for a CAPTCHA as ever', async () => {
    const web = new FakeWeb().on(tokensPath, () => json(403, {}, { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }));
    expect((await failureOf(tokensAt(web).list())).code).toBe('captcha');
  });
});
