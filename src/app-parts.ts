import type { CallOutput } from './api/contract.ts';
import type { ExtensionMaker } from './clients/mcpb/second-road.ts';
import type { NetworkProbe } from './diagnosis/network-probe.ts';
import type { Clock } from './lib/clock.ts';
import type { Logger } from './lib/logger.ts';
import type { RunningProcess } from './lib/processes.ts';
import type { RunProgram } from './lib/run-program.ts';
import type { RunHost } from './profiles/wrap.ts';
import type { ProviderFetch, ProviderParts } from './providers/provider.ts';
import type { ThisProcess } from './rotation/parts.ts';
import type { SecretsParts } from './secrets/secrets.ts';
import type { DataFiles, Surroundings } from './settings/data-folder.ts';

/** What a shell brings along. */
export type AppParts = {
  readonly info: CallOutput<'app.info'>;
  readonly files: DataFiles;
  readonly surroundings: Surroundings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch: ProviderFetch;
  readonly vendors: Pick<ProviderParts, 'atlassianGateway' | 'clickUpAddress'>;
  readonly secrets: Pick<SecretsParts, 'keychain' | 'keychainName' | 'vault' | 'agentPath' | 'redactor' | 'references'>;
  readonly networkProbe: NetworkProbe;
  readonly processes: () => Promise<readonly RunningProcess[]>;
  readonly runProgram: RunProgram;
  /** The user's time zone now, `Europe/Berlin`: it changes with travelling. */
  readonly zone: () => string;
  readonly thisProcess: ThisProcess;
  /** Another text on another network, empty without any. */
  readonly networkId: () => string;
  /** How Claude and the supervisor start our MCP server: an absolute command. */
  readonly mcpCommand: { readonly command: string; readonly args: readonly string[] };
  /** How our extension for Claude is made and opened. */
  readonly extension: ExtensionMaker;
  /** How clients start other servers with keys from the keychain. */
  readonly runHost: RunHost;
  /** What our own MCP server needs besides PATH and HOME, to reach the keychain and the network as the app does. */
  readonly mcpEnvironment: Readonly<Record<string, string>>;
};
