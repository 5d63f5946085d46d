import { createClickUpProvider } from './clickup/provider.ts';
import { createConfluenceProvider } from './confluence/provider.ts';
import { createJiraProvider } from './jira/provider.ts';
import { createOpenProjectProvider } from './openproject/provider.ts';
import type { Provider, ProviderId, ProviderParts } from './provider.ts';
import { createTargetprocessProvider } from './targetprocess/provider.ts';

/** All systems there are. */
export function createProviders(parts: ProviderParts): Record<ProviderId, Provider> {
  return {
    jira: createJiraProvider(parts),
    confluence: createConfluenceProvider(parts),
    openproject: createOpenProjectProvider(parts),
    clickup: createClickUpProvider(parts),
    targetprocess: createTargetprocessProvider(parts),
  };
}
