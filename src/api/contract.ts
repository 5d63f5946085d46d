import { z } from 'zod';
import { activityEntry } from '../activity/activity-entry.ts';
import { connection, draftTestResult, testResult } from '../connections/connection.ts';
import { connectionDraft, connectionEdit, keyTrial, newConnection, newKey } from '../connections/inputs.ts';
import { diagnosisReport, diagnosisStep } from '../diagnosis/report.ts';
import { keyOverview } from '../keys/key-overview.ts';
import { rotationPolicy } from '../keys/rotation-policy.ts';
import { logLine, serverStatus, toolAnswer } from '../mcp/server-status.ts';
import { policy } from '../policy/policy.ts';
import { providerDescriptor } from '../providers/provider.ts';
import { project } from '../providers/vocabulary.ts';
import { announcement, reminder } from '../reminders/reminder.ts';
import { keyComparison, pastRotation, rotationPlan, rotationProgress, rotationView } from '../rotation/rotation.ts';
import { secretHome, storeStatus } from '../secrets/secret-store.ts';
import { preferences, preferencesChange } from '../settings/preferences.ts';
import { claudeCalls, claudeEvents } from './calls/claude.ts';
import { clientCalls, clientEvents } from './calls/clients.ts';
import { huntCalls, huntEvents } from './calls/hunt.ts';
import { importCalls, importEvents } from './calls/imports.ts';
import { profileCalls, profileEvents } from './calls/profiles.ts';

/** Passphrases and keys travel inward only: no output below has a field for one, so none can leave. */
const nothing = z.object({});
const byId = z.object({ id: z.uuid() });
const byRotation = z.object({ rotationId: z.uuid() });
const passphrase = z.string().min(10, 'At least 10 characters.').max(1024);

const appInfo = z.object({
  version: z.string(),
  shell: z.enum(['desktop', 'web']),
  platform: z.enum(['darwin', 'win32', 'linux']),
  dataFolder: z.string(),
  logFile: z.string(),
  /** Demo mode: a simulator answers instead of real systems. */
  demo: z.boolean(),
  nodeVersion: z.string(),
});

const secretsStatus = z.object({
  /** Where new secrets go. */
  home: secretHome,
  keychain: storeStatus,
  /** The keychain's name on this system: "Keychain", "Windows Credential Manager", "Secret Service". */
  keychainName: z.string(),
  vault: storeStatus,
});

/** Opens the vault of the demo, whose keys open nothing but the simulator; the window shows it to whoever locks it. */
export const demoPassphrase = 'demo passphrase';

/** The one list of calls between the window and the host. Names are subject.verb. */
export const contract = {
  'app.info': { input: nothing, output: appInfo },
  'preferences.get': { input: nothing, output: preferences },
  'preferences.set': { input: preferencesChange, output: preferences },
  /** Makes the folder for attachments in the usual place, where it is not there yet, and chooses it. */
  'preferences.makeAttachmentsFolder': { input: nothing, output: preferences },

  'providers.list': { input: nothing, output: z.array(providerDescriptor) },

  'connections.list': { input: nothing, output: z.array(connection) },
  /** Tries a draft without saving anything. */
  'connections.testDraft': { input: connectionDraft, output: draftTestResult },
  /** Tests again and saves; a failing test saves nothing and is the error. */
  'connections.add': { input: newConnection, output: connection },
  /** Tests first when the address, account or workspace changes. */
  'connections.edit': { input: connectionEdit, output: connection },
  'connections.test': { input: byId, output: testResult },
  /** All active connections, side by side; `connections.testProgress` events count along. */
  'connections.testAll': { input: nothing, output: z.array(byId.extend({ result: testResult })) },
  /** What Claude may do with it from the next call on. */
  'connections.setPolicy': { input: byId.extend({ policy }), output: connection },
  /** What the connection's key can see, whatever the policy says: for choosing what Claude may see. */
  'connections.projects': {
    input: byId.extend({ text: z.string().max(200).optional() }),
    output: z.object({ projects: z.array(project), more: z.boolean() }),
  },
  'connections.setActive': { input: byId.extend({ active: z.boolean() }), output: connection },
  /** The key is deleted when `undoUntil` has passed. */
  'connections.remove': { input: byId, output: z.object({ undoUntil: z.iso.datetime() }) },
  'connections.undoRemove': { input: byId, output: connection },

  'secrets.status': { input: nothing, output: secretsStatus },
  'secrets.createVault': { input: z.object({ passphrase }), output: secretsStatus },
  'secrets.unlockVault': { input: z.object({ passphrase: z.string().min(1).max(1024) }), output: secretsStatus },
  'secrets.lockVault': { input: nothing, output: secretsStatus },
  'secrets.useHome': { input: z.object({ home: secretHome }), output: secretsStatus },

  /** All that is known of the keys: files only, so that it is there at once. */
  'keys.list': { input: nothing, output: z.array(keyOverview) },
  /** `null`: the user says that it does not end. */
  'keys.setExpiry': { input: byId.extend({ expiresAt: z.iso.date().nullable() }), output: nothing },
  /** The user says where the key was seen by others: it is due at once. `null`: it was a mistake. */
  'keys.setExposed': {
    input: byId.extend({ where: z.string().trim().min(1, 'Say where.').max(200).nullable() }),
    output: nothing,
  },
  'keys.setPolicy': { input: byId.extend({ policy: rotationPolicy }), output: nothing },
  /** An iCalendar file with all due dates. */
  'keys.calendar': { input: nothing, output: z.object({ fileName: z.string(), text: z.string() }) },

  'rotation.plan': { input: byId, output: rotationPlan },
  /** Tests a new key beside the old one; saves nothing. */
  'rotation.tryKey': { input: keyTrial, output: keyComparison },
  /** Tests, stores, swaps, proves; `rotation.progress` events tell how far it is. */
  'rotation.replace': { input: newKey, output: rotationView },
  /** The same with a token made by the system's own API. */
  'rotation.automatic': { input: byId.extend({ together: z.array(z.uuid()).default([]) }), output: rotationView },
  'rotation.resume': { input: byRotation, output: rotationView },
  'rotation.discard': { input: byRotation, output: pastRotation },
  'rotation.rollBack': { input: byRotation, output: pastRotation },
  /** Ends the grace time: revokes the old key at the system where that can be done, and forgets it. */
  'rotation.finish': { input: byRotation.extend({ revoke: z.boolean() }), output: pastRotation },
  'rotation.history': { input: byId, output: z.array(pastRotation) },

  'reminders.list': { input: nothing, output: z.array(reminder) },
  'reminders.snooze': { input: z.object({ id: z.string(), until: z.iso.datetime() }), output: nothing },

  /** Steps are told by `diagnosis.step` events with the caller's `runId`. */
  'diagnosis.run': {
    input: z.object({ runId: z.uuid(), subject: z.union([byId, z.object({ draft: connectionDraft })]) }),
    output: diagnosisReport,
  },

  /** A shell says that the computer woke up or is on a network again. */
  'health.wake': { input: nothing, output: nothing },

  'server.status': { input: nothing, output: serverStatus },
  'server.start': { input: nothing, output: serverStatus },
  'server.stop': { input: nothing, output: serverStatus },
  'server.restart': { input: nothing, output: serverStatus },
  'server.log': { input: nothing, output: z.array(logLine) },
  'server.callTool': {
    input: z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }),
    output: toolAnswer,
  },

  ...claudeCalls,
  ...clientCalls,
  ...huntCalls,
  ...profileCalls,
  ...importCalls,

  'activity.list': { input: z.object({ limit: z.number().int().min(1).max(500) }), output: z.array(activityEntry) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** What the host tells the window without being asked. */
export const events = {
  /** Fetch again: the connections changed, here or by another process. */
  'connections.changed': nothing,
  'connections.testProgress': z.object({ done: z.number().int(), total: z.number().int() }),
  'secrets.changed': nothing,
  'preferences.changed': nothing,
  'rotation.progress': rotationProgress,
  /** Fetch the reminders again. */
  'reminders.changed': nothing,
  /** To be announced by the shell, now. */
  'reminders.notice': announcement,
  'diagnosis.step': z.object({ runId: z.uuid(), step: diagnosisStep }),
  'server.changed': serverStatus,
  'server.logged': logLine,
  'activity.added': nothing,
  ...claudeEvents,
  ...clientEvents,
  ...huntEvents,
  ...profileEvents,
  ...importEvents,
} as const satisfies Record<string, z.ZodType>;

type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller passes (defaults may be left out). */
export type CallInput<N extends CallName> = z.input<Contract[N]['input']>;
/** What a handler receives (checked, defaults filled in). */
export type HandlerInput<N extends CallName> = z.output<Contract[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>;
/** What a handler returns; fields the contract does not declare are dropped at the edge. */
export type HandlerOutput<N extends CallName> = z.input<Contract[N]['output']>;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;
