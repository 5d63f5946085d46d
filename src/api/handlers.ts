import type { ActivityLog } from '../activity/activity-log.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import type { HealthWatch } from '../health/health-watch.ts';
import type { Keys } from '../keys/keys.ts';
import type { Reminders } from '../reminders/reminders.ts';
import type { Rotations } from '../rotation/rotations.ts';
import type { Removal } from '../connections/removal.ts';
import type { VisibleProjects } from '../connections/visible-projects.ts';
import type { TestRuns } from '../connections/test-runs.ts';
import type { Supervisor } from '../mcp/supervisor.ts';
import type { ProviderDescriptor } from '../providers/provider.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Choices } from '../settings/choices.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';
import type { CallOutput } from './contract.ts';
import type { EventBus } from './event-bus.ts';
import type { CallsOf } from './handlers/calls-of.ts';
import { claudeHandlers, type ClaudeServices } from './handlers/claude.ts';
import { clientHandlers, type ClientServices } from './handlers/clients.ts';
import { huntHandlers, type HuntServices } from './handlers/hunt.ts';
import { importHandlers, type ImportServices } from './handlers/imports.ts';
import { profileHandlers, type ProfileServices } from './handlers/profiles.ts';
import type { Handlers } from './router.ts';

type OwnServices = {
  readonly info: CallOutput<'app.info'>;
  readonly preferences: PreferencesFile;
  readonly choices: Choices;
  readonly descriptors: readonly ProviderDescriptor[];
  readonly connections: ConnectionService;
  readonly visible: VisibleProjects;
  readonly keys: Keys;
  readonly rotations: Rotations;
  readonly reminders: Reminders;
  readonly diagnoses: Diagnoses;
  readonly health: HealthWatch;
  readonly tests: TestRuns;
  readonly removal: Removal;
  readonly secrets: Secrets;
  readonly server: Supervisor;
  readonly activity: ActivityLog;
  readonly events: EventBus;
};

export type Services = OwnServices & ClaudeServices & ClientServices & HuntServices & ImportServices & ProfileServices;

/** Which service answers which call. */
export function createHandlers(services: Services): Handlers {
  const { connections, tests, removal, secrets, server, events } = services;
  const toldPreferences = <T>(preferences: T): T => {
    events.emit('preferences.changed', {});
    return preferences;
  };
  return {
    'app.info': () => Promise.resolve(services.info),
    'preferences.get': () => services.preferences.read(),
    'preferences.set': (input) => services.choices.change(input).then(toldPreferences),
    'preferences.makeAttachmentsFolder': () => services.choices.makeAttachmentsFolder().then(toldPreferences),
    'providers.list': () => Promise.resolve([...services.descriptors]),

    'connections.list': () => connections.list(),
    'connections.testDraft': (input) => tests.testDraft(input),
    'connections.add': (input) => connections.add(input),
    'connections.edit': (input) => connections.edit(input),
    'connections.test': ({ id }) => tests.test(id),
    'connections.testAll': () =>
      tests.testAll((progress) => {
        events.emit('connections.testProgress', progress);
      }),
    'connections.setPolicy': ({ id, policy }) => connections.setPolicy(id, policy),
    'connections.projects': ({ id, text }) => services.visible.projects(id, text),
    'connections.setActive': ({ id, active }) => connections.setActive(id, active),
    'connections.remove': ({ id }) => removal.remove(id),
    'connections.undoRemove': ({ id }) => removal.undo(id),

    'secrets.status': () => secrets.status(),
    'secrets.createVault': ({ passphrase }) => secrets.createVault(passphrase),
    'secrets.unlockVault': ({ passphrase }) => secrets.unlockVault(passphrase),
    'secrets.lockVault': () => secrets.lockVault(),
    'secrets.useHome': ({ home }) => secrets.useHome(home),

    ...keyHandlers(services),

    'server.status': () => Promise.resolve(server.status()),
    'server.start': () => server.start(),
    'server.stop': () => server.stop(),
    'server.restart': () => server.restart(),
    'server.log': () => Promise.resolve([...server.log()]),
    'server.callTool': (input) => server.callTool(input.name, input.arguments),

    ...claudeHandlers(services),
    ...clientHandlers(services),
    ...huntHandlers(services),
    ...profileHandlers(services),
    ...importHandlers(services),

    'activity.list': ({ limit }) => services.activity.list(limit),
  };
}

type KeyCalls = CallsOf<'keys' | 'rotation' | 'reminders' | 'diagnosis' | 'health'>;

function keyHandlers({ keys, rotations, reminders, diagnoses, health, events }: OwnServices): KeyCalls {
  return {
    'keys.list': () => keys.list(),
    'keys.setExpiry': ({ id, expiresAt }) => keys.setExpiry(id, expiresAt).then(done),
    'keys.setExposed': ({ id, where }) => keys.setExposed(id, where).then(done),
    'keys.setPolicy': ({ id, policy }) => keys.setPolicy(id, policy).then(done),
    'keys.calendar': () => keys.calendar(),

    'rotation.plan': ({ id }) => rotations.plan(id),
    'rotation.tryKey': ({ id, ...input }) => rotations.tryKey({ connectionId: id, ...input }),
    'rotation.replace': ({ id, ...input }) => rotations.replace({ connectionId: id, ...input }),
    'rotation.automatic': ({ id, together }) => rotations.automatic({ connectionId: id, together }),
    'rotation.resume': ({ rotationId }) => rotations.resume(rotationId),
    'rotation.discard': ({ rotationId }) => rotations.discard(rotationId),
    'rotation.rollBack': ({ rotationId }) => rotations.rollBack(rotationId),
    'rotation.finish': (input) => rotations.finish(input),
    'rotation.history': async ({ id }) => [...(await rotations.history(id))],

    'reminders.list': () => reminders.list(),
    'reminders.snooze': ({ id, until }) => reminders.snooze(id, until).then(done),

    'diagnosis.run': ({ runId, subject }) =>
      diagnoses.run(subject, (step) => {
        events.emit('diagnosis.step', { runId, step });
      }),

    'health.wake': () => {
      health.wake();
      void reminders.look();
      return Promise.resolve({});
    },
  };
}

const done = () => ({});
