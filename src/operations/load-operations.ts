import type { Endpoint, ProviderId } from '../providers/provider.ts';
import { parseOperation, type Operation } from './operation.ts';
import type { SpecifiedIndex } from './specifications.ts';
import { targetprocessLines } from './targetprocess.ts';
import { unspecifiedLines } from './unspecified.ts';

type Lines = { readonly default: readonly string[] };

/** Loaded when first needed: most conversations never ask for one. */
const specified: Readonly<Record<SpecifiedIndex, () => Promise<Lines>>> = {
  'jira-cloud': () => import('./index/jira-cloud.json', { with: { type: 'json' } }),
  'jira-data-center': () => import('./index/jira-data-center.json', { with: { type: 'json' } }),
  'confluence-cloud': () => import('./index/confluence-cloud.json', { with: { type: 'json' } }),
  'confluence-data-center': () => import('./index/confluence-data-center.json', { with: { type: 'json' } }),
  openproject: () => import('./index/openproject.json', { with: { type: 'json' } }),
  clickup: () => import('./index/clickup.json', { with: { type: 'json' } }),
};

/** All known operations of a system. */
export async function loadOperations(
  provider: ProviderId,
  deployment: Endpoint['deployment'],
): Promise<readonly Operation[]> {
  if (provider === 'targetprocess') return targetprocessLines.map(parseOperation);
  const name = provider === 'jira' || provider === 'confluence' ? (`${provider}-${deployment}` as const) : provider;
  const { default: lines } = await specified[name]();
  const known = new Set(lines.map(routeOf));
  const more = unspecifiedLines[name].filter((line) => !known.has(routeOf(line)));
  return [...lines, ...more].map(parseOperation);
}

/** Method and path of a line, whatever the parameters are called. */
function routeOf(line: string): string {
  const { method, path } = parseOperation(line);
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}
