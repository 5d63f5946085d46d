import manifest from '../../package.json' with { type: 'json' };
import { createConnectionAccess, type ConnectionAccess } from '../connections/connection-access.ts';
import type { Connection } from '../connections/connection.ts';
import { createDiagnoses } from '../diagnosis/diagnoses.ts';
import type { DiagnosisReport } from '../diagnosis/report.ts';
import { AppError, type ErrorCode, type Problem } from '../lib/app-error.ts';
import { systemClock } from '../lib/system-clock.ts';
import { createRedactor } from '../secrets/redaction.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createPreferencesFile } from '../settings/preferences-file.ts';
import { openReading } from './access.ts';
import { createDoctorPrinter, type DoctorPrinter } from './doctor-text.ts';
import { createNetworkProbe } from './network-probe.ts';
import { hostFiles, hostSurroundings } from './surroundings.ts';

type DoctorOptions = {
  /** Another data folder than the usual one. */
  readonly home: string | undefined;
  /** A connection's name or id; absent: all that are not paused. */
  readonly name: string | undefined;
  readonly json: boolean;
};

/** Documented in docs/doctor.md. */
const exitCodes = { works: 0, fails: 1, misused: 2, unknown: 3 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

type Found = DiagnosisReport & { readonly id: string };
type Outcome = { readonly reports: readonly Found[]; readonly problem?: Problem };

/** `keyring-host doctor`: looks at connections the way an `mcp` process reads them, and ends the process. */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  const printer = createDoctorPrinter(options.json ? undefined : process.stdout);
  const outcome = await examine(options, printer);
  const { problem } = outcome;
  if (options.json)
    process.stdout.write(`${JSON.stringify({ version: manifest.version, ...outcome }, undefined, 2)}\n`);
  if (problem !== undefined) process.stderr.write(`${problem.message} ${problem.next}\n`);
  // Not before everything is written; a keychain's thread would keep the process otherwise.
  process.stdout.write('', () => process.exit(exitCodeOf(outcome)));
}

async function examine(options: DoctorOptions, printer: DoctorPrinter): Promise<Outcome> {
  const reports: Found[] = [];
  try {
    const { connections, diagnoses, stores, folder } = await open(options);
    printer.head(manifest.version, folder);
    for (const store of stores) printer.store(store.home, await store.status());
    if (connections.length === 0) printer.nothing();
    for (const { id, name, provider, endpoint } of connections) {
      printer.connection(`${name} (${provider}, ${endpoint.baseUrl})`);
      const report = await diagnoses.run({ id }, printer.step);
      printer.end(report);
      reports.push({ id, ...report });
    }
    return { reports };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { reports, problem: error.toProblem() };
  }
}

async function open({ home, name }: DoctorOptions) {
  const surroundings = hostSurroundings();
  const files = hostFiles(surroundings, home);
  const redactor = createRedactor();
  const { version } = manifest;
  const reading = openReading({ files, surroundings, redactor, version, startedBy: 'user' });
  const connections = await chosen(createConnectionAccess(reading), name);
  const diagnoses = createDiagnoses({
    file: reading.file,
    secrets: { reader: reading.secrets, learn: redactor.learn },
    providers: reading.providers,
    probe: createNetworkProbe(surroundings.env, () => createPreferencesFile(files.settings).read()),
    clock: systemClock,
    redact: redactor.redact,
    ...{ version, platform: surroundings.platform, home: surroundings.home },
  });
  return { connections, diagnoses, stores: usedBy(connections, reading.stores), folder: files.folder };
}

async function chosen(access: ConnectionAccess, name: string | undefined): Promise<readonly Connection[]> {
  if (name !== undefined) return [await access.find(name)];
  return (await access.list()).filter(({ active }) => active);
}

function usedBy(connections: readonly Connection[], stores: Readonly<Record<'keychain' | 'vault', SecretStore>>) {
  const places = new Set(connections.map(({ credential }) => credential.home));
  return Object.values(stores).filter(({ home }) => places.has(home));
}

/** Behind a closed door nothing is known of the connection; a key that is gone is known not to work. */
const unread = /^(keychain|vault)-/;

function exitCodeOf({ reports, problem }: Outcome): ExitCode {
  if (problem?.code === 'unknown-connection') return exitCodes.misused;
  const failures = reports.flatMap(({ works, problem: cause }): ErrorCode[] => (works || !cause ? [] : [cause.code]));
  if (failures.some((code) => !unread.test(code))) return exitCodes.fails;
  return problem !== undefined || failures.length > 0 ? exitCodes.unknown : exitCodes.works;
}
