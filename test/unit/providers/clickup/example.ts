import { createClickUpProvider } from '../../../../src/providers/clickup/provider.ts';
import { FakeWeb, http, json } from '../../../fakes/providers/fake-web.ts';

const baseUrl = 'https://api.clickup.com';
const me = {
  user: {
    id: 123,
    username: 'John Doe',
    email: 'john@company.com',
    timezone: 'Australia/Sydney',
    profilePicture: null,
  },
};
const member = (id: number, username: string) => ({ user: { id, username, email: `${username}@company.com` } });
export const acme = { id: '1234', name: 'Acme', members: [member(123, 'john'), member(183, 'Teyla')] };
export const other = { id: '5678', name: 'Other', members: [] };

export const web = () => new FakeWeb().on('/api/v2/user', me).on('/api/v2/team', { teams: [acme] });

export const open = (network: FakeWeb, workspaceId?: string, secret = 'pk_1_ABC') =>
  createClickUpProvider(network.parts()).open({
    endpoint: { baseUrl, deployment: 'cloud' },
    credentials: { method: 'personal-access-token', secret },
    http,
    workspaceId,
  });

export const failed = (status: number, ECODE: string, err = 'No.') => json(status, { err, ECODE });

export const task = (id: string, more: object = {}) => ({
  id,
  custom_id: null,
  name: `Task ${id}`,
  text_content: '',
  description: '',
  status: { id: 's', status: 'in progress', type: 'custom' },
  date_created: '1567780450202',
  date_updated: '1567780450999',
  creator: { id: 183, username: 'Teyla', email: 't@company.com' },
  assignees: [{ id: 123, username: 'John Doe' }],
  tags: [{ name: 'web' }],
  parent: null,
  priority: { id: '3', priority: 'normal', color: '#6fddff' },
  due_date: null,
  start_date: null,
  url: `https://app.clickup.com/t/${id}`,
  list: { id: '2', name: 'Sprint 1' },
  ...more,
});
export const tasks = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => task(`t${String(from + index)}`));
