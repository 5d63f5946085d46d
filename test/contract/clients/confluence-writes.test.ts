import { describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';
import type { PageCalls } from '../../../src/providers/pages.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { Prepared, Written } from '../../../src/providers/writes.ts';

const setting = useProviders();
const both = flavours.filter(({ provider }) => provider === 'confluence');

/** The second page of the first space has macros, comments and a file; the third is locked. */
const furnished = '229385';
const locked = '229392';

type Opened = ProviderClient & { pages: Required<PageCalls>; attachments: NonNullable<ProviderClient['attachments']> };

async function open(flavour: (typeof both)[number]): Promise<Opened> {
  return (await setting.open(flavour)) as Opened;
}

const done = async (prepared: Promise<Prepared>): Promise<Written> => (await prepared).apply();

const requestsOf = (flavour: (typeof both)[number]) => setting.sim.sites[flavour.site].requests;

describe.each(both)('pages of $site', (flavour) => {
  const space = flavour.deployment === 'cloud' ? 'PROD' : 'OPS';
  const otherSpace = flavour.deployment === 'cloud' ? 'TEAM' : 'ARCH';
  let serial = 0;
  const title = (): string => `Minutes ${String((serial += 1))}`;

  it('are made below a parent, with labels, and read back as they were written', async () => {
    const { pages } = await open(flavour);
    const name = title();
    const draft = { space: space.toLowerCase(), title: name, parent: furnished };
    const prepared = await pages.prepareSave({
      ...draft,
      space,
      body: '# Agreed\n\nWe **ship**.',
      addLabels: ['Minutes'],
    });
    expect(prepared).toMatchObject({ kind: 'create', projects: [space] });
    expect(prepared.changes.map(({ field }) => field)).toEqual(['title', 'space', 'parent', 'body', 'labels']);
    const { id, changes, problems } = await prepared.apply();
    expect(problems).toBeUndefined();
    expect(changes).toContainEqual({ field: 'body', before: undefined, after: '# Agreed\n\nWe **ship**.' });
    const page = await pages.getPage(id, { include: ['history', 'children'] });
    expect(page).toMatchObject({
      title: name,
      space,
      projectId: space,
      version: 1,
      labels: ['minutes'],
      parent: { id: furnished },
    });
    expect(page).toMatchObject({ body: '# Agreed\n\nWe **ship**.', author: 'Mia Larsen', children: [], kind: 'page' });
    expect(page.history).toMatchObject([{ version: 1, by: 'Mia Larsen' }]);
  });

  it('are refused before anything is sent when something is missing or taken', async () => {
    const { pages } = await open(flavour);
    const { title: taken } = await pages.getPage(furnished);
    const before = requestsOf(flavour).filter(({ method }) => method !== 'GET').length;
    expect((await failureOf(pages.prepareSave({ space, body: 'x' }))).message).toContain('field title: required');
    expect((await failureOf(pages.prepareSave({ title: 'x', body: 'x' }))).message).toContain('field space: required');
    expect(await failureOf(pages.prepareSave({ title: taken, space }))).toMatchObject({ code: 'change-rejected' });
    expect(await failureOf(pages.prepareSave({ title: 'x', space: 'No such space' }))).toMatchObject({
      code: 'invalid-input',
    });
    expect(requestsOf(flavour).filter(({ method }) => method !== 'GET')).toHaveLength(before);
  });

  it('keep macros, mentions, links, pictures, tables and tasks when another section is written', async () => {
    const { pages } = await open(flavour);
    const before = await pages.getPage(furnished);
    const prepared = await pages.prepareSave({ id: furnished, section: 'Questions', body: 'Ask nobody.' });
    expect(prepared.changes).toMatchObject([{ field: 'body, section “Questions”', after: 'Ask nobody.' }]);
    await prepared.apply();
    const after = await pages.getPage(furnished);
    expect(after.version).toBe(before.version! + 1);
    expect(after.body).toContain('Ask nobody.');
    const from = (body: string | undefined): string => body!.slice(body!.indexOf('## Who does what'));
    expect(from(after.body)).toBe(from(before.body));
    expect(after.body).toContain('[@Jonas Weber](mention:');
    expect((await pages.getPage(furnished, { version: before.version })).body).toBe(before.body);
  });

  it('stay as they are when what was read is saved again', async () => {
    const { pages } = await open(flavour);
    const { body, version } = await pages.getPage(furnished);
    const prepared = await pages.prepareSave({ id: furnished, body });
    expect(prepared.changes).toEqual([]);
    expect((await prepared.apply()).changes).toEqual([]);
    expect((await pages.getPage(furnished)).version).toBe(version);
  });

  it('say which headings there are when a section is missing', async () => {
    const { pages } = await open(flavour);
    const error = await failureOf(pages.prepareSave({ id: furnished, section: 'Nonsense', body: 'x' }));
    expect(error).toMatchObject({ code: 'invalid-input' });
    expect(`${error.message} ${error.next}`).toContain('What matters');
  });

  it('get text before and after, a title and labels in one change', async () => {
    const { pages } = await open(flavour);
    const { id } = await done(pages.prepareSave({ space, title: title(), body: 'Middle.', addLabels: ['a', 'b'] }));
    await done(pages.prepareSave({ id, mode: 'append', body: 'Last.' }));
    const name = title();
    const change = {
      id,
      mode: 'prepend' as const,
      body: 'First.',
      title: name,
      addLabels: ['c', 'a'],
      removeLabels: ['b'],
    };
    const { changes } = await done(pages.prepareSave({ ...change, message: 'Why' }));
    expect(changes.map(({ field }) => field)).toEqual(['title', 'body', 'labels']);
    expect(changes.at(-1)).toEqual({ field: 'labels', before: 'a, b', after: 'a, c' });
    const page = await pages.getPage(id, { include: ['history'] });
    expect(page).toMatchObject({ body: 'First.\n\nMiddle.\n\nLast.', title: name, version: 3 });
    expect(page.history?.at(-1)).toMatchObject({ version: 3, message: 'Why' });
  });

  it('move below another page and into another space, with what lies below them', async () => {
    const { pages } = await open(flavour);
    const { id } = await done(pages.prepareSave({ space, title: title(), body: 'x' }));
    const child = await done(pages.prepareSave({ parent: id, title: title(), body: 'y' }));
    expect(await failureOf(pages.prepareSave({ id, parent: child.id }))).toMatchObject({ code: 'invalid-input' });
    await done(pages.prepareSave({ id, parent: furnished }));
    expect(await pages.getPage(id)).toMatchObject({ parent: { id: furnished } });
    const prepared = await pages.prepareSave({ id, space: otherSpace });
    expect([...prepared.projects].sort()).toEqual([space, otherSpace].sort());
    const { changes, problems } = await prepared.apply();
    expect(problems).toBeUndefined();
    expect(changes).toContainEqual({ field: 'space', before: space, after: otherSpace });
    expect(await pages.getPage(child.id)).toMatchObject({ projectId: otherSpace, parent: { id } });
  });

  it('are not written over somebody else’s newer text', async () => {
    const { pages } = await open(flavour);
    const { id } = await done(pages.prepareSave({ space, title: title(), body: 'One.' }));
    const mine = await pages.prepareSave({ id, body: 'Mine.' });
    const based = await pages.prepareSave({ id, body: 'Mine.', version: 1 });
    await done(pages.prepareSave({ id, body: 'Theirs.' }));
    expect(await failureOf(mine.apply())).toMatchObject({ code: 'conflict' });
    expect(await failureOf(based.apply())).toMatchObject({ code: 'conflict' });
    expect(await failureOf(pages.prepareSave({ id, body: 'Mine.', version: 1 }))).toMatchObject({ code: 'conflict' });
    expect((await pages.getPage(id)).body).toBe('Theirs.');
  });

  it('are written after all when only the number is new', async () => {
    const { pages } = await open(flavour);
    const name = title();
    const { id } = await done(pages.prepareSave({ space, title: name, body: 'One.' }));
    const mine = await pages.prepareSave({ id, body: 'Mine.' });
    await done(pages.prepareSave({ id, body: 'Theirs.' }));
    await done(pages.prepareSave({ id, body: 'One.' }));
    await mine.apply();
    expect(await pages.getPage(id)).toMatchObject({ body: 'Mine.', version: 4 });
  });

  it('that are locked say so and keep their text', async () => {
    const { pages } = await open(flavour);
    const { body } = await pages.getPage(locked);
    const change = await pages.prepareSave({ id: locked, mode: 'append', body: 'x', addLabels: ['x'] });
    expect(await failureOf(change.apply())).toMatchObject({ code: 'forbidden' });
    expect(await pages.getPage(locked)).toMatchObject({ body });
  });

  it('go to the trash, and those below them go up', async () => {
    const { pages } = await open(flavour);
    const { id } = await done(pages.prepareSave({ parent: furnished, title: title(), body: 'x' }));
    const child = await done(pages.prepareSave({ parent: id, title: title(), body: 'y' }));
    const prepared = await pages.prepareDelete(id);
    expect(prepared.changes.map(({ field }) => field)).toEqual(['page', 'pages below it']);
    expect((await prepared.apply()).url).toBeUndefined();
    expect(await failureOf(pages.getPage(id))).toMatchObject({ code: 'not-found' });
    expect((await pages.getPage(child.id)).parent?.id).toBe(furnished);
  });

  it('are found by address', async () => {
    const { pages } = await open(flavour);
    const { url, id } = await pages.getPage(furnished);
    expect((await pages.getPage(url!)).id).toBe(id);
    const root =
      flavour.deployment === 'cloud'
        ? `${setting.sim.sites[flavour.site].url}/wiki`
        : setting.sim.sites[flavour.site].url;
    expect((await pages.getPage(`${root}/pages/viewpage.action?pageId=${id}`)).id).toBe(id);
    expect((await pages.getPage(`${root}/x/CYAD`)).id).toBe(id);
    expect(await failureOf(pages.getPage('https://elsewhere.example/pages/viewpage.action?pageId=1'))).toMatchObject({
      code: 'invalid-input',
    });
    expect(await failureOf(pages.getPage('../../admin'))).toMatchObject({ code: 'invalid-input' });
  });

  it('are searched by words, label, space and day, with the words around them', async () => {
    const { pages } = await open(flavour);
    const name = title();
    await done(pages.prepareSave({ space, title: name, body: 'A zeppelin lands.', addLabels: ['air'] }));
    const today = { updatedSince: '2026-11-20', limit: 5 };
    const { items } = await pages.searchPages({ text: 'zeppelin', label: 'air', space, ...today });
    expect(items).toMatchObject([{ title: name, kind: 'page', space, projectId: space }]);
    expect(items[0]?.excerpt).toContain('A zeppelin lands.');
    expect((await pages.searchPages({ text: 'zeppelin', space: otherSpace, limit: 5 })).items).toEqual([]);
    const { items: news } = await pages.searchPages({ label: 'news', limit: 5 });
    expect(news.map(({ kind }) => kind)).toContain('blog post');
    expect(await pages.getPage(news[0]!.id)).toMatchObject({ kind: 'blog post', labels: ['news'] });
  });

  it('outside the allowed spaces are not found, whatever the query says', async () => {
    const client = await open(flavour);
    const within = [otherSpace];
    const tricks = [
      `space = ${space}`,
      `space = ${space} or type = page`,
      `type = page ORDER BY title`,
      'order by title',
    ];
    for (const query of tricks) {
      const { items } = await client.pages.searchPages({ query, within, limit: 50 });
      expect(items.every(({ projectId }) => projectId === otherSpace)).toBe(true);
      const { items: rows } = await client.searchItems({ query, within, limit: 50 });
      expect(rows.every(({ projectId }) => projectId === otherSpace)).toBe(true);
    }
    for (const query of [`type = page) OR (space = ${space}`, 'title ~ "x', '(space = "a)']) {
      expect(await failureOf(client.pages.searchPages({ query, within, limit: 5 }))).toMatchObject({
        code: 'invalid-input',
      });
    }
    expect((await client.pages.searchPages({ text: 'x', within: [], limit: 5 })).items).toEqual([]);
  });
});

describe.each(both.filter(({ deployment }) => deployment !== 'cloud'))('people on pages of $site', (flavour) => {
  it('who are known by user name get their name, and stay known by user name', async () => {
    const { pages } = await open(flavour);
    const body = 'Ask [@jonas.weber](mention:username:jonas.weber).';
    const { id } = await done(pages.prepareSave({ space: 'OPS', title: 'Whom to ask', body }));
    const page = await pages.getPage(id);
    expect(page.body).toBe('Ask [@Jonas Weber](mention:username:jonas.weber).');
    expect((await pages.prepareSave({ id, body: page.body })).changes).toEqual([]);
  });
});
