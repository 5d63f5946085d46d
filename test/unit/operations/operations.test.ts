import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operationLines } from '../../../scripts/tools/operation-lines.ts';
import { findOperations } from '../../../src/operations/find-operations.ts';
import { loadOperations } from '../../../src/operations/load-operations.ts';
import { formatOperation, parseOperation } from '../../../src/operations/operation.ts';
import { isReading, mustBeOwnApi, permittedPath } from '../../../src/operations/permitted-path.ts';
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
    '/rest;x=1/pat/latest/tokens',
    '/rest/..;/secure/admin',
    '/rest/..%3b/secure/admin',
    '/rest//pat/latest/tokens',
    '/rest/%2fpat/latest/tokens',
    '/rest/api/%00',
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
    '/wiki/api/v2/admin-key',
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

describe('what a connection can call', () => {
  it.each(systems)('is every operation of %s %s', async (provider, deployment) => {
    for (const { path } of await loadOperations(provider, deployment)) mustBeOwnApi(provider, deployment, path);
  });

  it.each([
    ['jira', 'cloud', '/wiki/rest/api/content/1'],
    ['jira', 'cloud', '/gateway/api/graphql'],
    ['jira', 'data-center', '/secure/DeleteIssue.jspa'],
    ['confluence', 'cloud', '/rest/api/3/issue/EX-1'],
    ['confluence', 'data-center', '/pages/doremovepage.action'],
    ['openproject', 'data-center', '/oauth/token'],
    ['clickup', 'cloud', '/login'],
    ['targetprocess', 'cloud', '/UploadFile.ashx'],
  ] as const)('is of %s %s not %s', (provider, deployment, path) => {
    expect(() => {
      mustBeOwnApi(provider, deployment, path);
    }).toThrow(expect.objectContaining({ code: 'not-allowed' }) as Error);
  });
});

describe('a POST', () => {
  it.each([
    '/rest/api/3/search/jql',
    '/rest/api/2/search',
    '/rest/api/3/issue/EX-1/changelog/list',
    '/api/v3/work_packages/1/form',
    '/api/v3/projects/1/work_packages/form',
    '/api/v3/workspaces/1/auditlogs',
  ])('to %s only reads', (path) => {
    expect(isReading('POST', path)).toBe(true);
  });

  it.each([
    '/api/v2/task/9hx/tag/search',
    '/api/v2/task/9hx/tag/form',
    '/rest/api/space/DEV/category/search',
    '/rest/api/content/1/property/search',
    '/wiki/rest/api/user/1/property/search',
    '/rest/api/3/issue/EX-1%2fcomment%3f/changelog/list',
  ])('to %s writes, whatever the last name is', (path) => {
    expect(isReading('POST', path)).toBe(false);
  });
});
