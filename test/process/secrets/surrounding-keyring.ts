import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { accessSync, constants } from 'node:fs';
import { text } from 'node:stream/consumers';

/** Set by scripts/test.ts when it runs the tests inside a session with a throw-away, unlocked keyring. */
export const insideKeyring = process.env['MCP_KEYRING_TEST_KEYRING'] === '1';

const present = (name: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const busSession = 'dbus-run-session';

/** Whether a session of our own can be started here. */
export const canStartSession =
  process.platform === 'linux' && [busSession, 'dbus-daemon', 'gnome-keyring-daemon'].every(present);

export type Session = {
  /** Runs a module's source with Node on a bus of this kind; answers what it printed. All share one home. */
  run(kind: SessionKind, source: string): Promise<string>;
  close(): Promise<void>;
};
type SessionKind = 'unlocked' | 'locked' | 'no-keyring' | 'no-service';

const busWithoutServices = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`;

const starting: Readonly<Record<SessionKind, string>> = {
  unlocked: 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null',
  locked: 'gnome-keyring-daemon --start --components=secrets >/dev/null',
  'no-keyring': 'gnome-keyring-daemon --start --components=secrets >/dev/null',
  'no-service': 'true',
};

/** A D-Bus session in an empty home, so that the user's own keyring is never touched. */
export async function startSession(): Promise<Session> {
  const home = await mkdtemp(join(tmpdir(), 'keyring-'));
  await mkdir(join(home, 'run'), { mode: 0o700 });
  const config = join(home, 'bus.conf');
  await writeFile(config, busWithoutServices);
  const env = {
    // Nothing of the surrounding session: neither its bus nor a display on which a dialog could wait.
    PATH: process.env['PATH'],
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  };
  return {
    run: async (kind, source) => {
      const bus = kind === 'no-service' ? [`--config-file=${config}`] : [];
      const script = `${starting[kind]}; exec "$0" --input-type=module -e "$1"`;
      const child = spawn(busSession, [...bus, '--', 'sh', '-c', script, process.execPath, source], { env });
      const [output] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return output.trim();
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
}
