import { describe, expect, it } from 'vitest';
import { abilityId, type Ability, type AbilityId } from '../../../src/providers/abilities.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { compareKeys } from '../../../src/rotation/comparison.ts';
import type { SiteName } from '../../../src/simulator/simulator.ts';
import { canDescribeRequests, describeRequests } from './described-requests.ts';
import { flavours, type Flavour } from './flavours.ts';
import { failureOf, patient, useProviders } from './set-up.ts';

const setting = useProviders();
const everything = abilityId.options;

type Expected = Readonly<Partial<Record<AbilityId, boolean>>>;
const all = (ids: readonly AbilityId[], allowed: boolean): Expected =>
  Object.fromEntries(ids.map((id) => [id, allowed]));
const work = everything.filter((id) => id !== 'comment');
const wiki = everything.filter((id) => id !== 'log-time');
const pagesOnly: readonly AbilityId[] = ['read', 'create', 'edit', 'delete', 'comment', 'attach'];

/** What an administrator and an onlooker are told, as far as each system tells it. */
const told: Readonly<Record<SiteName, { readonly full: Expected; readonly onlooker: Expected }>> = {
  jiraCloud: { full: all(everything, true), onlooker: { ...all(everything, false), read: true } },
  jiraDataCenter: { full: all(everything, true), onlooker: { ...all(everything, false), read: true } },
  confluenceCloud: { full: all(wiki, true), onlooker: { ...all(wiki, false), read: true } },
  confluenceDataCenter: {
    full: all(pagesOnly, true),
    onlooker: { read: true, create: false, edit: false, delete: false },
  },
  openproject: { full: all(everything, true), onlooker: { ...all(everything, false), read: true } },
  clickup: { full: all(everything, true), onlooker: { read: true, administer: false } },
  targetprocess: {
    full: all(everything, true),
    onlooker: { ...all(work, false), read: true },
  },
};
/** Its own answers lead on to further pages with these. */
const leftOut = /capabilities \?(offset|pageSize)$/;

const asked = async (client: ProviderClient) => asObject(await client.abilities!());
const asObject = (abilities: readonly Ability[]): Expected =>
  Object.fromEntries(abilities.map(({ id, allowed }) => [id, allowed]));

type KeyOf = { readonly person?: string; readonly scopes?: readonly string[] };

async function clientOf(flavour: Flavour, { person = 'mia.larsen', scopes }: KeyOf = {}): Promise<ProviderClient> {
  const site = setting.sim.sites[flavour.site];
  const secret = site.issueKey({ account: person, ...(scopes === undefined ? {} : { scopes }) });
  const account = flavour.site.endsWith('Cloud') ? { account: `${person}@harbourpine.example` } : {};
  const credentials = { ...setting.credentials(flavour), ...account, secret };
  const provider = setting.providers()[flavour.provider];
  const endpoint = await provider.locate({ address: site.url, credentials, http: patient });
  return provider.open({ endpoint, credentials, http: patient });
}

describe.each(flavours)('what a key may do at $site', (flavour) => {
  const { full, onlooker } = told[flavour.site];

  it('is everything for an administrator', async () => {
    expect(await asked(await clientOf(flavour))).toEqual(full);
  });

  it('is less for somebody who may only look', async () => {
    expect(await asked(await clientOf(flavour, { person: 'hanna.virtanen' }))).toEqual(onlooker);
  });

  it('fails for a key that is refused, and not in silence', async () => {
    const client = await clientOf(flavour);
    setting.sim.sites[flavour.site].switch('expired-key');
    expect((await failureOf(client.abilities!())).code).toMatch(/^(bad-credentials|anonymous)$/);
  });

  it.skipIf(!canDescribeRequests() || flavour.site === 'targetprocess')(
    'is asked as the vendor describes',
    async () => {
      const client = await clientOf(flavour);
      const before = setting.sent.length;
      await client.abilities!();
      const base = setting.sim.sites[flavour.site].url + (flavour.site === 'clickup' ? '/api' : '');
      const { operations, objections } = await describeRequests(flavour.site, base, setting.sent.slice(before), []);
      expect(objections.filter((words) => !leftOut.test(words))).toEqual([]);
      expect(operations.length).toBeGreaterThan(0);
      expect(operations.filter((operation) => !operation.startsWith('GET '))).toEqual([]);
    },
  );
});

describe('the rights of a scoped token', () => {
  const jira = flavours.find(({ site }) => site === 'jiraCloud')!;
  const confluence = flavours.find(({ site }) => site === 'confluenceCloud')!;
  const reading = ['read:jira-work', 'read:jira-user'];

  it('are those of its scopes, whatever its owner may', async () => {
    const nothing = all(['create', 'edit', 'delete', 'comment', 'log-time', 'attach'], false);
    expect(await asked(await clientOf(jira, { scopes: reading }))).toEqual({ ...nothing, read: true });
    const writing = all(everything.slice(0, -1), true);
    expect(await asked(await clientOf(jira, { scopes: [...reading, 'write:jira-work'] }))).toEqual(writing);
    expect(await asked(await clientOf(jira, { scopes: ['read:me'] }))).toEqual({ read: false });
  });

  it('are found out without changing anything', async () => {
    const client = await clientOf(jira, { scopes: [...reading, 'write:jira-work'] });
    const before = setting.sim.sites.jiraCloud.requests.length;
    await client.abilities!();
    const asks = setting.sim.sites.jiraCloud.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(asks.map(({ status }) => status).filter((status) => status < 400)).toEqual([]);
    expect(asks.length).toBeGreaterThan(2);
  });

  it('are told one by one in Confluence', async () => {
    const scopes = ['read:content-details:confluence', 'read:space:confluence', 'write:comment:confluence'];
    expect(await asked(await clientOf(confluence, { scopes }))).toEqual({
      ...{ read: true, create: false, edit: false, comment: true },
    });
  });
});

describe('two keys beside each other', () => {
  it('differ by what the second may not do and see, in sentences', async () => {
    const jira = flavours.find(({ site }) => site === 'jiraDataCenter')!;
    const newcomer = await clientOf(jira, { person: 'elena.petrova' });
    const { differences, oldKeyWorks } = await compareKeys(await clientOf(jira), newcomer);
    expect(oldKeyWorks).toBe(true);
    expect(differences).toContain('The new key may not create items; the old one may.');
    const rest = jira.projects.slice(1).toSorted();
    const lost = differences.find((sentence) => sentence.includes('does not see'))!;
    for (const name of rest) expect(lost).toContain(name);
  });

  it.each(flavours)('are found alike at $site when they are of the same person', async (flavour) => {
    const keys = [await clientOf(flavour), await clientOf(flavour)] as const;
    expect(await compareKeys(...keys)).toEqual({ differences: [], oldKeyWorks: true });
  });
});
