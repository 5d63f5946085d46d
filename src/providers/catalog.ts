import { createClickUpProvider } from './clickup/provider.ts';
import { createConfluenceProvider } from './confluence/provider.ts';
import { createParallelLimits } from './http/parallel-limit.ts';
import { createJiraProvider } from './jira/provider.ts';
import { createOpenProjectProvider } from './openproject/provider.ts';
import type { Provider, ProviderId, ProviderParts } from './provider.ts';
import { createTargetprocessProvider } from './targetprocess/provider.ts';

/** All systems there are. */
export function createProviders(given: ProviderParts): Record<ProviderId, Provider> {
  const parts = { limits: createParallelLimits(), ...given };
  return {
    jira: createJiraProvider(parts),
    confluence: createConfluenceProvider(parts),
    openproject: createOpenProjectProvider(parts),
    clickup: createClickUpProvider(parts),
    targetprocess: createTargetprocessProvider(parts),
  };
}
