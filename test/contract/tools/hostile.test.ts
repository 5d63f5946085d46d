import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policy, type Policy } from '../../../src/policy/policy.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from '../../unit/mcp/harness.ts';
import { flavours, type Flavour } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';

const setting = useProviders();

let client: ProviderClient;
let close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(close.map((one) => one()));
  close = [];
});

async function session(flavour: Flavour, allowed: Partial<Policy>) {
  const { provider, deployment } = flavour;
  const endpoint = { baseUrl: setting.sim.sites[flavour.site].url, deployment };
  const connection = aConnection('Work', { provider, endpoint, policy: policy.parse(allowed) });
  const { call, ...rest } = await connect(new FakeAccess().add(connection, client));
  close.push(rest.close);
  return (name: string, args: object = {}) => call(name, { connection: 'Work', ...args });
}

const allowed: Partial<Policy> = { access: 'read-write', allowDelete: true };

/** Where each system keeps its API; nothing an id can be may lead out of it. */
const apiPaths = /^\w+ (\/\w+)?\/(rest|wiki|secure\/attachment|download|api\/v\d)\//;

describe.each(flavours)('what no id can do at $site', (flavour) => {
  beforeEach(async () => {
    client = await setting.open(flavour);
  });

  it.each(['..', '%2e%2e', 'X/../../Y', 'https://evil.example/browse/EX-1', 'a\u0000b'])(
    'lead elsewhere (%j)',
    async (id) => {
      const call = await session(flavour, allowed);
      const [item] = (await client.searchItems({ limit: 1 })).items;
      const on = item!.id;
      setting.sent.length = 0;
      const answers = [];
      for (const [tool, args] of [
        ['get_item', { ids: [id], include: ['comments', 'links', 'attachments'] }],
        ['get_page', { id }],
        ['describe_project', { project: id }],
        ['list_people', { project: id }],
        ['list_sprints', { project: id }],
        ['get_attachment', { item: id, attachment: '1' }],
        ['get_attachment', { item: on, attachment: id }],
        ['update_item', { items: [{ id, title: 'Taken over' }] }],
        ['update_item', { items: [{ id: on, parent: id }] }],
        ['update_item', { items: [{ id: on, sprint: id }] }],
        ['update_item', { items: [{ id: on, project: id }] }],
        ['create_item', { items: [{ title: 'Taken over', project: id }] }],
        ['comment_item', { item: id, action: 'add', text: 'Hi' }],
        ['comment_item', { item: on, action: 'edit', comment: id, text: 'Hi' }],
        ['comment_item', { item: on, action: 'delete', comment: id }],
        ['comment_item', { item: on, action: 'reply', comment: id, text: 'Hi' }],
        ['comment_page', { page: on, action: 'delete', comment: id }],
        ['log_time', { item: id, hours: 1 }],
        ['log_time', { item: on, action: 'delete', entry: id }],
        ['delete_item', { kind: 'item', id }],
        ['delete_item', { kind: 'page', id }],
        ['delete_item', { kind: 'item', id: on, attachment: id }],
        ['save_page', { id, title: 'Taken over' }],
        ['save_page', { title: 'Taken over', body: 'x', parent: id }],
      ] as const)
        answers.push({ tool, args, ...(await call(tool, args)) });
      const wrong = answers.filter(
        ({ tool, isError, text }) =>
          // Confluence has no people of a space, and says so.
          (!isError && !(tool === 'list_people' && flavour.provider === 'confluence')) ||
          /\(internal|\(unexpected-answer/.test(text),
      );
      expect(wrong.map(({ tool, args, text }) => `${tool} ${JSON.stringify(args)}: ${text}`)).toEqual([]);
      const sent = setting.sent.map(({ method, url }) => `${method} ${url.pathname}`);
      expect(sent.filter((line) => !apiPaths.test(line))).toEqual([]);
      expect(sent.filter((line) => !/^GET|\/(form|search|jql|list)\b/.test(line))).toEqual([]);
    },
  );
});

const withItemFields = flavours.filter(({ provider }) => provider === 'jira');

describe.each(withItemFields)('a field that names an item at $site', (flavour) => {
  beforeEach(async () => {
    client = await setting.open(flavour);
  });

  it('does not reach into a project outside', async () => {
    const all = (await client.searchItems({ limit: 100 })).items;
    const outside = all.find(({ type }) => type === 'Epic')!;
    const inside = all.find(({ projectId, type }) => projectId !== outside.projectId && type !== 'Epic')!;
    const call = await session(flavour, { ...allowed, projects: [{ id: inside.projectId!, name: 'The one' }] });
    const name = flavour.deployment === 'cloud' ? 'Parent' : 'Epic Link';
    const fields = { [name]: outside.id };
    const changed = await call('update_item', { items: [{ id: inside.id, fields }] });
    expect(changed.text).toContain('(not-allowed)');
    const made = await call('create_item', { items: [{ title: 'New', project: inside.projectId, fields }] });
    expect(made.text).toContain('(not-allowed)');
    const elsewhere = { title: 'New', project: inside.projectId, fields: { project: outside.project } };
    expect((await call('create_item', { items: [elsewhere] })).isError).toBe(true);
  });
});
