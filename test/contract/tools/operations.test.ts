import { describe, expect, it } from 'vitest';
import { flavours } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';
import { dataOf, toolsOver } from './set-up.ts';

const setting = useProviders();

/** A call that each system's index leads to, and a word of its answer. */
const reads = {
  jiraCloud: ['server info', '/rest/api/3/serverInfo', 'deploymentType'],
  jiraDataCenter: ['server info', '/rest/api/2/serverInfo', 'deploymentType'],
  confluenceCloud: ['get spaces', '/wiki/api/v2/spaces', 'homepageId'],
  confluenceDataCenter: ['list spaces', '/rest/api/space', 'results'],
  openproject: ['list statuses', '/api/v3/statuses', 'isClosed'],
  clickup: ['get authorized teams workspaces', '/api/v2/team', 'members'],
  targetprocess: ['list entity states', '/api/v1/EntityStates', 'Workflow'],
} as const;

describe.each(flavours)('the own calls of $site', (flavour) => {
  const [words, path, word] = reads[flavour.site];

  it('are found by words and answer in the system’s own form', async () => {
    const { call } = await toolsOver(setting, flavour);
    const found = dataOf<{ operations: string[] }>(await call('find_operation', { connection: 'It', words }));
    expect(found.operations.join('\n')).toContain(`GET ${path}`);
    const answer = await call('call_operation', { connection: 'It', method: 'GET', path });
    expect(answer).toMatchObject({ isError: false, structured: { status: 200 } });
    expect(answer.text).toContain(word);
  });

  it('do not leave the connection’s own system', async () => {
    const { call } = await toolsOver(setting, flavour);
    const before = setting.sim.identityProvider.requests.length;
    for (const way of ['//example.org/x', '/..%2f..%2fx', 'https://example.org/x'])
      expect((await call('call_operation', { connection: 'It', method: 'GET', path: way })).isError).toBe(true);
    expect(setting.sim.identityProvider.requests.length).toBe(before);
  });

  it('never show the key, where it travels in addresses either', async () => {
    const { call } = await toolsOver(setting, flavour);
    const query = { take: '1', limit: '1' };
    const { text } = await call('call_operation', { connection: 'It', method: 'GET', path, query });
    for (const { secret } of setting.sim.sites[flavour.site].accounts) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(encodeURIComponent(secret));
    }
  });
});
