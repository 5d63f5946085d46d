import { describe, expect, it } from 'vitest';
import { isUnprotected, probableBaseUrl, tokenPageOf } from '../../../renderer/connections/addresses.ts';
import { expiryText } from '../../../renderer/connections/expiry.tsx';
import { healthOf } from '../../../renderer/connections/health.tsx';
import { parseRoute } from '../../../renderer/ui/route.ts';
import { formatAge, formatAgo } from '../../../renderer/ui/time.ts';
import { exampleConnections } from '../../fakes/renderer/example-data.ts';

const now = new Date('2026-11-21T12:00:00');

describe('addresses', () => {
  it.each([
    ['northwind.atlassian.net', 'https://northwind.atlassian.net'],
    ['https://jira.example.com/browse/AB-1?x=1', 'https://jira.example.com'],
    ['https://example.com/jira/browse/AB-1', 'https://example.com/jira'],
    ['', undefined],
    ['north', undefined],
  ])('of %j lead to %j', (typed, expected) => {
    expect(probableBaseUrl(typed)).toBe(expected);
  });

  it.each([
    ['http://example.com', true],
    ['HTTP://example.com', true],
    ['http://localhost:8080', false],
    ['http://127.0.0.1', false],
    ['https://example.com', false],
    ['example.com', false],
  ])('such as %j are unprotected: %j', (typed, expected) => {
    expect(isUnprotected(typed)).toBe(expected);
  });

  it('make no link to a token page while they are not known', () => {
    const method = {
      id: 'api-key',
      label: '',
      secretLabel: '',
      help: '',
      tokenPage: '{baseUrl}/my/access_tokens',
    } as const;
    expect(tokenPageOf(method, undefined)).toBeUndefined();
    expect(tokenPageOf(method, 'https://op.example')).toBe('https://op.example/my/access_tokens');
  });
});

describe('words about time', () => {
  it('count the days a key has left', () => {
    expect(expiryText('2026-11-21', now)).toBe('expires today');
    expect(expiryText('2026-11-22', now)).toBe('expires in 1 day');
    expect(expiryText('2026-11-20', now)).toBe('expired on 20 Nov 2026');
    expect(expiryText('2027-03-01', now)).toBe('expires on 1 Mar 2027');
  });

  it('round ages as people do', () => {
    expect(formatAge('2026-11-21T08:00:00', now)).toBe('today');
    expect(formatAge('2026-11-20T08:00:00', now)).toBe('1 day');
    expect(formatAge('2026-06-14T08:00:00', now)).toBe('5 months');
    expect(formatAgo('2026-11-21T11:55:00', now)).toBe('5 minutes ago');
    expect(formatAgo('2026-11-21T12:00:05', now)).toBe('just now');
  });
});

describe('health', () => {
  it('puts an ended key before the last good test', () => {
    const connection = exampleConnections[0]!;
    const ended = { ...connection, credential: { ...connection.credential, expiresAt: '2026-11-01' } };
    expect(healthOf(ended, now).label).toBe('Key expired');
    expect(healthOf({ ...ended, active: false }, now).label).toBe('Paused');
  });
});

describe('addresses of the window', () => {
  it.each([
    ['', { screen: 'connections' }],
    ['#/connections/abc', { screen: 'connections', id: 'abc' }],
    ['#/server', { screen: 'server' }],
    ['#/keys/abc/rotate', { screen: 'keys', id: 'abc', action: 'rotate' }],
    ['#/keys/abc/unknown', { screen: 'keys', id: 'abc' }],
    ['#/connections/abc/rotate', { screen: 'connections', id: 'abc' }],
    ['#/nowhere', { screen: 'connections' }],
  ])('%j opens %j', (hash, expected) => {
    expect(parseRoute(hash)).toEqual(expected);
  });
});
