import { z } from 'zod';
import { problem } from '../lib/app-error.ts';
import { endpoint, providerId } from '../providers/provider.ts';
import { cautiousPolicy, policy } from '../policy/policy.ts';
import { account } from '../providers/vocabulary.ts';
import { proxySetting } from '../settings/network-settings.ts';
import { rotationPolicy } from '../keys/rotation-policy.ts';
import { credential } from './credential.ts';

export const auth = z.discriminatedUnion('method', [
  z.object({ method: z.literal('api-token'), account: z.string().min(1) }),
  z.object({ method: z.literal('password'), account: z.string().min(1) }),
  z.object({ method: z.literal('personal-access-token') }),
  z.object({ method: z.literal('api-key') }),
  z.object({ method: z.literal('access-token') }),
  z.object({ method: z.literal('service-token') }),
]);
export type Auth = z.infer<typeof auth>;

const testOutcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), account }),
  z.object({ ok: z.literal(false), problem }),
]);
export const testResult = z.object({
  at: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  outcome: testOutcome,
});
export type TestResult = z.infer<typeof testResult>;

export const connectionOptions = z.object({
  timeoutMs: z.number().int().min(1000).max(300_000).default(30_000),
  retries: z.number().int().min(0).max(10).default(3),
  /** Requests to the system at the same moment. */
  maxParallel: z.number().int().min(1).max(20).default(4),
  /** `http://proxy.example.com:8080`, or `none` for no proxy; absent: as in the settings. */
  proxy: proxySetting.optional(),
  /** A PEM file with certificate authorities to trust besides the system's. An absolute path. */
  caFile: z.string().min(1).max(4096).optional(),
});

export const connectionName = z.string().trim().min(1, 'Give the connection a name.').max(80, 'At most 80 characters.');

export const connection = z.object({
  id: z.uuid(),
  name: connectionName,
  provider: providerId,
  endpoint,
  auth,
  /** ClickUp: the workspace whose lists and tasks are meant. */
  workspaceId: z.string().optional(),
  options: connectionOptions,
  /** What Claude may do with it. */
  policy: policy.default(cautiousPolicy),
  credential,
  rotation: rotationPolicy.default({ automatic: false }),
  /** The highest version that any key of this connection ever had: item names are never used again. Absent: the credential's. */
  lastVersion: z.number().int().positive().optional(),
  /** Whose key it is, from the last successful test. */
  owner: account,
  active: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastTest: testResult.optional(),
  /** Every test since then ended with the key refused; gone with the first that succeeds or another key. */
  failing: z.object({ since: z.iso.datetime(), times: z.number().int().positive() }).optional(),
});
export type Connection = z.infer<typeof connection>;

/** What a test of a draft found out: the outcome, and where the address really leads. */
export const draftTestResult = testResult.extend({ endpoint: endpoint.optional() });
export type DraftTestResult = z.infer<typeof draftTestResult>;
