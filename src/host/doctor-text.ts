import { styleText } from 'node:util';
import type { DiagnosisReport, DiagnosisStep } from '../diagnosis/report.ts';
import { seconds } from '../diagnosis/report-text.ts';
import type { SecretHome, StoreStatus } from '../secrets/secret-store.ts';

type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

/** What a person at a terminal reads while it runs. */
export interface DoctorPrinter {
  head(version: string, folder: string): void;
  store(home: SecretHome, status: StoreStatus): void;
  nothing(): void;
  connection(title: string): void;
  readonly step: (step: DiagnosisStep) => void;
  end(report: DiagnosisReport): void;
}

const marks = {
  running: ['…', 'gray'],
  good: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['-', 'gray'],
} as const;
const widestTitle = 21;
const clearLine = '\r\u001B[2K';

/** Without a screen nothing is printed. Colours and rewritten lines are for terminals only, and none with NO_COLOR. */
export function createDoctorPrinter(screen: Screen | undefined): DoctorPrinter {
  const isTerminal = screen?.isTTY === true;
  const line = (text: string): void => {
    screen?.write(`${text}\n`);
  };
  const style: typeof styleText = (format, text) => (isTerminal ? styleText(format, text) : text);
  return {
    head: (version, folder) => {
      line(`MCP Keyring ${version}, data folder ${folder}`);
    },
    store: (home, status) => {
      line(`The ${home} is ${status.state === 'ready' ? 'ready' : `${status.state}.${why(status)}`}`);
    },
    nothing: () => {
      line('There are no connections to look at. Add one in MCP Keyring, or name a paused one.');
    },
    connection: (title) => {
      line(`\n${style('bold', title)}`);
    },
    step: (step) => {
      const [mark, colour] = marks[step.state];
      if (step.state !== 'running') line(`${isTerminal ? clearLine : ''}  ${style(colour, mark)} ${described(step)}`);
      else if (isTerminal) screen.write(`  ${mark} ${step.title}`);
    },
    end: (report) => {
      for (const text of endLines(report)) line(`  ${text}`);
    },
  };
}

const why = (status: StoreStatus): string =>
  'problem' in status ? ` ${status.problem.message} ${status.problem.next}` : '';

function described({ title, state, durationMs = 0, detail = '' }: DiagnosisStep): string {
  const time = state === 'skipped' ? '' : seconds(durationMs);
  return `${title.padEnd(widestTitle)} ${time.padStart(7)}  ${detail}`;
}

function endLines({ works, problem }: DiagnosisReport): string[] {
  if (problem === undefined) return ['It works.'];
  const { code, message, next, link } = problem;
  const cause = `${works ? 'It works, but' : 'It does not work'}: ${message} (${code})`;
  return [cause, `Next: ${next}`, ...(link === undefined ? [] : [link])];
}
