import { expect, it } from 'vitest';
import { createJiraProvider } from '../../../../src/providers/jira/provider.ts';
import { http, FakeWeb } from '../../../fakes/providers/fake-web.ts';

it('shows durations in the history of an issue as hours', async () => {
  const baseUrl = 'https://example.atlassian.net';
  const items = [
    { field: 'timeestimate', fromString: null, toString: '14400' },
    { field: 'summary', fromString: '14400', toString: '5' },
  ];
  const at = '/rest/api/3/issue/EX-1';
  const web = new FakeWeb()
    .on(at, { id: '1', key: 'EX-1', fields: { summary: '5' } })
    .on(`${at}/changelog`, { values: [{ created: '2026-01-15T10:30:00.000+0100', items }], total: 1 });
  const jira = createJiraProvider(web.parts()).open({
    endpoint: { baseUrl, deployment: 'cloud' },
    credentials: { method: 'api-token', account: 'mia@example.com', secret: 'x' },
    http,
  });
  const { history } = await jira.getItem('EX-1', { include: ['history'] });
  expect(history?.[0]?.changes).toEqual([
    { field: 'timeestimate', to: '4 h' },
    { field: 'summary', from: '14400', to: '5' },
  ]);
});
