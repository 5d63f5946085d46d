import { secretAccountOf } from '../connections/connection-access.ts';
import { connectionOptions, type Connection } from '../connections/connection.ts';
import type { ConnectionDraft } from '../connections/inputs.ts';
import type { Policy } from '../policy/policy.ts';
import type { AuthMethodId, Endpoint, ProviderId } from '../providers/provider.ts';
import type { SecretPlace } from '../secrets/secret-reference.ts';

/** What is looked at: a saved connection, paused or not, or what stands in the form. */
export type Subject = {
  readonly kind: 'saved' | 'draft';
  readonly name?: string | undefined;
  readonly provider: ProviderId;
  readonly address: string;
  /** What an earlier test found at the address. */
  readonly endpoint?: Endpoint | undefined;
  readonly method: AuthMethodId;
  readonly account?: string | undefined;
  readonly workspaceId?: string | undefined;
  readonly options: Connection['options'];
  readonly key: KeyPlace;
  /** `YYYY-MM-DD` */
  readonly expiresAt?: string | undefined;
  readonly policy?: Policy | undefined;
  readonly active: boolean;
};

/** `account` is the item in a keychain or vault. */
type KeyPlace = { readonly typed: string } | { readonly account: string; readonly place: SecretPlace };

export function savedSubject(connection: Connection): Subject {
  const { name, provider, endpoint, auth, workspaceId, options, credential, policy, active } = connection;
  return {
    kind: 'saved',
    ...{ name, provider, endpoint, workspaceId, options, policy, active },
    address: endpoint.baseUrl,
    method: auth.method,
    account: 'account' in auth ? auth.account : undefined,
    key: { account: secretAccountOf(connection), place: credential.home },
    expiresAt: credential.expiresAt,
  };
}

export function draftSubject(draft: ConnectionDraft): Subject {
  const { provider, address, method, account, workspaceId, secret, reference, options } = draft;
  const isKept = reference !== undefined;
  return {
    kind: 'draft',
    ...{ provider, address, method, account, workspaceId },
    options: options ?? connectionOptions.parse({}),
    key: isKept ? { account: '', place: reference } : { typed: secret ?? '' },
    active: true,
  };
}
