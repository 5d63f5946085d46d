import { describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';

const setting = useProviders();
/** Letters and digits only: systems write texts in their own markup, the words stay. */
const words = (text: string | undefined): string => (text ?? '').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** OpenProject tells no fractions of it. */
const second = (time: string): string => time.slice(0, 19);

describe.each(flavours)('an item of $site', (flavour) => {
  it('is shown in full, and agrees with the list and with what was written', async () => {
    const client = await setting.open(flavour);
    const { items } = await client.searchItems({ limit: 5 });
    for (const short of items) {
      const full = await client.getItem(short.id);
      expect(full).toMatchObject({ id: short.id, title: short.title, updatedAt: short.updatedAt, url: short.url });
      expect([full.state, full.done]).toEqual([short.state, short.done]);
      const known = flavour.items.find(
        ({ title, updatedAt }) => title === short.title && second(updatedAt.toISOString()) === second(short.updatedAt!),
      );
      expect(words(full.description)).toContain(words(known!.description.split('\n')[0]));
      expect(full.author).toMatch(/^\w+ \w+$/);
      expect(full.createdAt! <= full.updatedAt!).toBe(true);
    }
  });

  it('that does not exist is not found, and the key stays good', async () => {
    const client = await setting.open(flavour);
    const error = await failureOf(client.getItem(flavour.missingId));
    expect(error.code).toBe('not-found');
    expect(error.next).toMatch(/\w.*\.$/);
    await client.whoAmI();
  });
});
