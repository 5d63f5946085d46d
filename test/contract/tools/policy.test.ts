import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policy, type Policy } from '../../../src/policy/policy.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from '../../unit/mcp/harness.ts';
import { flavours, type Flavour } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';

const setting = useProviders();
type Session = Awaited<ReturnType<typeof connect>>;
type Found = { results: { found: { id: string; title: string; projectId?: string }[] }[] };

/** Confluence has pages and no items that can be written. */
const withItems = flavours.filter(({ provider }) => provider !== 'confluence');
const withPages = flavours.filter(({ provider }) => provider === 'confluence');

describe.each(withItems)('what the user allows for $site', (flavour) => {
  const use = useSession(flavour);
  const rename = (id: string) => ({ connection: 'Work', items: [{ id, title: 'Renamed by a test' }] });
  const titleOf = async (id: string) => (await use.client.getItem(id)).title;
  const oneItem = async () => (await use.client.searchItems({ limit: 1 })).items[0]!;

  it('is by default to read, and the system keeps what it has', async () => {
    const { call } = await use.session({});
    const item = await oneItem();
    const answer = await call('update_item', rename(item.id));
    expect(answer.text).toContain('(read-only)');
    expect(await titleOf(item.id)).toBe(item.title);
    expect((await call('get_item', { connection: 'Work', ids: [item.id] })).text).toContain(item.title);
  });

  it('is to change things once the user agreed to the very change', async () => {
    const { call } = await use.session({ access: 'ask' });
    const item = await oneItem();
    const preview = await call('update_item', rename(item.id));
    expect(preview.text).toContain(`${item.title} → Renamed by a test`);
    expect(await titleOf(item.id)).toBe(item.title);
    const answer = await call('update_item', { ...rename(item.id), confirm: preview.structured!['confirm'] });
    expect(answer.isError).toBe(false);
    expect(await titleOf(item.id)).toBe('Renamed by a test');
  });

  it('is to delete only with the right to delete', async () => {
    const item = await oneItem();
    const remove = { connection: 'Work', kind: 'item', id: item.id };
    const may = await use.session({ access: 'read-write' });
    expect((await may.call('delete_item', remove)).text).toContain('(not-allowed)');
    expect(await titleOf(item.id)).toBe(item.title);
    const mayDelete = await use.session({ access: 'read-write', allowDelete: true });
    const deleted = await mayDelete.call('delete_item', remove);
    expect(deleted.text).toContain(item.title);
    expect(deleted.isError).toBe(false);
    const left = (await use.client.searchItems({ limit: 50 })).items;
    expect(left.map(({ id }) => id)).not.toContain(item.id);
  });

  it('ends at the border of the allowed projects', async () => {
    const all = (await use.client.searchItems({ limit: 50 })).items;
    const inside = all[0]!;
    const outside =
      all.find(({ projectId }) => projectId !== inside.projectId) ?? (await otherProject(inside.projectId));
    expect(inside.projectId).toBeTruthy();
    const { call } = await use.session({
      access: 'read-write',
      projects: [{ id: inside.projectId!, name: inside.project ?? 'The one' }],
    });
    for (const [tool, args] of [
      ['get_item', { connection: 'Work', ids: [outside.id] }],
      ['update_item', rename(outside.id)],
      ['comment_item', { connection: 'Work', item: outside.id, action: 'add', text: 'Hi' }],
    ] as const)
      expect((await call(tool, args)).text).toContain('(not-allowed)');
    expect(await titleOf(outside.id)).toBe(outside.title);
    const found = await call('search_items', { connection: 'Work', limit: 50 });
    const rows = (found.structured as Found).results[0]!.found;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ id }) => id)).not.toContain(outside.id);
    const projects = await call('list_projects', { connection: 'Work' });
    expect((projects.structured as Found).results[0]!.found.map(({ id }) => id)).toEqual([inside.projectId]);
    expect((await call('update_item', rename(inside.id))).isError).toBe(false);
    expect(await titleOf(inside.id)).toBe('Renamed by a test');
  });

  async function otherProject(id: string | undefined) {
    for (const project of (await use.client.listProjects({ limit: 50 })).items) {
      if (project.id === id) continue;
      const [first] = (await use.client.searchItems({ limit: 1, project: project.id })).items;
      if (first !== undefined) return first;
    }
    throw new Error('All items are in one project.');
  }
});

describe.each(withPages)('what the user allows for $site', (flavour) => {
  const use = useSession(flavour);
  const retitle = (id: string) => ({ connection: 'Work', id, title: 'Renamed by a test' });
  const titleOf = async (id: string) => (await use.client.pages!.getPage(id)).title;

  it('is by default to read, else to write, and to delete only with the right to', async () => {
    const [page] = (await use.client.pages!.searchPages({ limit: 1 })).items;
    const { id, title } = page!;
    const reading = await use.session({});
    expect((await reading.call('save_page', retitle(id))).text).toContain('(read-only)');
    const asked = await use.session({ access: 'ask' });
    const preview = await asked.call('save_page', retitle(id));
    expect(await titleOf(id)).toBe(title);
    await asked.call('save_page', { ...retitle(id), confirm: preview.structured!['confirm'] });
    expect(await titleOf(id)).toBe('Renamed by a test');
    const remove = await asked.call('delete_item', { connection: 'Work', kind: 'page', id });
    expect(remove.text).toContain('(not-allowed)');
  });

  it('ends at the border of the allowed spaces', async () => {
    const all = (await use.client.pages!.searchPages({ limit: 50 })).items;
    const inside = all[0]!;
    const outside = all.find(({ projectId }) => projectId !== inside.projectId)!;
    const { call } = await use.session({
      access: 'read-write',
      projects: [{ id: inside.projectId!, name: inside.space ?? 'The one' }],
    });
    for (const [tool, args] of [
      ['get_page', { connection: 'Work', id: outside.id }],
      ['save_page', retitle(outside.id)],
      ['comment_page', { connection: 'Work', page: outside.id, action: 'add', text: 'Hi' }],
    ] as const)
      expect((await call(tool, args)).text).toContain('(not-allowed)');
    expect(await titleOf(outside.id)).toBe(outside.title);
    const found = await call('search_pages', { connection: 'Work', limit: 50 });
    expect((found.structured as Found).results[0]!.found.map(({ id }) => id)).not.toContain(outside.id);
    expect((await call('save_page', retitle(inside.id))).isError).toBe(false);
  });
});

/** The real client behind a real MCP server, as the policy says; and unguarded, to see what is really there. */
function useSession(flavour: Flavour) {
  let client: ProviderClient | undefined;
  let sessions: Session[] = [];
  beforeEach(async () => {
    client = await setting.open(flavour);
  });
  afterEach(async () => {
    await Promise.all(sessions.map(({ close }) => close()));
    sessions = [];
  });
  const use = {
    get client(): ProviderClient {
      return client!;
    },
    async session(allowed: Partial<Policy>): Promise<Session> {
      const { provider } = flavour;
      const connection = aConnection('Work', { provider, policy: policy.parse(allowed) });
      const session = await connect(new FakeAccess().add(connection, use.client));
      sessions.push(session);
      return session;
    },
  };
  return use;
}
