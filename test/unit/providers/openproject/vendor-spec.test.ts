import { expect, test } from 'vitest';
import { createOpenProjectProvider } from '../../../../src/providers/openproject/provider.ts';
import { FakeWeb, http } from '../../../fakes/providers/fake-web.ts';
import { hasSpec, readSpec, unknownCalls, type VendorSpec } from '../vendor-spec.ts';

const specName = 'openproject-v3-2021-12.json';
const nothing = { total: 0, _embedded: { elements: [] } };
const user = { _type: 'User', id: 1, name: 'John Sheppard', status: 'active' };

test.skipIf(!hasSpec(specName))('OpenProject’s own description knows every call we make', async () => {
  const web = new FakeWeb()
    .on('/api/v3/users/me', user)
    .on('/api/v3/projects', nothing)
    .on('/api/v3/statuses', nothing)
    .on('/api/v3/principals', { total: 1, _embedded: { elements: [user] } })
    .on('/api/v3/work_packages', nothing)
    .on('/api/v3/projects/6/work_packages', nothing)
    .on('/api/v3/work_packages/12', { id: 12, subject: 'A', _links: {} });
  const client = createOpenProjectProvider(web.parts()).open({
    endpoint: { baseUrl: 'https://op.example.com', deployment: 'data-center' },
    credentials: { method: 'api-key', secret: 'opapi-1' },
    http,
  });
  await client.whoAmI();
  await client.listProjects({ limit: 5, text: 'a' });
  await client.searchItems({ limit: 5 });
  await client.searchItems({ limit: 5, project: '6', assignee: 'john' });
  await client.getItem('12');
  expect(web.calls.length).toBeGreaterThan(6);
  expect(unknownCalls(readSpec(specName) as VendorSpec, web)).toEqual([]);
});
