import { z } from 'zod';
import { secretHome } from './secret-store.ts';

/**
 * A secret that stays where it is and is read from there when it is needed: a file (Docker secrets, `TP_API_KEY_FILE`),
 * an environment variable, or what a command prints (`op read`, `vault kv get`, `aws secretsmanager`). The command is an
 * argument vector and runs without a shell.
 */
export const secretReference = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), path: z.string().trim().min(1, 'Enter the path of the file.').max(4096) }),
  z.object({
    kind: z.literal('env'),
    name: z
      .string()
      .trim()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'Letters, digits and _ only.'),
  }),
  z.object({
    kind: z.literal('command'),
    command: z.array(z.string().max(4096)).min(1, 'Enter the command.').max(50),
  }),
]);
export type SecretReference = z.infer<typeof secretReference>;

/** Where a key lives: kept by us (keychain, vault), or somewhere else that we only read. */
export const secretPlace = z.union([secretHome, secretReference]);
export type SecretPlace = z.infer<typeof secretPlace>;

/** Whether we only read it: it is then never written, swapped or deleted by us. */
export function isReference(place: SecretPlace): place is SecretReference {
  return typeof place === 'object';
}
