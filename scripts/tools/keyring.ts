import { aptInstall, whyNoApt } from './apt.ts';
import { which } from './run.ts';

/** `note` says in one line what was installed; absent when everything was there already. */
export type KeyringFound = { readonly dbusRunSession: string; readonly daemon: string; readonly note?: string };
export type KeyringMissing = { readonly missing: string };

/** Finds what a throw-away keychain needs, or installs it where we may: Linux only. */
export async function ensureKeyring(say: (line: string) => void = console.log): Promise<KeyringFound | KeyringMissing> {
  if (process.platform !== 'linux') {
    return { missing: "the tests do not touch this system's own keychain; they run against a throw-away one on Linux" };
  }
  const there = findKeyring();
  if (there !== undefined) return there;
  const cannot = whyNoApt();
  if (cannot === undefined) say('No gnome-keyring here; getting it for the tests, once...');
  const failed = cannot ?? (await aptInstall(['gnome-keyring', 'dbus']));
  const installed = findKeyring();
  if (installed !== undefined) return { ...installed, note: 'Installed gnome-keyring and dbus with apt-get.' };
  return {
    missing: `no gnome-keyring and dbus-run-session, and they could not be installed (${failed ?? 'not found'})`,
  };
}

function findKeyring(): KeyringFound | undefined {
  const [dbusRunSession, daemon] = [which('dbus-run-session'), which('gnome-keyring-daemon')];
  // dbus-run-session starts dbus-daemon, which Debian packs separately.
  if (dbusRunSession === undefined || daemon === undefined || which('dbus-daemon') === undefined) return undefined;
  return { dbusRunSession, daemon };
}
