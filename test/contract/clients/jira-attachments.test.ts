import { describe, expect, it } from 'vitest';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';

const setting = useProviders();
const cloud = flavours.find(({ site }) => site === 'jiraCloud')!;
const owner = { kind: 'item', id: 'WEB-9' } as const;
const text = { name: 'Plan.txt', type: 'text/plain', bytes: new TextEncoder().encode('Oak first') };

/** What was sent while `work` ran, by where it went. */
async function watch(work: () => Promise<unknown>) {
  const { gateway, files } = setting.sim;
  const before = setting.sent.length;
  await work();
  const requests = setting.sent.slice(before);
  const to = (address: string) => requests.filter(({ url }) => url.origin === new URL(address).origin);
  return { requests, gateway: to(gateway.url), files: to(files.url), site: to(setting.sim.sites.jiraCloud.url) };
}

const open = async (scopes?: readonly string[]): Promise<NonNullable<ProviderClient['attachments']>> => {
  const secret = setting.sim.sites.jiraCloud.issueKey(scopes === undefined ? { scoped: true } : { scopes });
  return (await setting.open(cloud, { secret })).attachments!;
};

describe('attachments with a token that has scopes', () => {
  it('are listed, brought, fetched and deleted at the gateway, where alone the token works', async () => {
    const attachments = await open();
    const { requests, gateway, files } = await watch(async () => {
      const { id } = await (await attachments.prepareUpload(owner, text)).apply();
      expect((await attachments.listAttachments(owner)).map(({ name }) => name)).toContain('Plan.txt');
      const file = await attachments.download(owner, id, 1000);
      expect(new TextDecoder().decode(file.bytes)).toBe('Oak first');
      await (await attachments.prepareDelete!(owner, id)).apply();
    });
    const start = `/ex/jira/${setting.sim.gateway.cloudId}/rest/api/3/`;
    expect(gateway.map(({ url }) => url.pathname).filter((path) => !path.startsWith(start))).toEqual([]);
    expect(gateway.every(({ headers }) => headers.has('authorization'))).toBe(true);
    expect(files).toHaveLength(1);
    expect(gateway.length + files.length).toBe(requests.length);
  });

  it('are not brought with one that may only read, and the scope is named as the cause', async () => {
    const attachments = await open(['read:jira-work', 'read:jira-user']);
    expect(Array.isArray(await attachments.listAttachments(owner))).toBe(true);
    const prepared = await attachments.prepareUpload(owner, text);
    expect((await failureOf(prepared.apply())).code).toBe('insufficient-scope');
  });
});

describe('a download that is sent on to the file store', () => {
  it.each([
    ['a token with scopes', () => open()],
    ['a token without', async () => (await setting.open(cloud)).attachments!],
  ])('takes no key along: %s', async (_, openClient) => {
    const attachments = await openClient();
    const { id } = await (await attachments.prepareUpload(owner, text)).apply();
    const { files, gateway, site } = await watch(() => attachments.download(owner, id, 1000));
    expect(files.map(({ method }) => method)).toEqual(['GET']);
    for (const { url, headers } of files) {
      expect([headers.get('authorization'), headers.get('cookie'), headers.get('x-atlassian-token')]).toEqual([
        null,
        null,
        null,
      ]);
      expect([...url.searchParams.keys()]).toEqual(['signature']);
    }
    expect([...gateway, ...site].every(({ headers }) => headers.has('authorization'))).toBe(true);
    expect(setting.sim.files.requests.at(-1)).toMatchObject({ status: 200, credentialsSent: false });
  });
});
