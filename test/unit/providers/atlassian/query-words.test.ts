import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoTime, quoted, searchWords, sinceWord } from '../../../../src/providers/atlassian/query-words.ts';
import { buildCql } from '../../../../src/providers/confluence/cql.ts';
import { buildJql } from '../../../../src/providers/jira/jql.ts';

const now = new Date('2026-11-21T09:00:00.000Z');

/** What is left of a query when its strings are taken out, read as JQL and CQL read them. */
const outsideStrings = (query: string): string => query.replaceAll(/"(?:\\.|[^"\\])*"/gs, '""');

describe('words put into JQL and CQL', () => {
  it('never end the string they stand in, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(outsideStrings(quoted(value))).toBe('""');
      }),
    );
  });

  it('never change the shape of a query', () => {
    const field = fc.stringMatching(/^[a-z"\\ ()=]{1,20}$/).filter((text) => /[a-z]/.test(text));
    fc.assert(
      fc.property(field, field, field, (project, assignee, text) => {
        fc.pre(![project, assignee].some((each) => each.trim().toLowerCase() === 'me'));
        const query = { project, assignee, text, limit: 10 };
        expect(outsideStrings(buildJql(query, now))).toBe(
          'text ~ "" AND project = "" AND assignee = "" ORDER BY updated DESC',
        );
        expect(outsideStrings(buildCql(query, now))).toBe(
          'type = page AND text ~ "" AND space = "" AND contributor = "" ORDER BY lastmodified DESC',
        );
      }),
    );
  });

  it('lose the signs of the search syntax', () => {
    expect(searchWords('C++ "login page" -old NOT (a:b)*')).toBe('c login page old not a b');
    expect(searchWords('front-end')).toBe('front-end');
    expect(searchWords('???')).toBe('');
  });
});

describe('JQL', () => {
  it.each([
    [{}, 'updated >= "1970-01-01" ORDER BY updated DESC'],
    [{ project: 'EX' }, 'project = "EX" ORDER BY updated DESC'],
    [{ project: '10000' }, 'project = 10000 ORDER BY updated DESC'],
    [{ state: 'open', assignee: 'me' }, 'statusCategory != Done AND assignee = currentUser() ORDER BY updated DESC'],
    [{ state: 'done' }, 'statusCategory = Done ORDER BY updated DESC'],
    [{ state: 'In Review' }, 'status = "In Review" ORDER BY updated DESC'],
    [{ updatedSince: '2026-11-01' }, 'updated >= "2026-11-01" ORDER BY updated DESC'],
    [{ updatedSince: '2026-11-21T08:00:00Z' }, 'updated >= "-60m" ORDER BY updated DESC'],
    [{ query: 'labels = x', project: 'EX' }, 'labels = x'],
    [{ query: 'order by created' }, 'updated >= "1970-01-01" order by created'],
  ])('of %j is bounded and newest first', (query, expected) => {
    expect(buildJql({ ...query, limit: 10 }, now)).toBe(expected);
  });
});

describe('CQL', () => {
  it.each([
    [{}, 'type = page ORDER BY lastmodified DESC'],
    [
      { project: 'TST', assignee: 'me' },
      'type = page AND space = "TST" AND contributor = currentUser() ORDER BY lastmodified DESC',
    ],
    [{ updatedSince: '2026-11-21T08:59:30Z' }, 'type = page AND lastmodified >= now("-1m") ORDER BY lastmodified DESC'],
    [{ query: 'label = x' }, 'label = x'],
  ])('of %j', (query, expected) => {
    expect(buildCql({ ...query, limit: 10 }, now)).toBe(expected);
  });

  it('refuses a state instead of leaving it out in silence', () => {
    expect(() => buildCql({ state: 'open', limit: 10 }, now)).toThrow('no state to search for');
  });
});

describe('times', () => {
  it('that are none are refused', () => {
    expect(() => sinceWord('last week', now, 'Jira')).toThrow('Jira did not understand');
  });

  it('of Atlassian become ISO in UTC', () => {
    expect(isoTime('2026-01-15T10:30:00.000+0130')).toBe('2026-01-15T09:00:00.000Z');
    expect(isoTime('2026-01-15T10:30:00.000Z')).toBe('2026-01-15T10:30:00.000Z');
    expect(isoTime('soon')).toBeUndefined();
    expect(isoTime(null)).toBeUndefined();
  });
});
