import manifest from '../../package.json' with { type: 'json' };
import { createApp, type App } from '../app.ts';
import type { AppParts } from '../app-parts.ts';
import { systemClock } from '../lib/system-clock.ts';
import { isRunning, systemProcesses } from '../lib/processes.ts';
import { runProgram } from '../lib/run-program.ts';
import { keychainName } from '../secrets/keychain-problems.ts';
import type { RunHost } from '../profiles/wrap.ts';
import { createRedactor } from '../secrets/redaction.ts';
import { createVault } from '../secrets/vault.ts';
import { vaultAgentPath } from '../secrets/vault-agent-wire.ts';
import type { DataFiles, Surroundings } from '../settings/data-folder.ts';
import { createPreferencesFile } from '../settings/preferences-file.ts';
import { startDemo, type Demo } from './demo.ts';
import { extensionMaker } from './extension-process.ts';
import { vendorAddresses, type VendorAddresses } from './vendor-addresses.ts';
import { logToFile } from './log.ts';
import { networkId } from './network-id.ts';
import { createHostFetch } from './network.ts';
import { createNetworkProbe } from './network-probe.ts';
import { proxyVariables } from './proxy-rules.ts';
import { openReferences } from './references.ts';
import { openKeychain } from './secret-homes.ts';
import { folderArgument, hostCommand, hostFiles, hostSurroundings } from './surroundings.ts';
import { systemZone } from './system-zone.ts';

export type OpenOptions = {
  readonly shell: 'desktop' | 'web';
  /** Another data folder than the usual one. */
  readonly home: string | undefined;
  readonly demo: boolean;
};

export interface OpenedApp {
  readonly app: App;
  /** Runs before the app itself closes. */
  readonly onClose: (close: () => Promise<void>) => void;
  /** Ends the process cleanly; may be called more than once. */
  readonly close: () => Promise<void>;
}

/** The app on this computer, or in demo mode on a pretended one. */
export async function openApp(options: OpenOptions): Promise<OpenedApp> {
  const here = hostSurroundings();
  const demo = options.demo ? await startDemo(here) : undefined;
  const files = hostFiles(here, demo?.folder ?? options.home);
  const app = createApp(
    appParts(options, { here, surroundings: demo?.surroundings ?? here, files, vendors: demo?.vendors }),
  );
  await demo?.fill(app.router);
  return closable(app, demo);
}

type Place = {
  readonly here: Surroundings;
  readonly surroundings: Surroundings;
  readonly files: DataFiles;
  readonly vendors: VendorAddresses | undefined;
};

function appParts({ shell, demo }: OpenOptions, { here, surroundings, files, vendors }: Place): AppParts {
  const { platform } = surroundings;
  const redactor = createRedactor();
  const settings = () => createPreferencesFile(files.settings).read();
  const { command, args } = hostCommand();
  return {
    info: {
      version: manifest.version,
      shell,
      platform,
      dataFolder: files.folder,
      logFile: files.log,
      demo,
      nodeVersion: process.versions.node,
    },
    files,
    surroundings,
    clock: systemClock,
    logger: logToFile(files.log, { redact: (line) => redactor.redact(line) }),
    fetch: createHostFetch(here.env, settings),
    networkProbe: createNetworkProbe(here.env, settings),
    vendors: vendors ?? vendorAddresses(here.env),
    secrets: {
      ...secretHomes(files, here),
      keychainName: keychainName(platform),
      redactor,
      references: openReferences(here, 'user'),
    },
    // The demo is a computer of its own: the user's Claude does not run there.
    processes: () => (demo ? Promise.resolve([]) : systemProcesses(here)),
    runProgram,
    zone: systemZone,
    networkId,
    thisProcess: { pid: process.pid, isAlive: isRunning },
    // Claude gives its children almost no environment: a folder that is not the usual one has to stand in the arguments.
    mcpEnvironment: inherited(here),
    runHost: runHostFor(files, here),
    mcpCommand: { command, args: [...args, 'mcp', ...folderArgument(here, files)] },
    extension: extensionMaker({ here, files, demo }),
  };
}

function secretHomes(files: DataFiles, here: Surroundings) {
  const { platform, home } = here;
  return {
    keychain: openKeychain(here),
    vault: createVault({ path: files.vault }),
    agentPath: vaultAgentPath({ folder: files.folder, platform, home }),
  };
}

/** The keychain's bus and the company's proxy; nothing else of the user's environment. */
function inherited({ env }: Surroundings): Record<string, string> {
  const names = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', ...proxyVariables];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** This program as clients start it for another server. */
function runHostFor(files: DataFiles, here: Surroundings): RunHost {
  const [, home] = folderArgument(here, files);
  return { ...hostCommand(), ...(home !== undefined && { home }) };
}

function closable(app: App, demo: Demo | undefined): OpenedApp {
  const steps: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (const step of steps) await step();
    await app.close();
    await demo?.close();
  };
  const close = (): Promise<void> => (closing ??= closeAll().finally(() => process.exit()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close());
  return { app, close, onClose: (step) => steps.push(step) };
}
