import { parseArgs } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { runMcp } from './mcp.ts';
import { reasonOf } from './reason.ts';

const usage = `MCP Keyring ${manifest.version}

keyring-host mcp     serve MCP over stdin and stdout, for Claude Desktop and other clients
keyring-host web     open the window in a browser on this computer
keyring-host serve   answer the desktop window (started by it)

  --home <folder>    another data folder than the usual one
  --demo             web, serve: example connections on a simulator, nothing is kept
  --open             web: open a browser
  --port <number>    web: a fixed port
  --version, --help
`;

const options = {
  home: { type: 'string' },
  demo: { type: 'boolean', default: false },
  open: { type: 'boolean', default: false },
  port: { type: 'string', default: '0' },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { home, demo, open } = values;
  const [mode, ...rest] = positionals;
  if (values.version) console.log(manifest.version);
  else if (values.help) console.log(usage);
  else if (home === '') misused('--home needs a folder.');
  else if (rest.length > 0) misused(`"${rest.join(' ')}" is too much.`);
  else if (mode === 'mcp') runMcp({ version: manifest.version, home });
  else if (mode === 'serve') await (await import('./serve.ts')).runServe({ home, demo });
  else if (mode === 'web') await (await import('./web.ts')).runWeb({ home, demo, open, port: portFrom(values.port) });
  else misused(mode === undefined ? 'Say what to do.' : `There is no "${mode}".`);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  return misused(`"${text}" is not a port.`);
}

function misused(message: string): never {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(2);
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
