import type { z } from 'zod';

/** A part of the contract: the calls of one subject, named subject.verb. */
export type CallList = Record<string, { input: z.ZodType; output: z.ZodType }>;
/** What the host tells the window of one subject without being asked. */
export type EventList = Record<string, z.ZodType>;
