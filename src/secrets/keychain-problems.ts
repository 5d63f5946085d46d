import { AppError, type ErrorCode } from '../lib/app-error.ts';
import type { Surroundings } from '../settings/data-folder.ts';

export type Platform = Surroundings['platform'];

/** What people call the keychain on their system. */
export function keychainName(platform: Platform): string {
  switch (platform) {
    case 'darwin':
      return 'Keychain';
    case 'win32':
      return 'Windows Credential Manager';
    case 'linux':
      return 'Secret Service';
  }
}

/** Windows stores at most this many bytes in one item, as UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE). */
const windowsLimit = 2560;

export function assertFits(secret: string, platform: Platform): void {
  if (platform !== 'win32' || secret.length * 2 <= windowsLimit) return;
  throw new AppError(
    'invalid-input',
    `The key has ${secret.length} characters; Windows Credential Manager holds ${windowsLimit / 2}.`,
    'Check that only the key was pasted, or choose the passphrase vault in Settings.',
  );
}

/** The addon has one error code for everything, so its text is all there is to tell causes apart, here and nowhere else. */
const causes: readonly (readonly [text: RegExp, cause: Cause])[] = [
  // Linux: a locked collection whose dialog was closed or could not be shown. macOS: errSecInteractionNotAllowed,
  // errSecUserCanceled, errSecAuthFailed.
  [/prompt was dismissed|is locked|interaction is not allowed|user canceled|passphrase you entered/i, 'locked'],
  // A Secret Service without any keyring in it, as before the first graphical login.
  [/no result found/i, 'no-keyring'],
];
type Cause = 'locked' | 'no-keyring' | 'unavailable';

/** A failure of the keychain as one of its two answers. */
export function keychainError(error: unknown, platform: Platform): AppError {
  const text = error instanceof Error ? error.message : '';
  return keychainProblem(causes.find(([pattern]) => pattern.test(text))?.[1] ?? 'unavailable', platform, error);
}

export function keychainProblem(cause: Cause, platform: Platform, error?: unknown): AppError {
  const [code, message, next] = sentences(cause, platform);
  return new AppError(code, message, next, { cause: error });
}

function sentences(cause: Cause, platform: Platform): readonly [ErrorCode, string, string] {
  const name = keychainName(platform);
  switch (cause) {
    case 'locked':
      return ['keychain-locked', `The keychain (${name}) is locked.`, unlock(platform)];
    case 'no-keyring':
      return [
        'keychain-unavailable',
        `The keychain (${name}) has no keyring yet.`,
        'Create one in "Passwords and Keys" or sign out and in again, or choose the passphrase vault in Settings.',
      ];
    case 'unavailable':
      return ['keychain-unavailable', `The keychain (${name}) does not answer.`, whereNone(platform)];
  }
}

function unlock(platform: Platform): string {
  const dialog = 'A dialog that asks for your password may be open behind another window.';
  if (platform === 'win32') return 'Sign in to Windows again, then try again.';
  return platform === 'darwin'
    ? `Unlock it in Keychain Access, then try again. ${dialog}`
    : `Unlock it in "Passwords and Keys", then try again. ${dialog}`;
}

function whereNone(platform: Platform): string {
  return platform === 'linux'
    ? 'Install gnome-keyring or KWallet and sign in again, or choose the passphrase vault in Settings.'
    : 'Restart the computer, or choose the passphrase vault in Settings.';
}
