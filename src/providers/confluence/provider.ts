import { z } from 'zod';
import { parseAtlassianAddress } from '../atlassian/address.ts';
import { identifyAtlassian, locateAtlassian } from '../atlassian/locate.ts';
import { openAtlassian } from '../atlassian/open.ts';
import type { ProductFacts } from '../atlassian/probing.ts';
import type { Provider, ProviderParts } from '../provider.ts';
import { createConfluenceClient } from './client.ts';
import { confluenceDescriptor } from './descriptor.ts';

const anybody = z.object({ type: z.enum(['known', 'unknown', 'anonymous', 'user']) });

const facts: ProductFacts = {
  product: 'confluence',
  systemName: 'Confluence',
  cloudWhoAmI: 'wiki/rest/api/user/current',
  serverProbe: 'rest/api/user/current',
  isServerAnswer: (json) => anybody.safeParse(json).success,
};

export function createConfluenceProvider(parts: ProviderParts): Provider {
  return {
    descriptor: confluenceDescriptor,
    readAddress: parseAtlassianAddress,
    identify: (request) => identifyAtlassian(parts, facts, request),
    locate: (request) => locateAtlassian(parts, facts, request),
    open: (settings) =>
      createConfluenceClient(openAtlassian(parts, confluenceDescriptor, settings), settings, parts.now),
  };
}
