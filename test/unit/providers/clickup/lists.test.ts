import { describe, expect, test } from 'vitest';
import { acme, other, web, open } from './example.ts';

describe('lists', () => {
  const spaces = (...ids: string[]) => ({ spaces: ids.map((id) => ({ id, name: `Space ${id}` })) });
  const lists = (...ids: string[]) => ids.map((id) => ({ id, name: `List ${id}` }));
  const withLists = () =>
    web()
      .on('/api/v2/team/1234/space', spaces('7', '8'))
      .on('/api/v2/space/7/folder', {
        folders: [
          { id: '70', name: 'Website', lists: lists('701', '702') },
          { id: '71', name: 'App', lists: [] },
        ],
      })
      .on('/api/v2/folder/71/list', { lists: lists('711') })
      .on('/api/v2/space/7/list', { lists: lists('79') })
      .on('/api/v2/space/8/folder', { folders: [] })
      .on('/api/v2/space/8/list', { lists: lists('89') });

  test('say where they lie, in folders or not', async () => {
    const { items, nextCursor } = await open(withLists()).listProjects({ limit: 50 });
    expect(items.map(({ id, path }) => [id, path])).toEqual([
      ['701', 'Acme / Space 7 / Website'],
      ['702', 'Acme / Space 7 / Website'],
      ['711', 'Acme / Space 7 / App'],
      ['79', 'Acme / Space 7'],
      ['89', 'Acme / Space 8'],
    ]);
    expect(items[0]?.url).toBe('https://app.clickup.com/1234/v/li/701');
    expect(nextCursor).toBeUndefined();
  });

  test('come in pages that leave nothing out', async () => {
    const client = open(withLists());
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listProjects({ limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(['701', '702', '711', '79', '89']);
  });

  test('are found by their name or place', async () => {
    const client = open(withLists());
    const found = async (text: string) => (await client.listProjects({ limit: 9, text })).items.map(({ id }) => id);
    expect(await found('list 70')).toEqual(['701', '702']);
    expect(await found('WEBSITE')).toEqual(['701', '702']);
  });

  test('of several workspaces come one after the other, or of the chosen one only', async () => {
    const network = withLists()
      .on('/api/v2/team', { teams: [acme, other] })
      .on('/api/v2/team/5678/space', spaces('9'))
      .on('/api/v2/space/9/folder', { folders: [] })
      .on('/api/v2/space/9/list', { lists: lists('99') });
    const all = await open(network).listProjects({ limit: 50 });
    expect(all.items.at(-1)?.path).toBe('Other / Space 9');
    const chosen = await open(network, '5678').listProjects({ limit: 50 });
    expect(chosen.items.map(({ id }) => id)).toEqual(['99']);
  });

  test('shared with a guest are shown although he sees no space', async () => {
    const network = web()
      .on('/api/v2/team/1234/space', { spaces: [] })
      .on('/api/v2/team/1234/shared', { shared: { tasks: [], lists: lists('5'), folders: [] } });
    const { items } = await open(network).listProjects({ limit: 50 });
    expect(items).toMatchObject([{ id: '5', path: 'Acme / Shared with me' }]);
  });

  test('stop asking after ten spaces and go on with the cursor', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => String(index + 1));
    const network = web().on('/api/v2/team/1234/space', spaces(...ids));
    for (const id of ids) {
      network
        .on(`/api/v2/space/${id}/folder`, { folders: [] })
        .on(`/api/v2/space/${id}/list`, { lists: lists(`l${id}`) });
    }
    const client = open(network);
    const first = await client.listProjects({ limit: 50, text: 'l12' });
    expect(first).toEqual({ items: [], nextCursor: '11.0' });
    const second = await client.listProjects({ limit: 50, text: 'l12', cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(['l12']);
  });

  test('refuse a cursor that is not theirs', async () => {
    const page = open(withLists()).listProjects({ limit: 5, cursor: '999.0' });
    await expect(page).rejects.toMatchObject({ code: 'query-rejected' });
  });
});
