import { createOpenProjectProvider } from '../../../../src/providers/openproject/provider.ts';
import type { FakeWeb } from '../../../fakes/providers/fake-web.ts';
import { http, json } from '../../../fakes/providers/fake-web.ts';

const baseUrl = 'https://op.example.com';
export const credentials = { method: 'api-key', secret: 'opapi-1234' } as const;
export const john = {
  _type: 'User',
  id: 1,
  login: 'j.sheppard',
  name: 'John Sheppard',
  email: 'shep@mail.com',
  status: 'active',
};

export const open = (web: FakeWeb, secret: string = credentials.secret) =>
  createOpenProjectProvider(web.parts()).open({
    endpoint: { baseUrl, deployment: 'data-center' },
    credentials: { ...credentials, secret },
    http,
  });

export const locate = (web: FakeWeb, address: string) =>
  createOpenProjectProvider(web.parts()).locate({ address, credentials, http });

export const failed = (status: number, name: string, message = 'Ein Fehler.') =>
  json(status, { _type: 'Error', errorIdentifier: `urn:openproject-org:api:v3:errors:${name}`, message });

export const collection = (elements: unknown[], more: object = {}) => ({
  _type: 'Collection',
  total: elements.length,
  count: elements.length,
  _embedded: { elements },
  ...more,
});

export const statuses = collection([
  { id: 1, name: 'New', isClosed: false },
  { id: 12, name: 'Closed', isClosed: true },
  { id: 14, name: 'Rejected', isClosed: true },
]);

export const workPackage = {
  _type: 'WorkPackage',
  id: 1528,
  lockVersion: 4,
  subject: 'Develop API',
  description: { format: 'markdown', raw: 'As *told*.', html: '<p>As told.</p>' },
  startDate: null,
  dueDate: '2026-02-01',
  createdAt: '2026-01-10T08:00:00Z',
  updatedAt: '2026-01-15T10:30:00Z',
  percentageDone: null,
  _links: {
    self: { href: '/api/v3/work_packages/1528', title: 'Develop API' },
    project: { href: '/api/v3/projects/6', title: 'A project' },
    type: { href: '/api/v3/types/1', title: 'Task' },
    status: { href: '/api/v3/statuses/12', title: 'Closed' },
    priority: { href: '/api/v3/priorities/2', title: 'High' },
    author: { href: '/api/v3/users/1', title: 'John Sheppard' },
    assignee: { href: null },
    parent: { href: '/api/v3/work_packages/1500', title: 'The whole' },
    children: [],
  },
};
