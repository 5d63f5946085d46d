import { MeasuredHost, median, timed } from './measure.ts';

/** The smallest MCP server there is: it answers every message at once. */
const echo = [
  process.execPath,
  '-e',
  `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
     const { id } = JSON.parse(line);
     if (id !== undefined) process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result: {} }) + '\\n');
   })`,
];
const messages = 300;

export type RunTimes = {
  /** Medians of one message and its answer. */
  readonly throughMs: number;
  readonly bareMs: number;
  /** Medians from spawn to the first answer. */
  readonly startThroughMs: number;
  readonly startBareMs: number;
};

/** A server started by `keyring-host run <profile> --` against the same one by itself, taken in turn. */
export async function measureRun(run: readonly string[], starts = 11): Promise<RunTimes> {
  const through: number[] = [];
  const bare: number[] = [];
  const startThrough: number[] = [];
  const startBare: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    startBare.push(await measureOne(echo, messages / starts, bare));
    startThrough.push(await measureOne([...run, ...echo], messages / starts, through));
  }
  return {
    throughMs: median(through),
    bareMs: median(bare),
    startThroughMs: median(startThrough),
    startBareMs: median(startBare),
  };
}

/** How long it takes to start; the times of its answers are added to `times`. */
async function measureOne(command: readonly string[], asked: number, times: number[]): Promise<number> {
  let host: MeasuredHost | undefined;
  const started = await timed(() => {
    host = new MeasuredHost(command);
    return host.ask('ping');
  });
  const server = host;
  if (server === undefined) throw new Error('It was not started');
  for (let message = 0; message < asked; message += 1) times.push(await timed(() => server.ask('ping')));
  await server.close();
  return started;
}
