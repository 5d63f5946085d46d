import { basename } from 'node:path';
import { createActivityLog } from './activity/activity-log.ts';
import { createEventBus, type EventBus } from './api/event-bus.ts';
import { createHandlers } from './api/handlers.ts';
import { createRouter, type Router } from './api/router.ts';
import type { AppParts } from './app-parts.ts';
import { systemDisk } from './clients/files/disk.ts';
import { findClients } from './clients/find-clients.ts';
import { createConnectionFile } from './connections/connection-file.ts';
import { createConnectionService } from './connections/connection-service.ts';
import type { ConnectionParts } from './connections/parts.ts';
import { createVisibleProjects } from './connections/visible-projects.ts';
import { createRemoval } from './connections/removal.ts';
import { createTestRuns } from './connections/test-runs.ts';
import { createDiagnoses } from './diagnosis/diagnoses.ts';
import { createHealthWatch } from './health/health-watch.ts';
import { createImports, type Imports } from './imports/imports.ts';
import type { ImportsParts } from './imports/parts.ts';
import { readTable } from './imports/postgres/read-table.ts';
import { readClientFiles } from './imports/sources/client-files.ts';
import type { HealthParts } from './health/parts.ts';
import { createKeys, type KeysParts } from './keys/keys.ts';
import { watchFolder } from './lib/file-watch.ts';
import type { Logger } from './lib/logger.ts';
import { createSupervisor } from './mcp/supervisor.ts';
import { fileChangesOf, huntOf, otherPrograms } from './other-programs.ts';
import { ownClient } from './policy/client-access.ts';
import { createProviders } from './providers/catalog.ts';
import { keepLookingOut } from './reminders/lookout.ts';
import { createReminders, type RemindersParts } from './reminders/reminders.ts';
import { createRotationHistory } from './rotation/history-file.ts';
import type { RotationParts } from './rotation/parts.ts';
import { createRotations } from './rotation/rotations.ts';
import { tendRotations } from './rotation/tending.ts';
import { createSecrets, type Secrets } from './secrets/secrets.ts';
import type { DataFiles } from './settings/data-folder.ts';
import { createChoices } from './settings/choices.ts';
import { createPreferencesFile, type PreferencesFile } from './settings/preferences-file.ts';

export interface App {
  readonly router: Router;
  readonly events: Pick<EventBus, 'subscribe'>;
  /** Finishes what an earlier run left, then runs the MCP server. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** The one place that wires everything together. */
export function createApp(parts: AppParts): App {
  const { files, clock, logger, info } = parts;
  const events = createEventBus();
  const preferences = createPreferencesFile(files.settings);
  const secrets = secretsOf(parts, preferences, events);
  const connectionParts = connectionPartsOf(parts, events, secrets);
  const removal = createRemoval(connectionParts);
  const server = supervisorOf(parts, events);
  const activity = createActivityLog({ folder: files.activity, clock });
  const descriptors = Object.values(connectionParts.providers).map(({ descriptor }) => descriptor);
  const changes = fileChangesOf(parts);
  const { watching, ...others } = otherPrograms(parts, { ...connectionParts, events, preferences, changes });
  const services = {
    info,
    preferences,
    ...connectionServices(connectionParts),
    removal,
    secrets,
    server,
    ...others,
    activity,
    events,
    choices: createChoices({ preferences, home: parts.surroundings.home }),
    descriptors,
    diagnoses: diagnoses(parts, connectionParts),
    health: healthWatch(parts, { ...connectionParts, preferences, activity }, events),
    ...keyServices({
      ...{ ...connectionParts, preferences, activity, descriptors, thisProcess: parts.thisProcess },
      history: createRotationHistory(files.rotationHistory),
      ...keyEvents(files, events),
    }),
  };
  const imports = importsOf(parts, { ...connectionParts, ...services }, events);
  const hunt = huntOf(parts, { ...services, changes });
  const stopWatching = watchFolders(files, events);
  const closing = new AbortController();
  let stopLookingOut = (): Promise<void> => Promise.resolve();
  return {
    router: createRouter(createHandlers({ ...services, imports, hunt }), logger),
    events,
    async start() {
      await tidyUp([removal.purgeLeftovers(), services.profiles.purgeLeftovers(), services.activity.prune()], logger);
      void tendRotations({ rotations: services.rotations, clock, logger, signal: closing.signal });
      stopLookingOut = keepLookingOut({ reminders: services.reminders, events, clock, logger });
      for (const each of [services.health, watching, hunt]) each.start();
      await server.start();
    },
    async close() {
      closing.abort();
      stopWatching();
      imports.close();
      await Promise.all([stopLookingOut(), services.health.close(), watching.close(), hunt.close()]);
      await server.stop();
      await tidyUp([removal.close()], logger);
      await secrets.close();
    },
  };
}

function secretsOf({ secrets, logger }: AppParts, preferences: PreferencesFile, events: EventBus): Secrets {
  return createSecrets({
    ...secrets,
    preferences,
    logger,
    changed: () => {
      events.emit('secrets.changed', {});
    },
  });
}

function supervisorOf({ mcpCommand, mcpEnvironment, clock }: AppParts, events: EventBus) {
  return createSupervisor({
    command: mcpCommand.command,
    args: [...mcpCommand.args, '--client', ownClient],
    env: mcpEnvironment,
    clock,
    changed: (status) => {
      events.emit('server.changed', status);
    },
    logged: (line) => {
      events.emit('server.logged', line);
    },
  });
}

function connectionServices(parts: ConnectionParts) {
  return {
    connections: createConnectionService(parts),
    visible: createVisibleProjects(parts),
    tests: createTestRuns(parts),
  };
}

type ForImports = Omit<ImportsParts, 'surroundings' | 'clientFiles' | 'readTable' | 'dockerSecrets' | 'imported'>;

function importsOf({ surroundings }: AppParts, services: ForImports, events: EventBus): Imports {
  return createImports({
    ...services,
    surroundings,
    clientFiles: async () => readClientFiles(await findClients(surroundings, systemDisk)),
    readTable,
    dockerSecrets: '/run/secrets',
    imported: (progress) => {
      events.emit('imports.progress', progress);
    },
  });
}

function diagnoses({ networkProbe, secrets, info, surroundings }: AppParts, connectionParts: ConnectionParts) {
  const { redact } = secrets.redactor;
  const about = { version: info.version, platform: info.platform, home: surroundings.home };
  return createDiagnoses({ ...connectionParts, ...about, probe: networkProbe, redact });
}

type Watched = ConnectionParts & Pick<HealthParts, 'preferences' | 'activity'>;

function healthWatch({ networkId }: AppParts, watched: Watched, events: EventBus) {
  const onActivity = (added: () => void) => events.follow('activity.added', added);
  const store: HealthParts['store'] = (home) => watched.secrets.store(home);
  return createHealthWatch({ ...watched, tests: createTestRuns(watched), store, onActivity, networkId });
}

type ToRemind = Pick<RemindersParts, 'path' | 'announce' | 'isHeard' | 'changed'>;
type KeyServicesParts = Omit<KeysParts, 'rotations'> & RotationParts & { readonly reminders: ToRemind };

function keyEvents(
  { reminders: path }: DataFiles,
  events: EventBus,
): Pick<KeyServicesParts, 'onProgress' | 'reminders'> {
  return {
    onProgress: (progress) => {
      events.emit('rotation.progress', progress);
    },
    reminders: {
      path,
      announce: (notice) => {
        events.emit('reminders.notice', notice);
      },
      isHeard: () => events.isHeard(),
      changed: () => {
        events.emit('reminders.changed', {});
      },
    },
  };
}

/** What watches over the keys: their dates and their replacement. */
function keyServices(parts: KeyServicesParts) {
  const rotations = createRotations(parts);
  const keys = createKeys({ ...parts, rotations });
  const unrevoked = () => parts.history.unrevoked();
  return {
    keys,
    rotations,
    reminders: createReminders({ ...parts, ...parts.reminders, keys, unrevoked }),
  };
}

/** What cannot be tidied up is no reason not to start or end: the window says what is wrong, the next start tries again. */
async function tidyUp(work: readonly Promise<unknown>[], logger: Logger): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) {
    if (outcome.status === 'rejected')
      logger.warn('What was left over could not be tidied up', { error: outcome.reason as unknown });
  }
}

/** Notices what other processes write: another window, and the `mcp` processes that Claude starts. */
function watchFolders({ folder, activity, clientAccess, profiles }: DataFiles, events: EventBus): () => void {
  const stops = [
    watchFolder(
      folder,
      () => {
        events.emit('connections.changed', {});
      },
      'connections.json',
    ),
    watchFolder(
      folder,
      () => {
        events.emit('clients.accessChanged', {});
      },
      basename(clientAccess),
    ),
    watchFolder(
      folder,
      () => {
        events.emit('profiles.changed', {});
      },
      basename(profiles),
    ),
    watchFolder(activity, () => {
      events.emit('activity.added', {});
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function connectionPartsOf(
  { files, clock, logger, fetch, vendors, info, zone }: AppParts,
  events: EventBus,
  secrets: ConnectionParts['secrets'],
): ConnectionParts {
  const parts = {
    fetch,
    wait: clock.wait.bind(clock),
    now: () => clock.now(),
    ...vendors,
    version: info.version,
  };
  return {
    file: createConnectionFile(files.connections),
    providers: createProviders(parts),
    secrets,
    clock,
    logger,
    newId: () => crypto.randomUUID(),
    zone,
    changed: () => {
      events.emit('connections.changed', {});
    },
  };
}
