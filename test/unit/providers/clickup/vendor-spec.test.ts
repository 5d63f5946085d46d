import { expect, test } from 'vitest';
import { createClickUpProvider } from '../../../../src/providers/clickup/provider.ts';
import { FakeWeb, http } from '../../../fakes/providers/fake-web.ts';
import { hasSpec, operationFor, readSpec, unknownCalls, type VendorSpec } from '../vendor-spec.ts';

const specName = 'clickup-v2.json';
const specPrefix = '/api';
const everyFilter = JSON.stringify({
  ...{ statuses: ['to do'], assignees: [1], tags: ['web'], space_ids: [7], project_ids: [70], list_ids: [5] },
  ...{ custom_items: [0], due_date_gt: 1, due_date_lt: 2, date_created_gt: 1, date_created_lt: 2 },
  ...{ date_updated_gt: 1, date_updated_lt: 2, date_done_gt: 1, date_done_lt: 2, include_closed: true },
  ...{ subtasks: true, reverse: true, order_by: 'id', parent: '9ha' },
  custom_fields: [{ field_id: 'a', operator: '=', value: 1 }],
});
const empty = { tasks: [], last_page: true };

async function makeEveryCall(): Promise<FakeWeb> {
  const web = new FakeWeb()
    .on('/api/v2/user', { user: { id: 1, username: 'John' } })
    .on('/api/v2/team', {
      teams: [
        { id: '1', name: 'Acme' },
        { id: '2', name: 'Other' },
      ],
    })
    .on('/api/v2/team/1/space', { spaces: [{ id: '7', name: 'Space' }] })
    .on('/api/v2/team/2/space', { spaces: [] })
    .on('/api/v2/team/2/shared', { shared: { lists: [], folders: [] } })
    .on('/api/v2/space/7/folder', { folders: [{ id: '70', name: 'Folder', lists: [] }] })
    .on('/api/v2/folder/70/list', { lists: [] })
    .on('/api/v2/space/7/list', { lists: [] })
    .on('/api/v2/team/1/task', empty)
    .on('/api/v2/team/2/task', empty)
    .on('/api/v2/team/1/custom_item', { custom_items: [] })
    .on('/api/v2/team/2/custom_item', { custom_items: [] })
    .on('/api/v2/team/1/time_entries', { data: [] })
    .on('/api/v2/team/1/time_entries/tags', { data: [] })
    .on('/api/v2/list/5', { id: '5', name: 'List', statuses: [{ status: 'to do' }], space: { id: '7' } })
    .on('/api/v2/list/5/field', { fields: [] })
    .on('/api/v2/list/5/member', { members: [] })
    .on('/api/v2/space/7/tag', { tags: [] })
    .on('/api/v2/task/9hx/comment', { comments: [] })
    .on('/api/v2/task/9hx/time_in_status', {})
    .on('/api/v2/list/5/task', empty)
    .on('/api/v2/task/9hx', { id: '9hx', name: 'Task', team_id: '1', list: { id: '5' } })
    .on('/api/v2/task/ABC-12', { id: '9hx', name: 'Task' });
  const client = createClickUpProvider(web.parts()).open({
    endpoint: { baseUrl: 'https://api.clickup.com', deployment: 'cloud' },
    credentials: { method: 'personal-access-token', secret: 'pk_1' },
    http,
  });
  await client.whoAmI();
  await client.listProjects({ limit: 5 });
  const words = { text: 'a', state: 'to do', assignee: 'me', type: 'task', label: 'web' };
  const filters = { limit: 5, ...words, updatedSince: '2026-01-01', dueBefore: '2026-01-01' };
  await client.searchItems(filters);
  await client.searchItems({ ...filters, project: '5' });
  await client.searchItems({ ...filters, within: ['5'] });
  await client.searchItems({ limit: 5, query: everyFilter });
  await client.getItem('9hx', { include: ['comments', 'history', 'links', 'children', 'time', 'moves'] });
  await client.describeProject!({ project: '5' });
  await client.listPeople!({ project: '5', limit: 5 });
  await client.items!.prepareUpdate('9hx', { state: 'to do', fields: { points: 1 } });
  await client.getItem('ABC-12');
  return web;
}

test.skipIf(!hasSpec(specName))('ClickUp’s own description knows every call we make', async () => {
  const web = await makeEveryCall();
  expect(web.calls.length).toBeGreaterThan(10);
  expect(unknownCalls(readSpec(specName) as VendorSpec, web, specPrefix)).toEqual([]);
});

test.skipIf(!hasSpec(specName))('ClickUp’s own description knows every parameter we send', async () => {
  const web = await makeEveryCall();
  const spec = readSpec(specName) as VendorSpec;
  const unknown = web.calls.flatMap(({ method, path, query }) => {
    const known = operationFor(spec, { method, path: path.slice(specPrefix.length) })?.parameters ?? [];
    // The description writes some lists without the brackets that ClickUp wants.
    const names = new Set(known.flatMap(({ name = '' }) => [name, `${name}[]`]));
    return Object.keys(query).filter((name) => !names.has(name));
  });
  expect(unknown).toEqual([]);
});
