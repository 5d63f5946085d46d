import { clip } from '../../../lib/clip.ts';
import type { Clock } from '../../../lib/clock.ts';
import { checkedConnection, connectionList, textOf, toolList } from './answers.ts';
import type { Conversation, Reply } from './conversation.ts';
import { bad, good, silent, skipped, type Outcome } from './outcome.ts';
import type { SightReport } from './sight-report.ts';

/** A connection as the window knows it. */
export type OwnConnection = { readonly id: string; readonly name: string; readonly active: boolean };

/** How long Claude waits for the first answer; the same for the others. */
export const helloWithinMs = 60_000;
const slowMs = 20_000;

const hello = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'mcp-keyring-check', title: 'MCP Keyring', version: '1' },
};

export async function checkStart(runs: readonly Conversation[]): Promise<Outcome> {
  const silences = await Promise.all(runs.map((run) => run.started()));
  const silence = silences.find((each) => each !== undefined);
  if (silence !== undefined)
    return silent(
      silence,
      runs.flatMap(({ log }) => log),
    );
  return good('Started twice at once, as Claude does.');
}

/** Times count from here: the processes have just been started. */
export async function checkHello(runs: readonly Conversation[], clock: Clock): Promise<Outcome> {
  const replies = await Promise.all(runs.map((run) => timed(run.ask('initialize', hello, helloWithinMs), clock)));
  const failure = failureIn(replies, runs);
  if (failure !== undefined) return failure;
  for (const run of runs) run.tell('notifications/initialized');
  const ms = Math.max(...replies.map((reply) => reply.ms));
  const detail = `Both answered within ${seconds(ms)}; Claude waits ${seconds(helloWithinMs)}.`;
  if (ms < slowMs) return good(detail, ms);
  const next = 'Restart the computer or look what slows it down, such as a virus scanner; then look again.';
  return { ...bad('warning', `The first answer took ${seconds(ms)}.`, next, detail), durationMs: ms };
}

export type Tools = SightReport['tools'];

export async function checkTools(
  runs: readonly Conversation[],
  clock: Clock,
): Promise<Outcome & { readonly tools: Tools }> {
  const replies = await Promise.all(runs.map((run) => timed(run.ask('tools/list', {}, helloWithinMs), clock)));
  const failure = failureIn(replies, runs);
  if (failure !== undefined) return { ...failure, tools: [] };
  const [first] = replies;
  const found = toolList.safeParse(first?.reply.ok === true ? first.reply.result : undefined).data?.tools ?? [];
  const tools = found.map(({ name, title }) => ({ name, ...(title !== undefined && { title }) }));
  const ms = Math.max(...replies.map((reply) => reply.ms));
  if (tools.some(({ name }) => name === 'list_connections')) return { ...good(`${tools.length} tools.`, ms), tools };
  return { ...bad('failed', 'This is not MCP Keyring.', 'Update the entry above: it starts another program.'), tools };
}

export async function checkConnections(run: Conversation, own: readonly OwnConnection[]): Promise<Outcome> {
  const reply = await callTool(run, 'list_connections', {});
  if (!reply.ok) return silent(reply.silence, run.log);
  const answer = connectionList.safeParse(reply.result).data?.structuredContent;
  if (answer === undefined)
    return bad(
      'failed',
      clip(textOf(reply.result) ?? 'It could not say which connections there are.', 300),
      'Check that Claude’s programs may read the data folder of MCP Keyring, then look again.',
    );
  return seen(answer.connections, answer.left_out ?? 0, own);
}

function seen(
  found: readonly { readonly id?: string | undefined }[],
  left: number,
  own: readonly OwnConnection[],
): Outcome {
  const count = found.length + left;
  const isForeign = found.some(({ id }) => id !== undefined && own.every((each) => each.id !== id));
  if (isForeign || (count === 0 && own.length > 0))
    return bad(
      'failed',
      `Claude sees ${counted(count)}, which are not the ${own.length} of this window: it uses another data folder.`,
      'Update the entry above: it then names the data folder of this window.',
    );
  if (own.length === 0) return good('No connections yet, neither here nor for Claude.');
  if (count < own.length)
    return good(`${counted(count)} of the ${own.length} of this window; the others are not for Claude.`);
  return good(`${counted(count)}, the same as in this window.`);
}

/** What says that the key itself could not be had; with any other answer it was read and used. */
const keyCodes: ReadonlySet<string> = new Set([
  'keychain-locked',
  'keychain-unavailable',
  'vault-absent',
  'vault-locked',
  'secret-missing',
  'secret-source-failed',
]);

/** Asks one system whose key it is: the only way to know whether the key can be read from there. */
export async function checkKey(run: Conversation, own: readonly OwnConnection[]): Promise<Outcome> {
  const connection = own.find(({ active }) => active);
  if (connection === undefined) return skipped('There is no connection to try it with.');
  const reply = await callTool(run, 'check_connection', { connection: connection.id });
  if (!reply.ok) return silent(reply.silence, run.log);
  const answer = checkedConnection.safeParse(reply.result).data?.structuredContent;
  const problem = answer?.problem;
  if (answer?.works === true) return good(`The key of “${connection.name}” was read, and it works.`);
  if (problem === undefined) return skipped(`“${connection.name}” is not for Claude, so no key was read.`);
  if (keyCodes.has(problem.code))
    return bad('failed', `From there the key of “${connection.name}” cannot be read: ${problem.message}`, problem.next);
  const detail = `The key of “${connection.name}” was read; then: ${problem.message}`;
  return bad('warning', `“${connection.name}” does not work: ${problem.message}`, problem.next, detail);
}

export function checkOutput(runs: readonly Conversation[]): Outcome {
  const lines = runs.flatMap(({ strayLines }) => strayLines);
  if (lines.length === 0) return good('Nothing but MCP messages.');
  return bad(
    'failed',
    'The program prints to its standard output what is no MCP message.',
    'Claude reports “not valid JSON” for such lines and may drop the server. Find what prints them – a wrapper script, a shell profile – and have it print to standard error; or update the entry above.',
    `${lines.length === 1 ? 'One line is' : `${lines.length} lines are`} no MCP message.`,
  );
}

export async function checkEnd(runs: readonly Conversation[]): Promise<Outcome> {
  const times = await Promise.all(runs.map((run) => run.close()));
  const known = times.filter((ms) => ms !== undefined);
  if (known.length < times.length)
    return bad(
      'warning',
      'The program does not end when Claude closes it.',
      'It may stay behind as a process of its own. Update the entry above, or end it in the list of processes.',
      'It did not end within a second and was stopped.',
    );
  return good('Both ended when their input was closed.', Math.max(...known));
}

const callTool = (run: Conversation, name: string, args: object): Promise<Reply> =>
  run.ask('tools/call', { name, arguments: args }, helloWithinMs);

async function timed(asked: Promise<Reply>, clock: Clock): Promise<{ reply: Reply; ms: number }> {
  const before = clock.now().getTime();
  const reply = await asked;
  return { reply, ms: Math.max(0, clock.now().getTime() - before) };
}

/** Where both fail, the first says why; where one does, being started twice is what it cannot bear. */
function failureIn(replies: readonly { readonly reply: Reply }[], runs: readonly Conversation[]): Outcome | undefined {
  const failed = replies.flatMap(({ reply }, index) =>
    reply.ok ? [] : [{ silence: reply.silence, log: runs[index]?.log ?? [] }],
  );
  const [first] = failed;
  if (first === undefined) return undefined;
  const outcome = silent(first.silence, first.log);
  if (failed.length === replies.length || outcome.meaning === undefined) return outcome;
  const { title, next } = outcome.meaning;
  return bad('failed', `Of two started at once only one answers. ${title}`, `Claude starts it twice. ${next}`);
}

const counted = (count: number): string => (count === 1 ? '1 connection' : `${count} connections`);
const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms % 1000 === 0 ? 0 : 1)} s`;
