import spawn from 'cross-spawn';

export type ProgramOptions = {
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Of the output, in characters: what comes behind is left out. */
  readonly mostOutput?: number;
};
/** `code` is absent where the program could not be started, was stopped by a signal or took too long. */
export type ProgramEnd = { readonly code?: number; readonly output: string };
export type RunProgram = (program: string, args: readonly string[], options: ProgramOptions) => Promise<ProgramEnd>;

const usualOutput = 4_000;

/** Runs another program to its end without a shell; .cmd files of Windows, too. Never rejects. */
export const runProgram: RunProgram = (program, args, { env, timeoutMs, mostOutput = usualOutput }) =>
  new Promise((resolve) => {
    let output = '';
    const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const end = (code: number | null): void => {
      clearTimeout(timer);
      resolve({ ...(code !== null && { code }), output });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, mostOutput)));
    }
    child.once('error', () => {
      end(null);
    });
    child.once('close', end);
  });
