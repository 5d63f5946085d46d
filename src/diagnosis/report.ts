import { z } from 'zod';
import { problem } from '../lib/app-error.ts';

/** The questions a diagnosis asks, in this order; each builds on the ones before it. */
const diagnosisStepId = z.enum([
  /** Can the key be read from where it lives? */
  'key',
  /** Is the address one, and http or https as it should be? */
  'address',
  /** Which proxy is in the way, does it answer and let us through? */
  'proxy',
  /** Does the name resolve? (behind a proxy: the proxy's task) */
  'name',
  /** Does anything answer at the port? */
  'connection',
  /** Is the certificate good: chain, expiry, name, authority? */
  'tls',
  /** Does this computer's clock agree with the server's? */
  'clock',
  /** Is it the system it is said to be, and no login page? */
  'system',
  /** Cloud or Data Center, as the connection believes? */
  'deployment',
  /** Is it the right kind of key for that, signed the right way, at the gateway where it needs to be? */
  'key-kind',
  /** Does the system know whose key it is? Tells refused, expired, anonymous, CAPTCHA, rate limit, IP allow-list. */
  'sign-in',
  /** May the key do what the connection's access lets Claude do? */
  'permission',
]);
export type DiagnosisStepId = z.infer<typeof diagnosisStepId>;

export const diagnosisStep = z.object({
  id: diagnosisStepId,
  /** "Certificate" */
  title: z.string(),
  /** `skipped`: an earlier step makes it pointless, or it does not apply. */
  state: z.enum(['running', 'good', 'warning', 'failed', 'skipped']),
  durationMs: z.number().nonnegative().optional(),
  /** What was found, in one sentence: "Valid until 3 March 2027, issued by Example Corp CA." Never a secret. */
  detail: z.string().optional(),
});
export type DiagnosisStep = z.infer<typeof diagnosisStep>;

/** What the button below the result does. */
const diagnosisAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('replace-key') }),
  z.object({ do: z.literal('open-link'), label: z.string(), link: z.url() }),
  /** The connection's own form: address, account, time-out, proxy, certificate file. */
  z.object({ do: z.literal('edit-connection') }),
  z.object({ do: z.literal('change-access') }),
  /** The settings' section: vault and keychain, or network. */
  z.object({ do: z.literal('open-settings'), section: z.enum(['secrets', 'network']) }),
  z.object({ do: z.literal('resume-connection') }),
  z.object({ do: z.literal('run-again') }),
]);
export type DiagnosisAction = z.infer<typeof diagnosisAction>;

/** One diagnosis: what was looked at, the one cause, the one next step. */
export const diagnosisReport = z.object({
  at: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** The connection's name; absent for a draft. */
  connection: z.string().optional(),
  steps: z.array(diagnosisStep),
  works: z.boolean(),
  /** The one cause; absent when everything is good. With `works` it is a warning (the key works but may not write). */
  problem: problem.optional(),
  action: diagnosisAction.optional(),
  /** The whole as plain text, to paste into a ticket: no secret, no account name beyond what an administrator needs. */
  text: z.string(),
});
export type DiagnosisReport = z.infer<typeof diagnosisReport>;
