import type { ProviderId } from '../../../src/providers/provider.ts';

/** What each system has of what not all have. A missing entry: the tool says plainly that it has none. */
export const systemsWith: Record<'sprints' | 'pages', ReadonlySet<ProviderId>> = {
  sprints: new Set<ProviderId>(['jira', 'openproject', 'clickup', 'targetprocess']),
  pages: new Set<ProviderId>(['confluence', 'openproject', 'clickup']),
};
