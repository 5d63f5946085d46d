import { describe, expect, it } from 'vitest';
import { flavours } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';
import { foundIn, toolsOver } from './set-up.ts';

const setting = useProviders();
const everything = ['comments', 'history', 'links', 'children', 'attachments', 'time', 'watchers'];

describe.each(flavours)('what $site tells through the tools', (flavour) => {
  it('names people and leads to the browser, and shows no ids in place of either', async () => {
    const { call, client } = await toolsOver(setting, flavour);
    const people = await client.listPeople!({ limit: 50 });
    // Short numbers stand for other things too.
    const personIds = people.items.map(({ id }) => id).filter((id) => id.length > 6 && !/^\d+$/.test(id));
    const rows = foundIn(await call('search_items', { limit: 5 }));
    expect(rows.filter(({ url }) => !/^https?:\/\/[^/]+\/./.test(String(url)))).toEqual([]);
    const answer = await call('get_item', {
      connection: 'it',
      ids: rows.map(({ id }) => id),
      include: everything,
    });
    // A mention needs the id to go back as one.
    const shown = `${answer.text} ${JSON.stringify(answer.structured)}`.replaceAll(/\(mention:[^)]*\)/g, '');
    expect(personIds.filter((id) => shown.includes(id))).toEqual([]);
    expect(people.items.some(({ name }) => shown.includes(name))).toBe(true);
  });
});
