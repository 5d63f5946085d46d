import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Powers of two; the upper bound keeps a forged file from taking all memory (128 * N * r bytes). */
const cost = z
  .number()
  .int()
  .min(2 ** 10)
  .max(2 ** 20)
  .refine((n) => Number.isInteger(Math.log2(n)));

/** How the key is made from the passphrase; stored, so that a later version can ask for more. */
export const kdf = z.object({
  name: z.literal('scrypt'),
  N: cost,
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(16),
  salt: z.base64().min(16),
});
export type Kdf = z.infer<typeof kdf>;

/** AES-256-GCM: nonce, tag and text, each base64. */
export const sealed = z.object({ nonce: z.base64(), tag: z.base64(), text: z.base64() });
export type Sealed = z.infer<typeof sealed>;

/** OWASP's advice for scrypt: 128 MB and about half a second. */
export const defaultCost = 2 ** 17;

export function newKdf(N = defaultCost): Kdf {
  return { name: 'scrypt', N, r: 8, p: 1, salt: randomBytes(16).toString('base64') };
}

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** Letters typed on another system may be composed differently; NFKC makes them one. */
export function deriveKey(passphrase: string, { N, r, p, salt }: Kdf): Promise<Buffer> {
  return derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r });
}

/** `about` is bound to the text: a sealed text moved to another account does not open. */
export function seal(key: Buffer, about: string, text: string): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(about));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: encrypted.toString('base64'),
  };
}

/** Undefined when the key is another one or the text was changed. */
export function open(key: Buffer, about: string, { nonce, tag, text }: Sealed): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 })
      .setAAD(associated(about))
      .setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(text, 'base64'), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

const associated = (about: string): Buffer => Buffer.from(`mcp-keyring vault 1 ${about}`);
