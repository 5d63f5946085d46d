import { describe, expect, it } from 'vitest';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { SiteName } from '../../../src/simulator/simulator.ts';
import type { Fault } from '../simulator-samples.ts';
import { canDescribeRequests, describeRequests } from './described-requests.ts';
import { makeEveryItemWrite, makeEveryPageWrite, type ItemStory } from './every-write.ts';
import { flavours } from './flavours.ts';
import { useProviders } from './set-up.ts';

const setting = useProviders();

const openProjectStory: ItemStory = {
  draft: {
    project: 'logistics-centre-halden',
    title: 'Order the signs',
    description: 'In **three** languages.',
    type: 'Feature',
    assignees: ['Jonas Weber'],
    parent: '1001',
    sprint: 'current',
    priority: 'High',
    startDate: '2026-12-01',
    dueDate: '2026-12-20',
    estimateHours: 6.5,
    fields: { Reference: 'HC-7' },
    watchers: ['Tom Becker'],
  },
  changes: (other) => [
    { title: 'Order the lamps', state: 'In progress', assignees: [], priority: 'Low', dueDate: null },
    { add: { links: [{ type: 'blocks', to: other }], labels: ['permit'], watchers: ['me'] }, parent: null },
    { remove: { links: [{ type: 'blocks', to: other }], labels: ['permit'], watchers: ['me'] }, sprint: null },
  ],
};

const clickUpStory: ItemStory = {
  draft: {
    project: 'Spring campaign',
    title: 'Order ribbons',
    description: '## Why\n\n- they are **red**',
    type: 'Bug',
    state: 'in progress',
    assignees: ['me', 'Jonas Weber'],
    priority: 'High',
    startDate: '2026-11-21',
    dueDate: '2026-12-01',
    estimateHours: 1.5,
    labels: ['gifts'],
    watchers: ['Amara Okafor'],
    sprint: 'current',
    fields: { Channel: 'web', Audience: ['families'], Budget: 120, 'Go-live': '2026-12-24', Approved: true, points: 3 },
  },
  changes: (other) => [
    { title: 'Order bows', description: '', state: 'in review', assignees: [], priority: null, dueDate: null },
    { fields: { Budget: null, Channel: 'Print', Approved: false }, estimateHours: null, sprint: null },
    { add: { links: [{ type: 'waiting on', to: other }], labels: ['print'] }, remove: { labels: ['gifts'] } },
    { remove: { links: [{ type: 'waiting on', to: other }] }, parent: other },
  ],
};

type Case = {
  readonly site: SiteName;
  /** What stands before the specification's paths. */
  readonly mount: string;
  readonly run: (client: ProviderClient) => Promise<void>;
  /** The files' own mistakes, and what they leave out. */
  readonly faults: readonly Fault[];
};

const cases: readonly Case[] = [
  {
    site: 'openproject',
    mount: '',
    run: (client) => makeEveryItemWrite(client, openProjectStory),
    faults: [
      { where: /^GET .* \?(offset|pageSize)$/, reason: 'lists that are whole leave the page out' },
      { where: / may be nothing$/, reason: 'most bodies are left out of this file' },
      { where: /\/href must be string .* null$/, reason: 'null empties a link, says the text' },
      { where: /time_entries\/\{id\}\/form {2}must be integer/, reason: 'the body is declared as the id' },
    ],
  },
  {
    site: 'clickup',
    mount: '/api',
    run: async (client) => {
      await makeEveryItemWrite(client, clickUpStory);
      const pages = client.pages!;
      const { id } = await (await pages.prepareSave!({ space: 'Style guide', title: 'Colours', body: 'Red.' })).apply();
      await (await pages.prepareSave!({ id, body: 'Blue.', mode: 'append' })).apply();
    },
    faults: [
      { where: /has a part attachment: file|lacks X-Atlassian/, reason: 'a form of ClickUp’s own kind' },
      { where: /must be integer .* null$/, reason: 'null empties a value, says the text' },
      {
        where: /comment.* must have required property 'comment_text'/,
        reason: 'a comment with looks has blocks instead',
      },
      { where: /comment_id} {2}must have required property 'assignee'/, reason: 'nobody is assigned to a comment' },
    ],
  },
  {
    site: 'confluenceCloud',
    mount: '',
    run: (client) => makeEveryPageWrite(client, ['PROD', 'TEAM']),
    faults: [
      { where: /\/body must match exactly one schema in oneOf/, reason: 'two of the forms allow all bodies' },
      { where: /has a part minorEdit: text/, reason: 'a part it allows' },
    ],
  },
  {
    site: 'confluenceDataCenter',
    mount: '',
    run: (client) => makeEveryPageWrite(client, ['OPS', 'ARCH']),
    faults: [{ where: /has a part minorEdit: text/, reason: 'a part it allows' }],
  },
];

describe.skipIf(!canDescribeRequests()).each(cases)('what we send to $site', ({ site, mount, run, faults }) => {
  it('is, with every body and parameter, as the vendor describes it', async () => {
    const client = await setting.open(flavours.find((flavour) => flavour.site === site)!);
    const before = setting.sent.length;
    await run(client);
    const requests = setting.sent.slice(before);
    const base = `${setting.sim.sites[site].url}${mount}`;
    const { operations, objections } = await describeRequests(site, base, requests, []);
    expect(objections.filter((words) => !faults.some(({ where }) => where.test(words)))).toEqual([]);
    expect(faults.filter(({ where }) => !objections.some((words) => where.test(words)))).toEqual([]);
    expect(operations.filter((operation) => !operation.startsWith('GET ')).length).toBeGreaterThan(7);
  });
});
