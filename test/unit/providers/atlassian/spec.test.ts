import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createConfluenceProvider } from '../../../../src/providers/confluence/provider.ts';
import { createJiraProvider } from '../../../../src/providers/jira/provider.ts';
import type { Credentials, Endpoint, Provider, ProviderParts } from '../../../../src/providers/provider.ts';
import { fakeFetch, testHttp, testParts } from '../http/scripted-server.ts';
import type { FakeRequest, Reply } from '../http/scripted-server.ts';

const specs = new URL('../../../../../shared/specs/', import.meta.url);
const isHere = existsSync(specs);
if (!isHere) process.stderr.write('Skipped: the vendors’ specifications (../shared/specs) are not here.\n');

const parameter = z.object({ name: z.string().optional(), in: z.string().optional(), $ref: z.string().optional() });
const operation = z.object({ parameters: z.array(parameter).default([]) });
const specification = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ parameters: z.record(z.string(), parameter).optional() }).optional(),
});

/** A specification's file, and what stands before its paths on the wire. */
type Source = { readonly file: string; readonly prefix: string };

/** The query parameters the specification names for a call; `undefined` when it does not know the call. */
function parametersOf({ file, prefix }: Source, { method, url }: FakeRequest): Set<string> | undefined {
  const { paths, components } = specification.parse(JSON.parse(readFileSync(new URL(file, specs), 'utf8')));
  for (const [path, operations] of Object.entries(paths)) {
    const pattern = `${prefix}${path}`.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+');
    const found = operations[method.toLowerCase()];
    if (found === undefined || !new RegExp(`^${pattern}$`).test(url.pathname)) continue;
    const named = operation.parse(found).parameters.map(({ name, $ref }) => {
      const key = $ref?.split('/').at(-1) ?? '';
      return name ?? components?.parameters?.[key]?.name ?? key;
    });
    return new Set(named);
  }
  return undefined;
}

/** Asks everything a client can ask and writes down the calls. */
async function everyCall(
  create: (parts: ProviderParts) => Provider,
  deployment: Endpoint['deployment'],
  answer: (url: URL) => Reply,
): Promise<FakeRequest[]> {
  const { fetch, seen } = fakeFetch(answer);
  const credentials: Credentials =
    deployment === 'cloud'
      ? { method: 'api-token', account: 'mia@example.com', secret: 'x' }
      : { method: 'personal-access-token', secret: 'x' };
  const endpoint: Endpoint = { baseUrl: 'https://host.example', deployment };
  const client = create(testParts({ fetch })).open({ endpoint, credentials, http: testHttp });
  await client.whoAmI();
  const spaces = await client.listProjects({ limit: 1 });
  await client.listProjects({ limit: 1, cursor: spaces.nextCursor });
  await client.listProjects({ limit: 1, text: 'a' });
  const found = await client.searchItems({ limit: 1, text: 'a', project: 'EX', assignee: 'Mia' });
  await client.searchItems({ limit: 1, cursor: found.nextCursor });
  await client.getItem('1');
  return seen;
}

const jira = (url: URL): Reply => {
  const { pathname } = url;
  if (pathname.endsWith('/myself')) return { json: { accountId: 'a', name: 'mia' } };
  if (pathname.endsWith('/user/search')) return { json: [{ accountId: 'a', displayName: 'Mia' }] };
  if (pathname.endsWith('/project')) return { json: [] };
  if (pathname.endsWith('/project/search')) {
    return { json: { startAt: 0, total: 2, values: [{ id: '1', key: 'EX', name: 'Ex' }] } };
  }
  const issue = { key: 'EX-1', fields: {} };
  if (pathname.endsWith('/jql')) return { json: { issues: [issue], nextPageToken: 'T' } };
  if (pathname.endsWith('/search')) return { json: { issues: [issue], startAt: 0, maxResults: 1, total: 2 } };
  return { json: issue };
};

const confluence = (url: URL): Reply => {
  const { pathname } = url;
  if (pathname.endsWith('/current')) return { json: { type: 'known', accountId: 'a' } };
  if (pathname.endsWith('/search/user'))
    return { json: { results: [{ user: { accountId: 'a', displayName: 'Mia' } }] } };
  if (pathname.endsWith('/user')) return { json: { displayName: 'Mia' } };
  const position = pathname.startsWith('/wiki/') ? 'cursor=C' : 'start=1';
  if (/\/(search|spaces?)$/.test(pathname)) {
    const key = { key: 'EX', name: 'Ex' };
    const results = pathname.endsWith('/search') ? [{ space: key }] : [key];
    return { json: { results, start: 0, size: 1, _links: { next: `${pathname}?${position}` } } };
  }
  if (pathname.includes('/pages/')) return { status: 404, json: {} };
  return { json: { id: '1', type: 'page', title: 'T', authorId: 'a' } };
};

describe.skipIf(!isHere)('every call is in the vendor’s specification, with its parameters', () => {
  it.each([
    ['Jira Cloud', createJiraProvider, 'cloud', jira, [{ file: 'jira-cloud-v3.json', prefix: '' }]],
    ['Jira Data Center', createJiraProvider, 'data-center', jira, [{ file: 'jira-dc-10.3.json', prefix: '/rest' }]],
    [
      'Confluence Cloud',
      createConfluenceProvider,
      'cloud',
      confluence,
      [
        { file: 'confluence-cloud-v1.json', prefix: '' },
        { file: 'confluence-cloud-v2.json', prefix: '/wiki/api/v2' },
      ],
    ],
    [
      'Confluence Data Center',
      createConfluenceProvider,
      'data-center',
      confluence,
      [{ file: 'confluence-dc-10.0.3.json', prefix: '' }],
    ],
  ] as const)('%s', async (_, create, deployment, answer, sources) => {
    const calls = await everyCall(create, deployment, answer);
    expect(calls.length).toBeGreaterThanOrEqual(7);
    for (const call of calls) {
      const shown = `${call.method} ${call.url.pathname}`;
      const known = sources.map((source) => parametersOf(source, call)).find((found) => found !== undefined);
      expect(known, shown).toBeDefined();
      const unknown = [...call.url.searchParams.keys()].filter((name) => known?.has(name) === false);
      expect(unknown, shown).toEqual([]);
    }
  });
});
