import type { Credentials } from '../../../../src/providers/provider.ts';
import { createTargetprocessProvider } from '../../../../src/providers/targetprocess/provider.ts';
import { http, json, type FakeWeb } from '../../../fakes/providers/fake-web.ts';

export const baseUrl = 'https://example.tpondemand.com';
export const secret = 'MTpBQkM+/w==';
export const byToken: Credentials = { method: 'access-token', secret };
export const ada = {
  ResourceType: 'User',
  Id: 1,
  FirstName: 'Ada',
  LastName: 'Admin',
  FullName: 'Ada Admin',
  Login: 'ada',
  Email: 'ada@example.com',
};

export const open = (web: FakeWeb, credentials = byToken) =>
  createTargetprocessProvider(web.parts()).open({
    endpoint: { baseUrl, deployment: 'cloud' },
    credentials,
    http,
  });

export const failed = (status: number, Status: string, Message = 'No.') =>
  json(status, { Status, Message, Type: 'Presentational', Details: { Items: [] }, ErrorId: 'c2e9baa1' });

export const story = {
  ResourceType: 'Assignable',
  Id: 75470,
  Name: 'A story',
  EntityType: { ResourceType: 'EntityType', Id: 4, Name: 'UserStory' },
  EntityState: { ResourceType: 'EntityState', Id: 78, Name: 'Open', IsFinal: false },
  Project: { ResourceType: 'Project', Id: 49938, Name: 'Sandbox' },
  AssignedUser: { Items: [{ ResourceType: 'GeneralUser', Id: 1, FirstName: 'Ada', LastName: 'Admin' }] },
  ModifyDate: '/Date(1788435322000+0200)/',
};
