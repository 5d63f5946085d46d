import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operationLines } from '../../../scripts/tools/operation-lines.ts';
import { findOperations } from '../../../src/operations/find-operations.ts';
import { loadOperations } from '../../../src/operations/load-operations.ts';
import { formatOperation, parseOperation } from '../../../src/operations/operation.ts';
import { isReading, permittedPath } from '../../../src/operations/permitted-path.ts';
import { specifications } from '../../../src/operations/specifications.ts';

const systems = [
  ['jira', 'cloud'],
  ['jira', 'data-center'],
  ['confluence', 'cloud'],
  ['confluence', 'data-center'],
  ['openproject', 'data-center'],
  ['clickup', 'cloud'],
  ['targetprocess', 'cloud'],
] as const;

const specFolder = resolve(import.meta.dirname, '../../../../shared/specs');

describe('the index of operations', () => {
  it.skipIf(!existsSync(specFolder))(
    'covers every operation of every specification (skipped without ../shared/specs)',
    async () => {
      for (const [name, sources] of Object.entries(specifications)) {
        const [provider, deployment] = name.split(/-(.*)/) as [never, never];
        const known = new Set(
          (await loadOperations(provider, deployment)).map(({ method, path }) => `${method} ${path}`),
        );
        for (const { file, prefix } of sources) {
          const document = JSON.parse(await readFile(join(specFolder, file), 'utf8')) as SpecDocument;
          const wanted = Object.entries(document.paths).flatMap(([path, methods]) =>
            Object.keys(methods)
              .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
              .map((method) => `${method.toUpperCase()} ${prefix}${path}`),
          );
          expect(wanted.filter((operation) => !known.has(operation))).toEqual([]);
          expect(wanted.length).toBeGreaterThan(50);
        }
      }
    },
  );

  it.skipIf(!existsSync(specFolder))(
    'says what the specifications say today (skipped without ../shared/specs)',
    async () => {
      const [source] = specifications.clickup;
      const document: unknown = JSON.parse(await readFile(join(specFolder, source.file), 'utf8'));
      const index = JSON.parse(
        await readFile(resolve(import.meta.dirname, '../../../src/operations/index/clickup.json'), 'utf8'),
      ) as string[];
      expect(new Set(index)).toEqual(new Set(operationLines(document, source.prefix)));
    },
  );

  it.each(systems)('reads back as it was written for %s %s, no operation twice', async (provider, deployment) => {
    const operations = await loadOperations(provider, deployment);
    expect(operations.map((one) => parseOperation(formatOperation(one)))).toEqual(operations);
    const routes = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
    for (const { purpose } of operations) expect(purpose).toMatch(/^\S.*\S$/);
  });

  it('knows the parameters and the fields of a body, and which are required', () => {
    const line = 'POST /api/v2/team/{team_Id}/time_entries?team_id {start*,duration*,tags} create time entry';
    expect(parseOperation(line)).toEqual({
      method: 'POST',
      path: '/api/v2/team/{team_Id}/time_entries',
      query: ['team_id'],
      body: ['start*', 'duration*', 'tags'],
      purpose: 'create time entry',
    });
  });
});

type SpecDocument = { paths: Record<string, Record<string, unknown>> };

describe('finding an operation', () => {
  it.each([
    ['jira', 'cloud', 'add a watcher', 'POST /rest/api/3/issue/{issueIdOrKey}/watchers'],
    ['jira', 'cloud', 'create versions', 'POST /rest/api/3/version'],
    ['jira', 'data-center', 'create sprint', 'POST /rest/agile/1.0/sprint'],
    ['jira', 'cloud', 'servicedesk queues', 'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue'],
    ['confluence', 'cloud', 'blog post versions', 'GET /wiki/api/v2/blogposts/{id}/versions'],
    ['confluence', 'data-center', 'create space', 'POST /rest/api/space'],
    ['openproject', 'data-center', 'create project membership', 'POST /api/v3/memberships'],
    ['clickup', 'cloud', 'chat channel list', 'GET /api/v3/workspaces/{workspace_id}/chat/channels'],
    ['clickup', 'cloud', 'create cheklist', 'POST /api/v2/task/{task_id}/checklist'],
    ['targetprocess', 'cloud', 'list test plans', 'GET /api/v1/TestPlans'],
  ] as const)('of %s %s by “%s” finds %s', async (provider, deployment, words, wanted) => {
    const found = findOperations(await loadOperations(provider, deployment), words, 5);
    expect(found.map(({ method, path }) => `${method} ${path}`)).toContain(wanted);
  });

  it('finds nothing for words no system has', async () => {
    expect(findOperations(await loadOperations('clickup', 'cloud'), 'zzzzqqqq', 5)).toEqual([]);
  });
});

describe('the path of a call', () => {
  it.each(['/rest/api/3/issue/EX-1', '/api/v3/work_packages/1/watchers', '/api/v2/task/9hx/tag/in%20review'])(
    'may be %s',
    (path) => {
      expect(permittedPath(path)).toBe(path);
    },
  );

  it.each([
    'rest/api/3/issue',
    '//evil.example/x',
    'https://evil.example/x',
    '/rest/../secure/admin',
    '/rest/%2e%2e/secure',
    '/rest/%252e%252e/secure',
    '/rest/..%2fsecure',
    '/rest\\..\\secure',
    '/rest/%5c..%5csecure',
    '/rest/api?x=1',
    '/rest/api#x',
    '/rest/a b',
    '/rest/api/3/issue/{issueIdOrKey}',
  ])('may not be %s', (path) => {
    expect(() => permittedPath(path)).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
  });

  it.each([
    '/rest/pat/latest/tokens',
    '/rest/%70at/latest/tokens',
    '/rest/auth/1/session',
    '/api/v1/Authentication',
    '/api/v2/oauth/token',
    '/rest/api/2/user/password',
    '/rest/api/2/myself/password',
  ])('may not be %s, which is about keys', (path) => {
    expect(() => permittedPath(path)).toThrow(expect.objectContaining({ code: 'not-allowed' }) as Error);
  });
});

describe('a call that only reads', () => {
  it('is a GET, or a POST whose question is too long for an address', () => {
    expect(isReading('GET', '/rest/api/3/issue/EX-1')).toBe(true);
    expect(isReading('POST', '/rest/api/3/search/jql')).toBe(true);
    expect(isReading('POST', '/api/v3/projects/1/work_packages/form')).toBe(true);
    expect(isReading('POST', '/rest/api/3/issue')).toBe(false);
    expect(isReading('DELETE', '/rest/api/3/search/jql')).toBe(false);
  });
});
