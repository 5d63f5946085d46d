import { describe, expect, it } from 'vitest';
import { createConfluenceProvider } from '../../../../src/providers/confluence/provider.ts';
import type { Prepared } from '../../../../src/providers/writes.ts';
import type { Deployment } from '../../../../src/providers/provider.ts';
import { now, useSimulator } from '../../simulator/set-up.ts';
import { testHttp, testParts } from '../http/scripted-server.ts';
import { hasSpec, operationFor, readSpec, type VendorSpec } from '../vendor-spec.ts';

const simulator = useSimulator();
const furnished = '229385';

type Described = { readonly file: string; readonly prefix: string };
const described: Readonly<Record<Deployment, readonly Described[]>> = {
  cloud: [
    { file: 'confluence-cloud-v2.json', prefix: '/wiki/api/v2' },
    { file: 'confluence-cloud-v1.json', prefix: '' },
  ],
  'data-center': [{ file: 'confluence-dc-10.0.3.json', prefix: '/confluence' }],
};
const siteNames = { cloud: 'confluenceCloud', 'data-center': 'confluenceDataCenter' } as const;

/** Everything the client can do, once; what was asked for it. */
async function makeEveryCall(deployment: Deployment) {
  const site = simulator.sim.sites[siteNames[deployment]];
  const client = createConfluenceProvider({ ...testParts(), now: () => now }).open({
    endpoint: { baseUrl: site.url, deployment },
    credentials: site.accounts[0]!,
    http: testHttp,
  });
  const pages = client.pages!;
  const files = client.attachments!;
  const [space, other] = (await client.listProjects({ limit: 9 })).items;
  const apply = async (prepared: Promise<Prepared>) => (await prepared).apply();
  await client.listProjects({ text: space!.name, limit: 5 });
  await client.searchItems({ text: 'a', assignee: 'me', updatedSince: '2026-01-01', limit: 5 });
  await client.listPeople!({ limit: 5 });
  await client.listPeople!({ text: 'jonas', limit: 5 });
  await client.describeProject!({ project: space!.name });
  await client.getItem(furnished);
  await pages.searchPages({ text: 'a', space: space!.name, label: 'x', limit: 5 });
  const include = ['children', 'comments', 'attachments', 'history'] as const;
  const { version } = await pages.getPage(furnished, { include });
  const { id } = await apply(pages.prepareSave!({ space: space!.id, title: 'New', body: 'x', addLabels: ['a'] }));
  await apply(pages.prepareSave!({ id, title: 'Newer', body: 'y', removeLabels: ['a'], parent: furnished }));
  await pages.getPage(id, { version: 1 });
  await apply(pages.prepareSave!({ id, space: other!.id }));
  const comment = await apply(pages.prepareComment!({ kind: 'add', on: id, text: 'x' }));
  await apply(pages.prepareComment!({ kind: 'add', on: id, text: 'x', replyTo: comment.id }));
  await apply(pages.prepareComment!({ kind: 'edit', on: id, comment: comment.id, text: 'y' }));
  await apply(pages.prepareComment!({ kind: 'delete', on: id, comment: comment.id }));
  const owner = { kind: 'page', id } as const;
  const file = { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array([65]) };
  await apply(files.prepareUpload(owner, file));
  await apply(files.prepareUpload(owner, file));
  await files.download(owner, 'a.txt', 100);
  await apply(files.prepareDelete!(owner, 'a.txt'));
  await apply(pages.prepareDelete!(id));
  expect(version).toBeGreaterThan(0);
  return site.requests.filter(({ path }) => !path.includes('/download/attachments/'));
}

/** One address is described twice, under two names for its parameter. */
const withMethod = ({ paths }: VendorSpec, method: string): VendorSpec => ({
  paths: Object.fromEntries(Object.entries(paths).filter(([, item]) => method.toLowerCase() in item)),
});

describe.each(['cloud', 'data-center'] as const)('Confluence’s own description (%s)', (deployment) => {
  const files = described[deployment];

  it.skipIf(!files.every(({ file }) => hasSpec(file)))('knows every call we make, and every parameter', async () => {
    const requests = await makeEveryCall(deployment);
    const specs = files.map(({ file, prefix }) => ({ spec: readSpec(file) as VendorSpec, prefix }));
    const unknown = requests.flatMap(({ method, path, query }) => {
      const operation = specs
        .filter(({ prefix }) => path.startsWith(prefix))
        .map(({ spec, prefix }) => operationFor(withMethod(spec, method), { method, path: path.slice(prefix.length) }))
        .find((each) => each !== undefined);
      if (operation === undefined) return [`${method} ${path}`];
      const names = new Set((operation.parameters ?? []).map(({ name }) => name));
      return Object.keys(query)
        .filter((name) => !names.has(name))
        .map((name) => `${method} ${path} ?${name}`);
    });
    expect(requests.length).toBeGreaterThan(40);
    expect([...new Set(unknown)]).toEqual([]);
  });
});
