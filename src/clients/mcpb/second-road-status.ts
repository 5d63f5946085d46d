import { z } from 'zod';
import { problem } from '../../lib/app-error.ts';

/** A bundle that was made and can be given to Claude. */
export const exportedExtension = z.object({
  path: z.string(),
  version: z.string(),
  bytes: z.number().int(),
  madeAt: z.iso.datetime(),
});
export type ExportedExtension = z.infer<typeof exportedExtension>;

/** The other way into Claude Desktop: an extension in place of an entry. */
export const secondRoadStatus = z.object({
  version: z.string(),
  /** Why no extension can be made here. */
  refusal: problem.optional(),
  exported: exportedExtension.optional(),
  /** As Claude has it. */
  installed: z.array(
    z.object({
      folder: z.string(),
      version: z.string(),
      enabled: z.boolean(),
      /** Another version than this one. */
      outdated: z.boolean(),
    }),
  ),
  /** The extension and the entry are active: Claude has every tool twice, and may quietly drop one. */
  both: z.boolean(),
});
export type SecondRoadStatus = z.infer<typeof secondRoadStatus>;
