import type { AppError, ErrorCode } from '../../lib/app-error.ts';
import type { Credentials } from '../provider.ts';
import type { SignedBy } from './api-request.ts';

export type RenewSigned = () => Promise<SignedBy | undefined>;

/** What signs the requests of one client: changed only when the system refused it and there is something newer. */
export interface Signature {
  readonly current: SignedBy;
  /** All that anything was signed with, to be masked in answers. */
  readonly used: readonly SignedBy[];
  /** What to sign with instead of what was refused; undefined: nothing else is known. Those who ask at once share one look. */
  renewed(refused: SignedBy): Promise<SignedBy | undefined>;
}

export function createSignature(first: SignedBy, renewSigned: RenewSigned | undefined): Signature {
  let current = first;
  const used = [first];
  let looking: Promise<SignedBy | undefined> | undefined;
  const look = async (): Promise<SignedBy | undefined> => {
    const newer = await renewSigned?.();
    if (newer === undefined) return undefined;
    used.push(newer);
    current = newer;
    return newer;
  };
  return {
    used,
    get current() {
      return current;
    },
    renewed(refused) {
      if (refused !== current) return Promise.resolve(current);
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}

/** `ClientSettings.renew`, in the words of the system's own way to sign. */
export function signingAnew(
  renew: (() => Promise<Credentials | undefined>) | undefined,
  sign: (credentials: Credentials) => SignedBy,
): RenewSigned | undefined {
  if (renew === undefined) return undefined;
  return async () => {
    const credentials = await renew();
    return credentials && sign(credentials);
  };
}

const ofTheKey = new Set<ErrorCode>(['bad-credentials', 'anonymous', 'insufficient-scope', 'wrong-kind-of-key']);

/** Whether another key may be answered otherwise. */
export const isOfTheKey = ({ code }: AppError): boolean => ofTheKey.has(code);
