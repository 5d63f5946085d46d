import { z } from 'zod';

/** How a connection's key is to be rotated. It belongs to the connection and outlives its keys. */
export const rotationPolicy = z.object({
  /** Days a key is used at most; 0: as long as it works; absent: as in the settings. */
  everyDays: z.number().int().min(0).max(3650).optional(),
  /** Data Center tokens only: rotated by us when due, without being asked. */
  automatic: z.boolean().default(false),
});
export type RotationPolicy = z.infer<typeof rotationPolicy>;
