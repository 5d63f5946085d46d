import { AppError } from '../lib/app-error.ts';
import { auth, type Auth, type Connection } from './connection.ts';
import type { ConnectionEdit } from './inputs.ts';

/** The sign-in as stored; AppError `invalid-input` when the method needs an account and none was given. */
export function authOf(method: string, account: string | undefined): Auth {
  const parsed = auth.safeParse(account ? { method, account } : { method });
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid-input',
    'The account is missing.',
    'Enter the e-mail address or user name the key belongs to.',
  );
}

/** Whether an edit could lead to another account or system, so that it has to be tested. */
export function changesIdentity(before: Connection, { address, account, workspaceId }: ConnectionEdit): boolean {
  const accountBefore = 'account' in before.auth ? before.auth.account : undefined;
  return (
    (address !== undefined && address !== before.endpoint.baseUrl) ||
    (account !== undefined && account !== (accountBefore ?? '')) ||
    (workspaceId !== undefined && workspaceId !== (before.workspaceId ?? ''))
  );
}

/** The connection with the edit's name, options, account and workspace; address and key have to be tried first. */
export function withEdits(connection: Connection, { name, account, workspaceId, options }: ConnectionEdit): Connection {
  const edited = {
    ...connection,
    ...(name === undefined ? {} : { name }),
    ...(options === undefined ? {} : { options }),
  };
  if (account !== undefined && 'account' in edited.auth) edited.auth = authOf(edited.auth.method, account);
  if (workspaceId) edited.workspaceId = workspaceId;
  if (workspaceId === '') delete edited.workspaceId;
  return edited;
}
