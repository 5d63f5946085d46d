import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBenchApp } from '../test/bench/bench-app.ts';
import { buildHost } from './host-bundle.ts';
import { measureRun } from './measure-run.ts';
import { bareMemoryMb, measureStart, MeasuredHost, median, residentMb, timed } from './measure.ts';

/** About what a cloud system takes for one answer. */
const latencyMs = 200;
const runs = 21;

/** `npm run bench`: the ratios that are promised, in one run, so that a slow machine is slow on both sides. Ends with 1 when one is too high. */
const work = await mkdtemp(join(tmpdir(), 'keyring-bench-'));
await buildHost(work, ['mcp-session', 'run']);
const app = await createBenchApp({ folder: join(work, 'home'), latencyMs });
const command = [process.execPath, join(work, 'host.cjs'), 'mcp', '--home', app.folder];

try {
  const ok = [
    report('start: spawn to the answer of tools/list / bare node -e 0', 4, await start()),
    report(`call: get_item through stdio / the same fetch (simulator with ${latencyMs} ms)`, 1.3, await call()),
    report(
      `test: 100 connections at once / the slowest single one (${latencyMs} ms, keys in the vault)`,
      1.5,
      await testAll(),
    ),
    report('memory: idle mcp process / bare node, resident', 1.5, await memory(false)),
    report('memory: the same after its first call', 2.5, await memory(true)),
  ];
  const run = await measureRun([...command.slice(0, 2), 'run', await app.addProfile(), '--home', app.folder, '--']);
  ok.push(
    added('run: one message and its answer, through it', 5, run.throughMs - run.bareMs),
    added('run: until the other server starts (keys in the vault)', 150, run.startThroughMs - run.startBareMs),
  );
  if (ok.includes(false)) process.exitCode = 1;
} finally {
  await app.close();
  await rm(work, { recursive: true, force: true });
}

type Measured =
  { readonly ours: number; readonly theirs: number; readonly unit: 'ms' | 'MB' } | { readonly missing: string };

function report(what: string, bound: number, measured: Measured): boolean {
  if ('missing' in measured) {
    console.log(`skipped  ${what}: ${measured.missing}`);
    return true;
  }
  const { ours, theirs, unit } = measured;
  const ratio = ours / theirs;
  const ok = ratio <= bound;
  const figures = `${ours.toFixed(0)} / ${theirs.toFixed(0)} ${unit}`;
  console.log(`${ok ? 'ok      ' : 'TOO HIGH'} ${ratio.toFixed(2)} (at most ${bound.toFixed(1)})  ${what}: ${figures}`);
  return ok;
}

/** A bound in milliseconds, for what is added to something. */
function added(what: string, bound: number, ms: number): boolean {
  const ok = ms <= bound;
  console.log(`${ok ? 'ok      ' : 'TOO HIGH'} ${ms.toFixed(2)} ms (at most ${bound} ms)  ${what}`);
  return ok;
}

async function start(): Promise<Measured> {
  const { hostMs, bareMs } = await measureStart(command, runs);
  return { ours: hostMs, theirs: bareMs, unit: 'ms' };
}

/** A process that has answered before: the first call also loads the server and reads the key. */
async function call(): Promise<Measured> {
  const host = new MeasuredHost(command);
  await host.open();
  const through = (): Promise<void> => host.callTool('get_item', { connection: app.connection, ids: app.itemId });
  await through();
  await app.fetchItem();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    theirs.push(await timed(() => app.fetchItem()));
    ours.push(await timed(through));
  }
  await host.close();
  return { ours: median(ours), theirs: median(theirs), unit: 'ms' };
}

/** The slowest of twenty, each the median of three so that one hiccup does not set the mark, against all hundred at once. */
async function testAll(): Promise<Measured> {
  const ids = await app.addConnections(100);
  const single: number[] = [];
  for (const id of ids.slice(0, 20)) {
    const times: number[] = [];
    for (let run = 0; run < 3; run += 1) times.push(await timed(() => app.test(id)));
    single.push(median(times));
  }
  const all: number[] = [];
  for (let run = 0; run < 7; run += 1) all.push(await timed(() => app.testAll()));
  return { ours: median(all), theirs: Math.max(...single), unit: 'ms' };
}

/** As a client leaves it until the first call; a second line says what the server adds when it is loaded. */
async function memory(afterCall: boolean): Promise<Measured> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const host = new MeasuredHost(command);
    await host.open();
    if (afterCall) await host.callTool('list_connections', {});
    const [idle, bare] = [await residentMb(host.pid), await bareMemoryMb()];
    await host.close();
    if (idle === undefined || bare === undefined) return { missing: 'this system has no /proc to read it from' };
    ours.push(idle);
    theirs.push(bare);
  }
  return { ours: median(ours), theirs: median(theirs), unit: 'MB' };
}
