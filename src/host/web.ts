import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { openApp, type OpenOptions } from './open-app.ts';
import { pagesFolder } from './surroundings.ts';
import { loadPages } from './web/pages.ts';
import { startWebServer } from './web/server.ts';

type WebOptions = Omit<OpenOptions, 'shell'> & {
  /** Open a browser, where there is one. */
  readonly open: boolean;
  /** 0: any free one. */
  readonly port: number;
};

/** `keyring-host web`: the same window in a browser on this computer. */
export async function runWeb({ open, port, ...options }: WebOptions): Promise<void> {
  const { app, onClose } = await openApp({ ...options, shell: 'web' });
  const pages = await loadPages(pagesFolder());
  const server = await startWebServer({ router: app.router, events: app.events, pages, port });
  onClose(() => server.close());

  const printAddress = (): string => {
    const address = server.newAddress();
    console.log(`MCP Keyring: ${address}`);
    return address;
  };
  const address = printAddress();
  console.log('The address works once. Press Enter for a new one, Ctrl+C to quit.');
  if (open) openBrowser(address);
  createInterface({ input: process.stdin }).on('line', printAddress);
  await app.start();
}

/** Best effort: the address is printed anyway. */
function openBrowser(address: string): void {
  const [command, ...args] = browserCommand();
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function browserCommand(): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
