import { describe, expect, it } from 'vitest';
import { brand, campaign, done, useClickUp } from './clickup-set-up.ts';
import { allOf, failureOf } from './set-up.ts';
import type { PageDraft, SearchPagesQuery } from '../../../src/providers/pages.ts';

const use = useClickUp();
const pages = () => use.client.pages!;
const save = (draft: PageDraft) => done(pages().prepareSave!(draft));
const search = (query: Partial<SearchPagesQuery>) =>
  allOf((cursor) => pages().searchPages({ limit: 2, cursor, ...query }));
const titles = async (query: Partial<SearchPagesQuery>) => (await search(query)).map(({ title }) => title);

describe('pages of docs', () => {
  it('are found by title and text, by doc, by list and within limits', async () => {
    expect(await titles({})).toEqual(['Tone of voice', 'Kick-off', 'Budget']);
    expect(await titles({ text: 'JARGON' })).toEqual(['Tone of voice']);
    expect(await titles({ space: 'campaign plan' })).toEqual(['Kick-off', 'Budget']);
    expect(await titles({ within: [campaign] })).toEqual(['Kick-off', 'Budget']);
    expect(await titles({ within: [brand] })).toEqual([]);
    const [found] = await search({ text: 'band' });
    expect(found).toMatchObject({ space: 'Campaign plan', projectId: campaign, kind: 'doc page' });
    expect(found!.excerpt).toContain('Who books the band?');
    expect((await failureOf(search({ label: 'x' }))).code).toBe('query-rejected');
  });

  it('are read with what is above and below them', async () => {
    const [kickOff, budget] = await search({ space: 'Campaign plan' });
    expect(await pages().getPage(budget!.id)).toMatchObject({
      body: 'About **40,000**.',
      author: 'Mia Larsen',
      parent: { id: kickOff!.id, title: 'Kick-off' },
    });
    const { children, notes } = await pages().getPage(kickOff!.id, { include: ['children', 'comments'] });
    expect(children).toEqual([{ id: budget!.id, title: 'Budget' }]);
    expect(notes).toHaveLength(1);
    const { docId } = { docId: kickOff!.id.split('/')[0]! };
    expect((await pages().getPage(docId)).title).toBe('Kick-off');
    for (const id of ['nope-1/nope-2', `${docId}/nope-2`]) {
      expect((await failureOf(pages().getPage(id))).code).toBe('not-found');
    }
    expect((await failureOf(pages().getPage('../../user'))).code).toBe('query-rejected');
  });

  it('are made in a doc, below a page, and in a new doc of a list', async () => {
    const { id } = await save({ space: 'Style guide', title: 'Colours', body: '# Red\n\nWarm.' });
    const { id: child } = await save({ parent: id, title: 'Shades', body: 'Many.' });
    expect(await pages().getPage(child)).toMatchObject({ body: 'Many.', parent: { id } });
    const prepared = await pages().prepareSave!({ space: 'Brand', title: 'Logo rules', body: 'Keep **clear**.' });
    expect(prepared).toMatchObject({
      projects: [brand],
      changes: [{ field: 'new doc', after: 'Logo rules in Brand' }, {}, {}],
    });
    const made = await prepared.apply();
    expect(made.problems).toBeUndefined();
    expect(await pages().getPage(made.id)).toMatchObject({
      projectId: brand,
      space: 'Logo rules',
      body: 'Keep **clear**.',
    });
    expect((await failureOf(pages().prepareSave!({ title: 'X' }))).message).toContain('field space: required');
  });

  it('are changed in whole, at the ends, or below one heading', async () => {
    const { id } = await save({ space: 'Style guide', title: 'Words', body: '# A\n\none\n\n# B\n\ntwo' });
    await save({ id, title: 'Good words', mode: 'append', body: 'three' });
    await save({ id, mode: 'prepend', body: 'zero' });
    const written = await save({ id, section: 'A', body: 'ONE' });
    expect(written.changes).toMatchObject([{ field: 'text' }]);
    const page = await pages().getPage(id);
    expect(page).toMatchObject({ title: 'Good words' });
    expect(page.body).toBe('zero\n\n# A\n\nONE\n\n# B\n\ntwo\n\nthree');
    const same = await pages().prepareSave!({ id, body: page.body!, version: page.version! });
    expect(same.changes).toEqual([]);
    expect((await failureOf(pages().prepareSave!({ id, body: 'x', version: 1 }))).code).toBe('conflict');
    expect((await failureOf(pages().prepareSave!({ id, section: 'C', body: 'x' }))).code).toBe('invalid-input');
    expect((await failureOf(pages().prepareSave!({ id, body: ' ' }))).message).toContain('cannot empty');
    expect((await failureOf(pages().prepareSave!({ id, addLabels: ['x'] }))).code).toBe('unsupported');
  });
});
