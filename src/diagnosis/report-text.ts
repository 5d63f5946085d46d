import type { Problem } from '../lib/app-error.ts';
import { authMethodOf } from '../providers/auth-method.ts';
import type { DiagnosisStep } from './report.ts';
import type { Looking } from './step.ts';

type Ended = {
  readonly looking: Looking;
  readonly at: Date;
  readonly durationMs: number;
  readonly steps: readonly DiagnosisStep[];
  readonly problem: Problem | undefined;
  readonly works: boolean;
};

/** Plain text for a ticket: what an administrator needs, and nothing that opens a door. */
export function reportText({ looking, at, durationMs, steps, problem, works }: Ended): string {
  const { subject, provider, parts, found } = looking;
  const { name } = provider.descriptor;
  const method = authMethodOf(provider.descriptor, subject.method)?.label ?? subject.method;
  const head = [
    `MCP Keyring ${parts.version} (${parts.platform}): why ${name} ${works ? 'works' : 'does not work'}`,
    `Time: ${at.toISOString()}, took ${seconds(durationMs)}`,
    ...(subject.name === undefined ? [] : [`Connection: ${subject.name}${subject.active ? '' : ' (paused)'}`]),
    `System: ${name}, ${method}`,
    `Address: ${found.url === undefined ? 'none' : `${found.url.origin}${found.url.pathname.replace(/\/$/, '')}`}`,
  ];
  const result = problem === undefined ? ['Result: everything is good.'] : causeLines(problem);
  const text = [...head, '', ...steps.map(stepLine), '', ...result].join('\n');
  return `${withoutHome(parts.redact(text), parts.home)}\n`;
}

const causeLines = ({ code, message, next, link }: Problem): string[] => [
  `Cause: ${message} (${code})`,
  `Next: ${next}`,
  ...(link === undefined ? [] : [`Link: ${link}`]),
];

const marks = { running: '…', good: 'ok', warning: 'warning', failed: 'FAILED', skipped: 'skipped' } as const;

const stepLine = ({ title, state, durationMs, detail }: DiagnosisStep): string =>
  [
    `${marks[state].padEnd(8)} ${title}`,
    durationMs === undefined || state === 'skipped' ? '' : ` (${seconds(durationMs)})`,
    detail ? `: ${detail}` : '',
  ].join('');

export const seconds = (ms: number): string =>
  ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;

/** `~` in place of the home folder, whose name is mostly the user's. */
export function withoutHome(text: string, home: string): string {
  return home.length < 2 ? text : text.replaceAll(home, '~');
}
