import { openAtlassian } from '../atlassian/open.ts';
import { parseAtlassianAddress } from '../atlassian/address.ts';
import { identifyAtlassian, locateAtlassian } from '../atlassian/locate.ts';
import type { ProductFacts } from '../atlassian/probing.ts';
import type { Provider, ProviderParts } from '../provider.ts';
import { createJiraClient } from './client.ts';
import { jiraDescriptor } from './descriptor.ts';
import { readFieldErrors } from './refusals.ts';
import { serverInfo } from './wire.ts';

const facts: ProductFacts = {
  product: 'jira',
  systemName: 'Jira',
  cloudWhoAmI: 'rest/api/3/myself',
  serverProbe: 'rest/api/2/serverInfo',
  isServerAnswer: (json) => serverInfo.safeParse(json).success,
};

export function createJiraProvider(parts: ProviderParts): Provider {
  return {
    descriptor: jiraDescriptor,
    readAddress: parseAtlassianAddress,
    identify: (request) => identifyAtlassian(parts, facts, request),
    locate: (request) => locateAtlassian(parts, facts, request),
    open: (settings) =>
      createJiraClient(openAtlassian(parts, jiraDescriptor, settings, readFieldErrors), settings, parts.now),
  };
}
