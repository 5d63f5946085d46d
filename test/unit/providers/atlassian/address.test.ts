import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../../src/providers/atlassian/address.ts';

describe('an address as people type or paste it', () => {
  it.each([
    'example.atlassian.net',
    'https://example.atlassian.net/',
    'http://example.atlassian.net',
    ' <https://example.atlassian.net/wiki/spaces/TST/pages/1/T?x=1#y> ',
    'example.atlassian.net/browse/EX-1',
    'https://example.atlassian.net/jira/software/c/projects/EX/boards/1',
    'https://someone:pass@example.atlassian.net/wiki',
  ])('%s is the same site in the cloud', (typed) => {
    const { origin, isCloudHost } = readAddress(typed, 'jira');
    expect({ origin, isCloudHost }).toEqual({ origin: 'https://example.atlassian.net', isCloudHost: true });
  });

  it.each([
    ['jira', 'https://host/jira/browse/EX-1', ['https://host/jira', 'https://host']],
    ['jira', 'host.example/browse/EX-1', ['https://host.example', 'https://host.example/jira']],
    ['jira', 'http://host:8080/secure/Dashboard.jspa', ['http://host:8080', 'http://host:8080/jira']],
    ['jira', 'https://host/tools/jira/', ['https://host/tools/jira', 'https://host', 'https://host/jira']],
    ['confluence', 'https://host/confluence/display/TST/T', ['https://host/confluence', 'https://host']],
    ['confluence', 'https://host/pages/viewpage.action?pageId=1', ['https://host', 'https://host/confluence']],
    ['confluence', 'https://host/wiki/dashboard.action', ['https://host/wiki', 'https://host']],
  ] as const)('%s at %s may be at these places', (product, typed, expected) => {
    const { candidates, isCloudHost } = readAddress(typed, product);
    expect(candidates[0]).toBe(expected[0]);
    expect(candidates).toEqual(expect.arrayContaining([...expected]));
    expect(isCloudHost).toBe(false);
  });

  it.each(['', 'two words', 'ftp://host/x', 'https://'])('%j is none', (typed) => {
    expect(() => readAddress(typed, 'jira')).toThrow('does not look like a web address');
  });
});
