import { z } from 'zod';
import { secretPlace } from '../secrets/secret-reference.ts';

/** What is known of a key without knowing the key. */
export const credential = z.object({
  field: z.string(),
  home: secretPlace,
  /** The last characters, e.g. `…9f3a`. */
  hint: z.string(),
  /** Counts up with every replacement; part of the secret's item name. */
  version: z.number().int().positive(),
  /** When it was made, where the system tells; else when it was entered here. */
  createdAt: z.iso.datetime(),
  /** The calendar day on which it ends. */
  expiresAt: z.iso.date().optional(),
  /**
   * Who said when it ends. Present without `expiresAt`: it does not end. Absent: nobody was asked yet (files of older
   * versions have `expiresAt` alone; that counts as said by the user).
   */
  expiryFrom: z.enum(['system', 'user']).optional(),
  /** Data Center: the token's number at the system. */
  tokenId: z.string().optional(),
  /** It was found in plain text: due at once. */
  exposed: z.object({ where: z.string().max(4096), at: z.iso.datetime() }).optional(),
});
export type Credential = z.infer<typeof credential>;
