import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What is used of the `keytar` package (docs/decisions/0002). */
export interface KeytarModule {
  readonly AsyncEntry: new (service: string, account: string, options?: EntryOptions) => KeytarEntry;
}
export interface KeytarEntry {
  getPassword(): Promise<string | null | undefined>;
  setPassword(password: string): Promise<void>;
  deletePassword(): Promise<boolean>;
}
type EntryOptions = { readonly linux?: { readonly store: 'secret-service' } };

type LoadOptions = {
  /** `process.execPath`; the packaged program has `node_modules/keytar` beside it. */
  readonly execPath: string;
  readonly isSea: () => boolean;
};

/** Loads the addon when it is first needed: it costs an `mcp` process nothing before its first call. */
export async function loadKeytar({ execPath, isSea }: LoadOptions): Promise<KeytarModule> {
  // Inside a single executable `import` finds nothing but Node's own modules.
  if (isSea()) return createRequire(execPath)('keytar') as KeytarModule;
  const loaded = (await import('keytar')) as unknown as { default: KeytarModule };
  return loaded.default;
}

type SessionBusOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid: number | undefined;
  readonly exists?: (path: string) => boolean;
};

/**
 * The address of the user's D-Bus where the environment lacks it: Claude Desktop starts programs with neither
 * DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR. Undefined when nothing has to be set.
 */
export function missingSessionBusAddress({ env, uid, exists = existsSync }: SessionBusOptions): string | undefined {
  if (env['DBUS_SESSION_BUS_ADDRESS'] || uid === undefined) return undefined;
  const socket = `${env['XDG_RUNTIME_DIR'] ?? `/run/user/${uid}`}/bus`;
  return exists(socket) ? `unix:path=${socket}` : undefined;
}
