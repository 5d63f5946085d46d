import { describe, expect, it } from 'vitest';
import { buildCql, buildPageCql, withinSpaces } from '../../../../src/providers/confluence/cql.ts';
import { AppError } from '../../../../src/lib/app-error.ts';

const now = new Date('2026-11-20T12:00:00Z');

describe('the limit around a query', () => {
  it('holds for both sides of an or, and keeps the order at the end', () => {
    expect(withinSpaces('space = A or space = B order by title desc', ['TEAM', 'X"Y'])).toBe(
      '(space = A or space = B) AND space in ("TEAM", "X\\"Y") order by title desc',
    );
  });

  it('leaves words in quotation marks alone', () => {
    const cql = String.raw`title ~ "a ) order by (\" x" AND text ~ 'b (' ORDER BY created`;
    expect(withinSpaces(cql, ['T'])).toBe(
      String.raw`(title ~ "a ) order by (\" x" AND text ~ 'b (') AND space in ("T") ORDER BY created`,
    );
  });

  it.each([
    'a = 1) or (b = 2',
    '(a = 1',
    'a = "1',
    "a = '1",
    'a = 1)',
    'a = "1\\"',
    String.raw`a = x\") or (b = "x\" y"`,
  ])('refuses %s, which would break out of its brackets', (cql) => {
    expect(() => withinSpaces(cql, ['T'])).toThrow(AppError);
  });

  it('is left out without one', () => {
    expect(withinSpaces('a = 1) or (b', undefined)).toBe('a = 1) or (b');
  });
});

describe('the query for pages', () => {
  it('has a clause for every field, and finds posts too', () => {
    const query = { text: 'Tea & cake', space: 'TEAM', label: 'How-To', updatedSince: '2026-11-01', limit: 5 };
    expect(buildPageCql(query, now)).toBe(
      'type in (page, blogpost) AND (title ~ "tea cake" OR text ~ "tea cake") AND space = "TEAM" AND label = "how-to" AND lastmodified >= "2026-11-01"',
    );
    expect(buildPageCql({ limit: 5, within: ['T'] }, now)).toBe(
      '(type in (page, blogpost)) AND space in ("T") ORDER BY lastmodified DESC',
    );
  });

  it('gives way to the caller’s own', () => {
    expect(buildPageCql({ query: 'creator = currentUser()', label: 'x', limit: 5 }, now)).toBe(
      'creator = currentUser()',
    );
    expect(buildPageCql({ query: 'order by created', limit: 5 }, now)).toBe(
      'type in (page, blogpost) order by created',
    );
  });
});

describe('the query for items', () => {
  it('knows pages and blog posts', () => {
    expect(buildCql({ type: 'Blog post', label: 'news', limit: 5 }, now)).toContain(
      'type = blogpost AND label = "news"',
    );
    expect(() => buildCql({ type: 'bug', limit: 5 }, now)).toThrow(AppError);
  });

  it.each([{ state: 'open' }, { sprint: 'current' }, { dueBefore: '2026-12-01' }])('refuses %o', (filter) => {
    expect(() => buildCql({ ...filter, limit: 5 }, now)).toThrow(AppError);
  });
});
