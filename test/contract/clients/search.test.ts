import { describe, expect, it } from 'vitest';
import { flavours, type Flavour, type Truth } from './flavours.ts';
import { allOf, failureOf, sorted, useProviders } from './set-up.ts';
import type { SearchItemsQuery } from '../../../src/providers/provider.ts';

const setting = useProviders();
type Conditions = Omit<SearchItemsQuery, 'limit' | 'cursor' | 'signal'>;

async function search(flavour: Flavour, conditions: Conditions, limit = 20) {
  const client = await setting.open(flavour);
  return allOf((cursor) => client.searchItems({ ...conditions, limit, cursor }));
}

function expected({ items }: Flavour, isWanted: (item: Truth) => boolean): string[] {
  const titles = items.filter(isWanted).map(({ title }) => title);
  expect(titles.length, 'the example must find something').toBeGreaterThan(0);
  expect(titles.length, 'the example must leave something out').toBeLessThan(items.length);
  return sorted(titles);
}

const titlesIn = (found: readonly { title: string }[]): string[] => sorted(found.map(({ title }) => title));

describe.each(flavours)('a search in $site', (flavour) => {
  const { items } = flavour;

  it.each([7, 50])('without conditions finds everything once, the newest first, on pages of %i', async (limit) => {
    const found = await search(flavour, {}, limit);
    expect(titlesIn(found)).toEqual(sorted(items.map(({ title }) => title)));
    const dates = found.map(({ updatedAt }) => updatedAt ?? '');
    expect(dates).toEqual(sorted(dates).reverse());
  });

  it('finds a text where the system looks for it', async () => {
    const found = await search(flavour, { text: flavour.text.word }, 3);
    expect(titlesIn(found)).toEqual(expected(flavour, flavour.text.isIn));
  });

  it('takes a project by its id and by its key', async () => {
    const client = await setting.open(flavour);
    const projects = await allOf((cursor) => client.listProjects({ limit: 50, cursor }));
    const one = projects.find(({ name }) => name === flavour.projects[1])!;
    const wanted = expected(flavour, ({ project }) => project === one.name);
    for (const project of new Set([one.id, one.key ?? one.id])) {
      expect(titlesIn(await search(flavour, { project })), project).toEqual(wanted);
    }
  });

  it('takes "me", and a colleague by name', async () => {
    for (const [assignee, name] of [
      ['me', 'Mia Larsen'],
      [flavour.colleague, 'Jonas Weber'],
    ] as const) {
      const wanted = expected(flavour, ({ person }) => person === name);
      expect(titlesIn(await search(flavour, { assignee }, 5)), assignee).toEqual(wanted);
    }
  });

  it.each(['2026-11-05', '2026-11-05T00:00:00Z', '2026-11-12T02:00:00+02:00'])(
    'knows what changed since %s',
    async (since) => {
      const found = await search(flavour, { updatedSince: since }, 5);
      expect(titlesIn(found)).toEqual(expected(flavour, ({ updatedAt }) => updatedAt >= new Date(since)));
    },
  );

  it('puts conditions together', async () => {
    const mine = items.filter(({ person }) => person === 'Mia Larsen');
    const dates = sorted(mine.map(({ updatedAt }) => updatedAt.toISOString()));
    const updatedSince = dates[Math.floor(dates.length / 2)]!.slice(0, 10);
    const found = await search(flavour, { assignee: 'me', updatedSince }, 2);
    const isWanted = ({ person, updatedAt }: Truth) => person === 'Mia Larsen' && updatedAt >= new Date(updatedSince);
    expect(titlesIn(found)).toEqual(expected(flavour, isWanted));
    expect(found.length).toBeLessThan(mine.length);
  });

  it('refuses a cursor that is not its own', async () => {
    const client = await setting.open(flavour);
    const error = await failureOf(client.searchItems({ limit: 5, cursor: 'not a cursor' }));
    expect(['query-rejected', 'invalid-input']).toContain(error.code);
  });
});

describe.each(flavours.filter(({ items }) => items[0]?.state !== undefined))('a state in $site', (flavour) => {
  it('is taken by its name, in any case', async () => {
    for (const state of new Set(flavour.items.map((item) => item.state ?? ''))) {
      const found = await search(flavour, { state: state.toUpperCase() });
      expect(titlesIn(found), state).toEqual(expected(flavour, (item) => item.state === state));
      expect(new Set(found.map((item) => item.state))).toEqual(new Set([state]));
    }
  });

  it.each(['open', 'closed', 'done'])('may be "%s" for a whole group, unless a state has that name', async (group) => {
    const named = flavour.items.some(({ state }) => state?.toLowerCase() === group);
    const isWanted = ({ state, isDone }: Truth) =>
      named ? state?.toLowerCase() === group : isDone === (group !== 'open');
    const found = await search(flavour, { state: group });
    expect(titlesIn(found)).toEqual(expected(flavour, isWanted));
    if (!named) expect(new Set(found.map(({ done }) => done))).toEqual(new Set([group !== 'open']));
  });
});

describe.each(flavours.filter(({ items }) => items[0]?.state === undefined))('a state in $site', (flavour) => {
  it('is refused, because pages have none', async () => {
    expect((await failureOf(search(flavour, { state: 'open' }))).code).toBe('unsupported');
  });
});

describe.each(flavours.filter(({ query }) => query !== undefined))('the own language of $site', (flavour) => {
  it('is passed on as it is', async () => {
    const { text, isWanted } = flavour.query!;
    expect(titlesIn(await search(flavour, { query: text }, 6))).toEqual(expected(flavour, isWanted));
  });
});

describe.each(flavours)('a query $site cannot read', (flavour) => {
  it('is refused as a query, not as a key', async () => {
    expect((await failureOf(search(flavour, { query: '(((' }))).code).toBe('query-rejected');
  });
});
