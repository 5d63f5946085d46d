import { describe, expect, it } from 'vitest';
import { buildJql } from '../../../../src/providers/jira/jql.ts';

const now = new Date('2026-11-20T12:00:00Z');
const held = (query: string): string => buildJql({ query, within: ['1'], limit: 5 }, now);

describe('the order of a search', () => {
  it('is by due date where one is asked for, else by the last change', () => {
    expect(buildJql({ dueBefore: '2026-12-01', limit: 5 }, now)).toBe(
      'due < "2026-12-01" ORDER BY duedate ASC, updated DESC',
    );
    expect(buildJql({ type: 'Bug', limit: 5 }, now)).toBe('issuetype = "Bug" ORDER BY updated DESC');
  });
});

describe('the limit around a JQL', () => {
  it('holds for both sides of an OR and stands before the order', () => {
    expect(held('project = A OR project = B ORDER BY key')).toBe(
      '(project = A OR project = B) AND project in (1) ORDER BY key',
    );
    expect(held(String.raw`text ~ "a ) ORDER BY (\" x"`)).toContain(String.raw`(text ~ "a ) ORDER BY (\" x") AND`);
  });

  it.each([
    'a = 1) OR (b = 2',
    'a = "1',
    "a = '1",
    // Outside of quotes Jira reads \" as a letter: what looks like a string to us is a query to it.
    String.raw`summary ~ a\" ) OR project = SECRET OR ( summary ~ "x\" y"`,
  ])('refuses %s, which would break out of its brackets', (query) => {
    expect(() => held(query)).toThrow(expect.objectContaining({ code: 'query-rejected' }) as Error);
  });
});
