import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { NewToken, TokenCalls, TokenInfo } from '../../../src/providers/tokens.ts';
import { deleteUnused, describeOwnToken, makeToken, supportsTokens, tokenName } from '../../../src/rotation/tokens.ts';

const endpoint = (deployment: 'cloud' | 'data-center') => ({ baseUrl: 'https://jira.example', deployment });
const refusal = (code: 'change-rejected' | 'forbidden' | 'cancelled') =>
  new AppError(code, 'It was refused.', 'Ask the administrator.');

function clientWith(tokens?: Partial<TokenCalls>): ProviderClient {
  const calls: TokenCalls = {
    list: () => Promise.resolve([]),
    create: () => Promise.reject(refusal('forbidden')),
    revoke: () => Promise.resolve(true),
    own: () => Promise.resolve(undefined),
    ...tokens,
  };
  return {
    whoAmI: () => Promise.resolve({ id: 'mia', name: 'Mia' }),
    listProjects: () => Promise.resolve({ items: [] }),
    searchItems: () => Promise.resolve({ items: [] }),
    getItem: (id) => Promise.resolve({ id, title: id }),
    ...(tokens === undefined ? {} : { tokens: calls }),
  };
}

describe('a key that can be rotated by the system’s token API', () => {
  it('is a personal access token of a Data Center of Atlassian', () => {
    const auth = { method: 'personal-access-token' } as const;
    expect(supportsTokens({ provider: 'jira', endpoint: endpoint('data-center'), auth })).toBe(true);
    expect(supportsTokens({ provider: 'confluence', endpoint: endpoint('data-center'), auth })).toBe(true);
    expect(supportsTokens({ provider: 'jira', endpoint: endpoint('cloud'), auth })).toBe(false);
    expect(supportsTokens({ provider: 'clickup', endpoint: endpoint('cloud'), auth })).toBe(false);
    const password = { method: 'password', account: 'mia' } as const;
    expect(supportsTokens({ provider: 'jira', endpoint: endpoint('data-center'), auth: password })).toBe(false);
  });

  it('has a name of its rotation, short enough for the system', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    expect(tokenName(id)).toBe(tokenName(id));
    expect(tokenName(id)).toMatch(/^mcp-keyring-\w{28}$/);
    expect(tokenName(crypto.randomUUID())).not.toBe(tokenName(id));
  });
});

describe('making a token', () => {
  const info: TokenInfo = { id: '7', name: 'mcp-keyring-1' };

  /** A server whose administrator allows at most so many days. */
  const server = (mostDays: number, asked: NewToken[]) =>
    clientWith({
      create: (token) => {
        asked.push(token);
        const { lifetimeDays = Infinity } = token;
        return lifetimeDays > mostDays
          ? Promise.reject(refusal('change-rejected'))
          : Promise.resolve({ info, secret: 'new' });
      },
    });

  it('takes the life that was asked for', async () => {
    const asked: NewToken[] = [];
    expect(await makeToken(server(365, asked), { name: 'mcp-keyring-1', lifetimeDays: 90 })).toEqual({
      info,
      secret: 'new',
    });
    expect(asked).toEqual([{ name: 'mcp-keyring-1', lifetimeDays: 90 }]);
  });

  it('takes a shorter one where the administrator allows no longer', async () => {
    const asked: NewToken[] = [];
    await makeToken(server(90, asked), { name: 'mcp-keyring-1' });
    expect(asked.map(({ lifetimeDays }) => lifetimeDays)).toEqual([undefined, 365, 180, 90]);
  });

  it('ends in the first refusal when nothing helps, and at once when it was no refusal of the token', async () => {
    const asked: NewToken[] = [];
    const token = { name: 'mcp-keyring-1', lifetimeDays: 100 };
    await expect(makeToken(server(0, asked), token)).rejects.toMatchObject({ code: 'change-rejected' });
    expect(asked.map(({ lifetimeDays }) => lifetimeDays)).toEqual([100, 90, 30]);
    await expect(makeToken(clientWith({}), token)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(makeToken(clientWith(), token)).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('tokens that an interrupted rotation left behind', () => {
  it('are revoked by their name, except those in use', async () => {
    const revoked: string[] = [];
    const listed = ['mcp-keyring-1', 'mcp-keyring-1', 'mcp-keyring-2', 'backup script'];
    const client = clientWith({
      list: () => Promise.resolve(listed.map((name, index) => ({ id: String(index), name }))),
      revoke: (id) => Promise.resolve(revoked.push(id) > 0),
    });
    expect(await deleteUnused(client, { keep: ['1'], name: 'mcp-keyring-1' })).toEqual(['0']);
    expect(revoked).toEqual(['0']);
  });
});

describe('what the system says of the token in use', () => {
  const own = (answer: () => Promise<TokenInfo | undefined>) => describeOwnToken(clientWith({ own: answer }), 'UTC');

  it('is told as a credential has it', async () => {
    const createdAt = '2026-01-15T10:30:00.000Z';
    const info = { id: '7', name: 'mine', createdAt, expiresAt: '2026-04-15T10:30:00.000Z' };
    expect(await own(() => Promise.resolve(info))).toEqual({ tokenId: '7', createdAt, expiresAt: '2026-04-15' });
    expect(await own(() => Promise.resolve({ id: '7', name: 'mine' }))).toEqual({ tokenId: '7' });
  });

  it.each([
    ['America/New_York', '2026-04-15T02:30:00.000Z', '2026-04-14'],
    ['Europe/Berlin', '2026-04-15T02:30:00.000Z', '2026-04-15'],
    ['Europe/Berlin', '2026-03-29T22:30:00.000Z', '2026-03-30'],
    ['Asia/Tokyo', '2026-04-14T20:00:00.000Z', '2026-04-15'],
  ])('ends, in %s, on the day that it is there at %s', async (zone, expiresAt, day) => {
    const client = clientWith({ own: () => Promise.resolve({ id: '7', name: 'mine', expiresAt }) });
    expect(await describeOwnToken(client, zone)).toMatchObject({ expiresAt: day });
  });

  it('is nothing where it cannot be told', async () => {
    expect(await own(() => Promise.resolve(undefined))).toBeUndefined();
    expect(await own(() => Promise.reject(refusal('forbidden')))).toBeUndefined();
    expect(await describeOwnToken(clientWith(), 'UTC')).toBeUndefined();
  });

  it('is no reason to go on when the user cancelled', async () => {
    await expect(own(() => Promise.reject(refusal('cancelled')))).rejects.toMatchObject({ code: 'cancelled' });
  });
});
