import { describe, expect, it } from 'vitest';
import { itemInclude } from '../../../src/providers/provider.ts';
import { item as itemSchema, itemSummary, type Item } from '../../../src/providers/vocabulary.ts';
import { flavours } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';
import { dataOf, foundIn, toolsOver } from './set-up.ts';

const setting = useProviders();

describe.each(flavours)('items of $site through the tools', (flavour) => {
  it('are found in one project, by its id and by its name', async () => {
    const { call } = await toolsOver(setting, flavour);
    const [project] = foundIn(await call('list_projects'));
    const byId = foundIn(await call('search_items', { project: project!.id, limit: 10 }));
    const byName = foundIn(await call('search_items', { project: String(project!['name']), limit: 10 }));
    expect(byId.length).toBeGreaterThan(0);
    expect(byName.map(({ id }) => id)).toEqual(byId.map(({ id }) => id));
    for (const one of byId) itemSummary.parse(one);
  });

  it('are found page by page with one cursor', async () => {
    const { call } = await toolsOver(setting, flavour);
    const first = await call('search_items', { connection: ['it'], limit: 3 });
    const cursor = dataOf<{ next_cursor: string }>(first).next_cursor;
    const second = foundIn(await call('search_items', { cursor }));
    const seen = foundIn(first).map(({ id }) => id);
    expect(second.filter(({ id }) => seen.includes(id))).toEqual([]);
    expect(second.length).toBeGreaterThan(0);
  });

  it.skipIf(flavour.provider === 'confluence')('that are overdue were due before today and are not done', async () => {
    const { call } = await toolsOver(setting, flavour);
    const overdue = foundIn(await call('search_items', { overdue: true, limit: 20 }));
    for (const { done, dueDate } of overdue) {
      expect(done).not.toBe(true);
      expect(String(dueDate) < '2026-11-21').toBe(true);
    }
  });

  it('are shown several at once, with everything that may be included', async () => {
    const { call } = await toolsOver(setting, flavour);
    const found = foundIn(await call('search_items', { limit: 3 }));
    const ids = found.map(({ id }) => id);
    const include = itemInclude.options;
    const answer = await call('get_item', { connection: 'it', ids: [...ids, flavour.missingId], include });
    const { items, problems } = dataOf<{ items: Item[]; problems: { id: string; code: string }[] }>(answer);
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(problems).toMatchObject([{ id: flavour.missingId, code: 'not-found' }]);
    for (const one of items) {
      itemSchema.parse(one);
      expect(answer.text).toContain(`# ${one.id} ${one.title}`);
      for (const name of include)
        if (one[name] === undefined)
          expect(String(one.notes?.join(' '))).toMatch(new RegExp(String.raw`\b${name}\b`, 'i'));
    }
  });

  it('are refused with a reason when they do not exist', async () => {
    const { call } = await toolsOver(setting, flavour);
    const answer = await call('get_item', { connection: 'it', ids: flavour.missingId });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain('(not-found)');
  });

  it.skipIf(flavour.query === undefined)("are found by the system's own language", async () => {
    const { call } = await toolsOver(setting, flavour);
    expect(
      foundIn(await call('search_items', { connection: 'it', query: flavour.query!.text })).length,
    ).toBeGreaterThan(0);
  });
});
