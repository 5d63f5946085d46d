import { z } from 'zod';

/** A proxy's address without credentials, which have no place in a file; or `none`. */
export const proxySetting = z
  .string()
  .trim()
  .refine((text) => text === 'none' || isProxyAddress(text), 'Write it like http://proxy.example.com:8080.')
  .refine(
    (text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''),
    'Leave the user name and password out: this is kept in a file. Set HTTPS_PROXY in the environment instead.',
  );

function isProxyAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
