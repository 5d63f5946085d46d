import { describe, expect, it } from 'vitest';
import { pageSummary, wikiPage, type WikiPage } from '../../../src/providers/pages.ts';
import { flavours } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';
import { systemsWith } from './has.ts';
import { dataOf, foundIn, toolsOver } from './set-up.ts';

const setting = useProviders();
const withPages = flavours.filter(({ provider }) => systemsWith.pages.has(provider));
const withoutPages = flavours.filter(({ provider }) => !systemsWith.pages.has(provider));

describe.each(withPages)('pages of $site through the tools', (flavour) => {
  it('are found, and shown with everything that may be included', async () => {
    const { call } = await toolsOver(setting, flavour);
    const found = foundIn(await call('search_pages', { limit: 5 }));
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) pageSummary.parse(one);
    const include = ['children', 'comments', 'attachments', 'history'];
    const answer = await call('get_page', { connection: 'it', id: found[0]!.id, include });
    const { page } = dataOf<{ page: WikiPage }>(answer);
    wikiPage.parse(page);
    expect(page).toMatchObject({ id: found[0]!.id, title: found[0]!['title'] });
    expect(answer.text).toMatch(new RegExp(`^# .*\n\nConnection: It\nId: ${page.id}`));
  });

  it('are found by a word of the title', async () => {
    const { call } = await toolsOver(setting, flavour);
    const [page] = foundIn(await call('search_pages', { limit: 1 }));
    const words = String(page!['title']).match(/\p{L}{4,}/gu) ?? [];
    const found = foundIn(await call('search_pages', { text: words[0], limit: 50 }));
    expect(found.map(({ id }) => id)).toContain(page!.id);
  });
});

it.each(withoutPages)('$site says that it has no pages', async (flavour) => {
  const { call } = await toolsOver(setting, flavour);
  for (const [name, args] of [
    ['search_pages', { connection: 'it' }],
    ['get_page', { connection: 'it', id: '1' }],
  ] as const)
    expect((await call(name, args)).text).toMatch(
      /has no pages\. Use search_items and get_item there\. \(unsupported\)$/,
    );
});
