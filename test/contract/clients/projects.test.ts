import { describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { allOf, sorted, useProviders } from './set-up.ts';

const setting = useProviders();
const namesIn = (found: readonly { name: string }[]): string[] => sorted(found.map(({ name }) => name));

describe.each(flavours)('the projects of $site', (flavour) => {
  it.each([1, 2, 50])('are all there, each once, on pages of %i', async (limit) => {
    const client = await setting.open(flavour);
    const found = await allOf((cursor) => client.listProjects({ limit, cursor }));
    expect(namesIn(found)).toEqual(sorted(flavour.projects));
    for (const { url } of found) expect(url).toMatch(/^https?:\/\//);
  });

  it('are found by a part of their name', async () => {
    const client = await setting.open(flavour);
    const [wanted = ''] = flavour.projects;
    const text = wanted.split(' ').at(-1)!.toLowerCase();
    const found = await allOf((cursor) => client.listProjects({ text, limit: 2, cursor }));
    const expected = flavour.projects.filter((name) => name.toLowerCase().includes(text));
    expect(namesIn(found)).toEqual(expect.arrayContaining(expected));
    expect(found.length).toBeLessThan(flavour.projects.length);
  });

  it('are none for a text nothing holds', async () => {
    const client = await setting.open(flavour);
    expect(await allOf((cursor) => client.listProjects({ text: 'zeppelin', limit: 2, cursor }))).toEqual([]);
  });
});
