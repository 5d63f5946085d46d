import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { z } from 'zod';

/** What one runner found. `notes` say in one line each what was skipped, and what failed outside any test. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notes: readonly string[];
};

export const failure = (note: string): Tally => ({ passed: 0, failed: 1, skipped: 0, notes: [note] });
export const skip = (note: string): Tally => ({ passed: 0, failed: 0, skipped: 1, notes: [`skipped: ${note}`] });

export function sum(tallies: readonly Tally[]): Tally {
  const total = (of: (tally: Tally) => number): number => tallies.reduce((count, tally) => count + of(tally), 0);
  return {
    passed: total(({ passed }) => passed),
    failed: total(({ failed }) => failed),
    skipped: total(({ skipped }) => skipped),
    notes: tallies.flatMap(({ notes }) => notes),
  };
}

/** `.ci/run` and people read the last line: `N passed, N failed[, N skipped]`. */
export function lastLineOf({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The result file is the runner's word; the exit code catches what no test shows, such as an error after the end. */
export async function readResults(runner: Runner, path: string, exitCode: number | null): Promise<Tally> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const tally = text === undefined ? undefined : parse(runner, text);
  if (tally === undefined) return failure(`${runner.name} ended without results (exit code ${String(exitCode)})`);
  if (exitCode === 0 || tally.failed > 0) return tally;
  return sum([tally, failure(`${runner.name} ended with code ${String(exitCode)} though no test failed`)]);
}

/** A file cut off by a crash, or of another form, is no result. */
function parse(runner: Runner, text: string): Tally | undefined {
  try {
    return runner.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export type Runner = { readonly name: string; readonly parse: (report: unknown) => Tally };

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

export const vitest: Runner = {
  name: 'vitest',
  parse: (report) => sum(vitestReport.parse(report).testResults.map(tallyFile)),
};

function tallyFile(file: z.infer<typeof vitestReport>['testResults'][number]): Tally {
  const count = (...statuses: string[]): number =>
    file.assertionResults.filter(({ status }) => statuses.includes(status)).length;
  const [passed, failed] = [count('passed'), count('failed')];
  const skipped = file.assertionResults.length - passed - failed;
  const path = relative(process.cwd(), file.name);
  const tally = { passed, failed, skipped, notes: skipped > 0 ? [`skipped: ${skipped} of ${path}`] : [] };
  // A file that cannot be loaded has no tests to fail.
  return file.status === 'failed' && failed === 0 ? sum([tally, failure(`${path} could not run`)]) : tally;
}

const annotation = z.object({ type: z.string(), description: z.string().optional() });
const playwrightSpec = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), annotations: z.array(annotation).default([]) })),
});
type Suite = { specs?: z.infer<typeof playwrightSpec>[] | undefined; suites?: Suite[] | undefined };
const playwrightSuite: z.ZodType<Suite> = z.object({
  specs: z.array(playwrightSpec).optional(),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
});

export const playwright: Runner = {
  name: 'playwright',
  parse: (report) => {
    const { suites, errors } = playwrightReport.parse(report);
    const outside = errors.map(({ message = 'error' }) => failure(`playwright: ${message.split('\n')[0] ?? ''}`));
    return sum([...suites.flatMap(specsOf).map(tallySpec), ...outside]);
  },
};

const specsOf = ({ specs = [], suites = [] }: Suite): z.infer<typeof playwrightSpec>[] => [
  ...specs,
  ...suites.flatMap(specsOf),
];

function tallySpec({ title, tests }: z.infer<typeof playwrightSpec>): Tally {
  return sum(
    tests.map(({ status, annotations }) => {
      if (status === 'skipped') {
        const why = annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
        return skip(`end-to-end "${title}"${why === undefined ? '' : `: ${why}`}`);
      }
      const passed = status === 'expected' || status === 'flaky';
      const notes = status === 'flaky' ? [`passed only when repeated: end-to-end "${title}"`] : [];
      return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, notes };
    }),
  );
}
