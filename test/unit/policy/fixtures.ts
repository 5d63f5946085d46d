import { policy, type Policy } from '../../../src/policy/policy.ts';
import { guardClient } from '../../../src/policy/guarded-client.ts';
import type { OperationMethod } from '../../../src/providers/operation-call.ts';
import type { ProviderClient, ProviderId } from '../../../src/providers/provider.ts';
import type { Prepared } from '../../../src/providers/writes.ts';

export function prepared(projects: readonly string[], kind: Prepared['kind'] = 'update'): Prepared {
  return { kind, target: 'X-1', projects, changes: [], apply: () => Promise.resolve({ id: 'X-1', changes: [] }) };
}

/** A client that has everything a client can have, answers from project `in` and notes what it was asked. */
export function everything(project = 'in') {
  const asked: [string, ...unknown[]][] = [];
  const note = <T>(name: string, answer: (...args: never[]) => T) => {
    return (...args: unknown[]): Promise<T> => {
      asked.push([name, ...args]);
      return Promise.resolve(answer(...(args as never[])));
    };
  };
  const write = (name: string, kind?: Prepared['kind']) => note(name, () => prepared([project], kind));
  const item = { id: 'X-1', title: 'One', projectId: project };
  const client: Required<ProviderClient> = {
    abilities: note('abilities', () => []),
    tokens: {
      list: note('tokens.list', () => []),
      create: note('tokens.create', () => ({ info: { id: '1', name: 'one' }, secret: 'made' })),
      revoke: note('tokens.revoke', () => true),
      own: note('tokens.own', () => undefined),
    },
    whoAmI: note('whoAmI', () => ({ id: 'mia', name: 'Mia' })),
    listProjects: note('listProjects', () => ({ items: [{ id: project, key: 'IN', name: 'Inside' }] })),
    searchItems: note('searchItems', () => ({ items: [item] })),
    getItem: note('getItem', () => item),
    describeProject: note('describeProject', () => ({ project: { id: project, name: 'Inside' }, types: [] })),
    listPeople: note('listPeople', () => ({ items: [] })),
    listSprints: note('listSprints', () => ({ items: [] })),
    items: {
      prepareCreate: write('prepareCreate', 'create'),
      prepareUpdate: write('prepareUpdate'),
      prepareDelete: write('prepareDelete', 'delete'),
      prepareComment: write('prepareComment', 'create'),
      prepareTime: write('prepareTime', 'create'),
    },
    pages: {
      searchPages: note('searchPages', () => ({ items: [item] })),
      getPage: note('getPage', () => item),
      prepareSave: write('pages.prepareSave'),
      prepareComment: write('pages.prepareComment'),
      prepareDelete: write('pages.prepareDelete', 'delete'),
    },
    attachments: {
      listAttachments: note('listAttachments', () => []),
      download: note('download', () => ({ attachment: { id: '1', name: 'a.txt' }, bytes: new Uint8Array() })),
      prepareUpload: write('prepareUpload', 'create'),
      prepareDelete: write('attachments.prepareDelete', 'delete'),
    },
    call: note('call', () => ({ status: 200, json: {} })),
  };
  return { client, asked, names: () => asked.map(([name]) => name) };
}

export const may: Partial<Policy> = { access: 'read-write', allowDelete: true };
export const onlyIn: Partial<Policy> = { ...may, projects: [{ id: 'in', name: 'Inside' }] };

/** Everything a client can have, guarded. */
export function guarded(allowed: Partial<Policy>, client: ProviderClient, provider: ProviderId = 'jira') {
  const endpoint = { deployment: 'cloud' } as const;
  const connection = { name: 'Work', provider, endpoint, policy: policy.parse(allowed) };
  return guardClient(client, connection) as Required<ProviderClient>;
}

export type Client = Required<ProviderClient>;
export const item = { kind: 'item', id: 'X-1' } as const;
export const page = { kind: 'page', id: '9' } as const;
export const file = { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array() };

/** Every way to write there is, by the name of the group it belongs to. */
export const writes: [string, (client: Client) => Promise<Prepared>][] = [
  ['items', (client) => client.items.prepareCreate({ title: 'New' })],
  ['items', (client) => client.items.prepareUpdate('X-1', {})],
  ['items', (client) => client.items.prepareComment({ kind: 'add', on: 'X-1', text: 'Hi' })],
  ['items', (client) => client.items.prepareComment({ kind: 'edit', on: 'X-1', comment: '1', text: 'Hi' })],
  ['time', (client) => client.items.prepareTime!({ kind: 'add', item: 'X-1', hours: 1 })],
  ['time', (client) => client.items.prepareTime!({ kind: 'edit', item: 'X-1', entry: '1' })],
  ['pages', (client) => client.pages.prepareSave!({ title: 'New' })],
  ['pages', (client) => client.pages.prepareComment!({ kind: 'add', on: '9', text: 'Hi' })],
  ['attachments', (client) => client.attachments.prepareUpload(item, file)],
];
export const deletes: [string, (client: Client) => Promise<Prepared>][] = [
  ['items', (client) => client.items.prepareDelete('X-1')],
  ['items', (client) => client.items.prepareComment({ kind: 'delete', on: 'X-1', comment: '1' })],
  ['time', (client) => client.items.prepareTime!({ kind: 'delete', item: 'X-1', entry: '1' })],
  ['pages', (client) => client.pages.prepareDelete!('9')],
  ['pages', (client) => client.pages.prepareComment!({ kind: 'delete', on: '9', comment: '1' })],
  ['attachments', (client) => client.attachments.prepareDelete!(item, '1')],
];
export const reads: [string, (client: Client) => Promise<unknown>][] = [
  ['items', (client) => client.searchItems({ limit: 5 })],
  ['items', (client) => client.getItem('X-1')],
  ['items', (client) => client.describeProject({ project: 'in' })],
  ['items', (client) => client.listPeople({ limit: 5, project: 'in' })],
  ['items', (client) => client.listSprints({ limit: 5, project: 'in' })],
  ['pages', (client) => client.pages.searchPages({ limit: 5 })],
  ['pages', (client) => client.pages.getPage('9')],
  ['attachments', (client) => client.attachments.listAttachments(item)],
  ['attachments', (client) => client.attachments.download(item, '1', 10)],
];

export const operation = (method: OperationMethod, path = '/rest/api/3/issue/X-1') => ({ method, path });
