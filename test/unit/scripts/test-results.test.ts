import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  failure,
  lastLineOf,
  playwright,
  readResults,
  skip,
  sum,
  vitest,
} from '../../../scripts/tools/test-results.ts';

const file = (statuses: readonly string[], status = 'passed') => ({
  name: resolve('test/unit/a.test.ts'),
  status,
  assertionResults: statuses.map((each) => ({ status: each })),
});

describe('the last line', () => {
  test('counts, and speaks of skipped tests only where there are some', () => {
    expect(lastLineOf(vitest.parse({ testResults: [file(['passed', 'passed'])] }))).toBe('2 passed, 0 failed');
    expect(lastLineOf(sum([failure('a'), skip('b')]))).toBe('0 passed, 1 failed, 1 skipped');
  });
});

describe("vitest's report", () => {
  test('is counted, and names the files with skipped tests', () => {
    const tally = vitest.parse({ testResults: [file(['passed', 'failed', 'pending', 'todo'], 'failed')] });
    expect(tally).toEqual({ passed: 1, failed: 1, skipped: 2, notes: ['skipped: 2 of test/unit/a.test.ts'] });
  });

  test('of a file that could not be loaded is a failure', () => {
    expect(vitest.parse({ testResults: [file([], 'failed')] })).toMatchObject({ failed: 1 });
  });
});

describe("playwright's report", () => {
  const spec = (title: string, status: string, annotations: unknown[] = []) => ({
    title,
    tests: [{ status, annotations }],
  });
  test('is counted through all its suites, with the reasons for skipping', () => {
    const skipped = spec('c', 'skipped', [{ type: 'skip', description: 'no browser' }]);
    const suites = [{ specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'unexpected'), skipped] }] }];
    expect(playwright.parse({ suites, errors: [] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      notes: ['skipped: end-to-end "c": no browser'],
    });
  });

  test('counts an error outside of every test, and tells of a test that passed at the second try', () => {
    const report = { suites: [{ specs: [spec('a', 'flaky')] }], errors: [{ message: 'No tests found\n  at x' }] };
    expect(playwright.parse(report)).toMatchObject({ passed: 1, failed: 1 });
    expect(playwright.parse(report).notes).toEqual([
      'passed only when repeated: end-to-end "a"',
      'playwright: No tests found',
    ]);
  });
});

describe('a runner', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'results-'));
    await writeFile(at('good.json'), JSON.stringify({ testResults: [file(['passed'])] }));
    await writeFile(at('cut.json'), '{"testResults":[');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('that dies without results is a failure', async () => {
    expect(await readResults(vitest, at('none.json'), 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(await readResults(vitest, at('cut.json'), null)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('that ends badly after its tests passed is a failure', async () => {
    expect(await readResults(vitest, at('good.json'), 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(await readResults(vitest, at('good.json'), 0)).toMatchObject({ passed: 1, failed: 0 });
  });
});
