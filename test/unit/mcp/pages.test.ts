import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import type { PageCalls, WikiPage } from '../../../src/providers/pages.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';

const nobodyAsks = (): Promise<never> => Promise.reject(new Error('The test did not expect this call'));
const aWiki = (answers: Partial<PageCalls>) =>
  aClient({ pages: { searchPages: nobodyAsks, getPage: nobodyAsks, ...answers } });

describe('search_pages', () => {
  it('passes on every condition and shows each page on one line, with the words around what was found', async () => {
    const asked: unknown[] = [];
    const wiki = aWiki({
      searchPages: (query) => {
        asked.push(query);
        const excerpt = 'the\nminutes of';
        return Promise.resolve({
          items: [{ id: '12', title: 'Minutes', kind: 'page', space: 'TEAM', projectId: '9', excerpt }],
        });
      },
    });
    const access = new FakeAccess().add(aConnection('Wiki', { provider: 'confluence' }), wiki);
    const { call } = await connect(access);
    const conditions = { text: 'minutes', space: 'TEAM', label: 'weekly', updated_since: '2026-11-01' };
    const { text, structured } = await call('search_pages', conditions);
    expect(asked).toEqual([
      expect.objectContaining({
        text: 'minutes',
        space: 'TEAM',
        label: 'weekly',
        updatedSince: '2026-11-01',
        limit: 20,
      }),
    ]);
    expect(text).toBe('## Wiki (Confluence)\n- Minutes · id 12 · page · TEAM\n  the minutes of');
    expect(JSON.stringify(structured)).not.toContain('projectId');
  });

  it('leaves out systems without pages, and says so plainly when one of them is named', async () => {
    const wiki = aWiki({ searchPages: () => Promise.resolve({ items: [] }) });
    const access = new FakeAccess()
      .add(aConnection('Work'), aClient())
      .add(aConnection('Wiki', { provider: 'confluence' }), wiki);
    const { call } = await connect(access);
    expect((await call('search_pages', { text: 'x' })).text).toBe('## Wiki (Confluence)\nNo pages found.');
    expect(await call('search_pages', { connection: 'Work', text: 'x' })).toMatchObject({
      isError: true,
      text: 'Jira has no pages. Use search_items and get_item there. (unsupported)',
    });
    expect((await call('search_pages', { connection: ['Work', 'Wiki'] })).text).toBe(
      '## Work (Jira)\nJira has no pages. Use search_items and get_item there. (unsupported)\n\n## Wiki (Confluence)\nNo pages found.',
    );
  });

  it('says that no system has pages where none has', async () => {
    const { call } = await connect(new FakeAccess().add(aConnection('Work')).add(aConnection('Other')));
    const { isError, text } = await call('search_pages');
    expect(isError).toBe(true);
    expect(text).toMatch(/^None of the connected systems has pages\./);
  });

  it.each([
    { query: 'type = page' },
    { query: 'type = page', connection: ['A', 'B'] },
    { query: 'x', connection: 'A', text: 'y' },
  ])('refuses %j', async (args) => {
    const { call } = await connect(new FakeAccess().add(aConnection('A'), aWiki({})).add(aConnection('B'), aWiki({})));
    expect((await call('search_pages', args)).text).toMatch(/one system's own language/);
  });
});

describe('get_page', () => {
  const page: WikiPage = {
    id: '12',
    title: 'Minutes',
    space: 'TEAM',
    projectId: '9',
    version: 3,
    parent: { id: '11', title: 'All minutes' },
    body: '## Decisions\n\nNone.',
  };

  it('shows a page with what was included', async () => {
    const asked: unknown[] = [];
    const wiki = aWiki({
      getPage: (id, options) => {
        asked.push([id, options]);
        return Promise.resolve({
          ...page,
          children: [{ id: '13', title: 'Older' }],
          history: [{ version: 2, at: '2026-11-01T08:00:00Z', by: 'Mia', message: 'Names' }],
          comments: [{ id: '7', author: 'Jonas', text: 'Really?', quote: 'None', resolved: true }],
        });
      },
    });
    const { call } = await connect(new FakeAccess().add(aConnection('Wiki', { provider: 'confluence' }), wiki));
    const include = ['children', 'comments', 'history', 'attachments'];
    const { text, structured } = await call('get_page', { connection: 'Wiki', id: '12', include, version: 2 });
    expect(asked).toEqual([['12', expect.objectContaining({ include, version: 2 })]]);
    for (const line of [
      '# Minutes',
      'Id: 12',
      'Below: All minutes · id 11',
      'Version: 3',
      'Note: Not given by Confluence: attachments.',
      '- Older · id 13',
      '- version 2 · 2026-11-01 08:00Z · Mia · Names',
      '- Jonas · id 7 · resolved · on "None"',
      '  Really?',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/## Body\n\n## Decisions\n\nNone\.$/);
    expect(structured).toMatchObject({ connection: 'Wiki', page: { id: '12', body: page.body, version: 3 } });
    expect(JSON.stringify(structured)).not.toContain('projectId');
  });

  it('gives a long page in parts that join to the whole', async () => {
    const body = Array.from({ length: 3000 }, (_, index) => `Line ${index} "quoted"\n`).join('');
    const wiki = aWiki({ getPage: () => Promise.resolve({ ...page, body }) });
    const { call } = await connect(new FakeAccess().add(aConnection('Wiki'), wiki));
    let joined = '';
    for (let from: number | undefined = 0; from !== undefined;) {
      const { text, structured } = await call('get_page', { connection: 'Wiki', id: '12', body_from: from });
      expect(Math.max(text.length, JSON.stringify(structured).length)).toBeLessThanOrEqual(25_000);
      const shown = (structured as { page: { body: string; body_next?: number } }).page;
      if (shown.body_next !== undefined) expect(text).toContain(`call get_page with body_from ${shown.body_next}`);
      joined += shown.body;
      from = shown.body_next;
    }
    expect(joined).toBe(body);
  });

  it('passes on why a page cannot be read', async () => {
    const gone = new AppError('not-found', 'There is no such page.', 'Check the id.');
    const { call } = await connect(
      new FakeAccess()
        .add(aConnection('Wiki'), aWiki({ getPage: () => Promise.reject(gone) }))
        .add(aConnection('Work')),
    );
    expect((await call('get_page', { connection: 'Wiki', id: '1' })).text).toContain('There is no such page.');
    expect((await call('get_page', { connection: 'Work', id: '1' })).text).toContain('Jira has no pages.');
  });
});
