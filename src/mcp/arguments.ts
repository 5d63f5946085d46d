import { z } from 'zod';

/** What several tools take. Every word here is listed once for each tool that takes it, so there are few. */

export const oneConnection = z.string().min(1);

export const connections = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)], 'The name of a connection, or up to 20 names.')
  .optional()
  .describe('Name, or several; default: all');

export const limit = z.int().min(1).max(50).optional().describe('Per connection, default 20');

export const listCursor = z.string().optional().describe('next_cursor of the last answer, passed alone');

const date = z.iso.date();
export const day = date.optional();
export const since = z
  .union([date, z.iso.datetime({ offset: true })], 'A day like 2026-01-31, or a timestamp with a zone.')
  .optional();

/** Ids become part of an address, where "." and ".." would lead elsewhere. Checked, but not listed with the tools. */
export const id = z
  .string()
  .trim()
  .refine((text) => text.length <= 200 && /[^.\s]/.test(text), 'An id is needed, as a search gives it.');

/** Entries of the included lists to pass over; the last answer said how many. */
export const skip = z.int().min(0).optional();
export const from = z.int().min(0).optional();
