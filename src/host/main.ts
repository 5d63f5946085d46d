import { parseArgs } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { runMcp } from './mcp.ts';
import { reasonOf } from './reason.ts';
import { recordedOpening } from './recorded-opening.ts';

const usage = `MCP Keyring ${manifest.version}

keyring-host mcp     serve MCP over stdin and stdout, for Claude Desktop and other clients
keyring-host web     open the window in a browser on this computer
keyring-host doctor [name]
                     find out why connections do not work: all that are not paused, or the one of this name or id
keyring-host run <profile> -- <command> [arguments]
                     start another MCP server with the keys of a profile in its environment
keyring-host extension --to <file>
                     make MCP Keyring an extension for Claude Desktop (.mcpb); it holds no key
keyring-host hunt    look for keys in plain text in clients' files, their copies, shell profiles and added places
keyring-host serve   answer the desktop window (started by it)

  --home <folder>    another data folder than the usual one
  --client <id>      mcp: which client starts it, for the access that this client has
  --demo             web, serve: example connections on a simulator, nothing is kept
  --open             web: open a browser
  --port <number>    web: a fixed port
  --to <file>        extension: where it goes
  --json             doctor, hunt: one JSON document in place of text
  --version, --help

doctor ends with 0: all work, 1: at least one does not work, 2: used wrongly or no such connection,
3: it could not be found out, because a key or the data folder cannot be read.
hunt ends with 0: nothing found, 1: found, 2: used wrongly, 3: nothing found, but not everything could be read.
run ends as the command does, or before it with 64: used wrongly or no such profile, 69: its keys cannot be read,
126: the command cannot be started, 127: it was not found.
`;

const options = {
  home: { type: 'string' },
  client: { type: 'string' },
  demo: { type: 'boolean', default: false },
  open: { type: 'boolean', default: false },
  port: { type: 'string', default: '0' },
  json: { type: 'boolean', default: false },
  to: { type: 'string' },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Not the schema of src/policy: nothing is loaded before the opening is answered. */
const clientId = /^[a-z0-9-]{1,40}$/;

async function main(): Promise<void> {
  const [ownArgs, command] = splitRun(process.argv.slice(2));
  const { values, positionals } = parseArgs({ args: ownArgs, options, allowPositionals: true });
  const { home, client, demo, open, json } = values;
  const [mode, ...more] = positionals;
  const [name, ...rest] = mode === 'doctor' || mode === 'run' ? more : [undefined, ...more];
  if (values.version) console.log(manifest.version);
  else if (values.help) console.log(usage);
  else if (home === '') misused('--home needs a folder.');
  else if (client !== undefined && !clientId.test(client)) misused('--client needs small letters, digits and hyphens.');
  else if (rest.length > 0) misused(`"${rest.join(' ')}" is too much.`, mode === 'run' ? misusedRun : undefined);
  else if (mode === 'mcp') runMcp({ version: manifest.version, home, client });
  else if (mode === 'run') await run(home, name, command);
  else if (mode === 'serve') await (await import('./serve.ts')).runServe({ home, demo });
  else if (mode === 'doctor') await (await import('./doctor.ts')).runDoctor({ home, name, json });
  else if (mode === 'hunt') await (await import('./hunt.ts')).runHunt({ home, json });
  else if (mode === 'web') await (await import('./web.ts')).runWeb({ home, demo, open, port: portFrom(values.port) });
  else if (mode === 'extension') await makeExtension(home, values.to);
  else misused(mode === undefined ? 'Say what to do.' : `There is no "${mode}".`);
}

/** As src/host/run.ts: lower codes belong to the other server. */
const misusedRun = 64;

/** What follows the first `--` belongs to another program, to the letter. */
function splitRun(args: readonly string[]): readonly [own: string[], command: readonly string[]] {
  const end = args.indexOf('--');
  const own = args.slice(0, end === -1 ? undefined : end);
  const [mode] = parseArgs({ args: own, options, allowPositionals: true }).positionals;
  return mode === 'run' ? [own, end === -1 ? [] : args.slice(end + 1)] : [[...args], []];
}

async function run(home: string | undefined, profileId: string | undefined, command: readonly string[]): Promise<void> {
  const [program, ...args] = command;
  if (profileId === undefined) misused('Say which profile.', misusedRun);
  if (program === undefined) misused('Say what to start, after “--”.', misusedRun);
  await (await import('./run.ts')).runServer({ home, profileId, command: program, args });
}

async function makeExtension(home: string | undefined, to: string | undefined): Promise<void> {
  if (to === undefined || !to.endsWith('.mcpb')) misused('--to needs a file whose name ends in .mcpb.');
  const { runExtension } = await import('./extension.ts');
  await runExtension({ version: manifest.version, home, to, listed: recordedOpening?.legacyTools });
}

function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  return misused(`"${text}" is not a port.`);
}

function misused(message: string, code = 2): never {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(code);
}

main().catch((error: unknown) => {
  // parseArgs says itself what is wrong with the arguments.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    misused(error.message);
  const reason = reasonOf(error);
  if (reason !== undefined) {
    process.stderr.write(`${reason}\n`);
    process.exit(1);
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
