import { z } from 'zod';
import { problem } from '../lib/app-error.ts';

/** The answer to a call as it crosses an edge, over IPC and HTTP alike. */
export const callAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), output: z.unknown() }),
  z.object({ ok: z.literal(false), error: problem }),
]);
export type CallAnswer = z.infer<typeof callAnswer>;

export const callRequest = z.object({ name: z.string(), input: z.unknown() });
export type CallRequest = z.infer<typeof callRequest>;

export const eventMessage = z.object({ event: z.string(), payload: z.unknown() });
export type EventMessage = z.infer<typeof eventMessage>;

/** What the Electron main process and its host child say to each other over the child's IPC channel. */
export const hostRequest = z.object({ type: z.literal('call'), id: z.number().int(), request: callRequest });
export type HostRequest = z.infer<typeof hostRequest>;
export const hostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('answer'), id: z.number().int(), answer: callAnswer }),
  z.object({ type: z.literal('event'), message: eventMessage }),
]);
export type HostMessage = z.infer<typeof hostMessage>;
