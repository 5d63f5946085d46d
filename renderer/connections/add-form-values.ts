import { schemaResolver, type FormErrors } from '@mantine/form';
import { contract, type CallInput } from '../../src/api/contract.ts';
import type { ProblemCode } from '../api/problem.ts';
import { suggestedName } from './addresses.ts';
import { emptySource, keyField, sourceErrors, sourceOf, type SourceValues } from './key-source-values.ts';
import type { AuthMethod, Draft, Provider } from './types.ts';

export type AddFormValues = SourceValues & {
  address: string;
  method: AuthMethod['id'];
  account: string;
  workspaceId: string;
  /** Undefined while the user is content with the suggestion. */
  name: string | undefined;
  /** `YYYY-MM-DD`, or empty. */
  expiresAt: string;
};

export function emptyValues(provider: Provider): AddFormValues {
  return {
    address: provider.fixedAddress ?? '',
    method: methodOf(provider).id,
    account: '',
    ...emptySource,
    workspaceId: '',
    name: undefined,
    expiresAt: '',
  };
}

/** The method with that id, else the first one, which the form offers first. */
export function methodOf(provider: Provider, id?: AuthMethod['id']): AuthMethod {
  const method = provider.authMethods.find((each) => each.id === id) ?? provider.authMethods[0];
  if (method === undefined) throw new Error(`${provider.id} has no way to sign in, which its schema forbids`);
  return method;
}

/** The user's own name, else one that is not `taken` by another connection. */
export function nameOf(provider: Provider, values: AddFormValues, taken: readonly string[]): string {
  return values.name ?? suggestedName(provider, values.address, taken);
}

export function draftOf(provider: Provider, values: AddFormValues): Draft {
  const { address, method, account, workspaceId } = values;
  return {
    provider: provider.id,
    address,
    method,
    ...sourceOf(values),
    ...(methodOf(provider, method).accountLabel === undefined ? {} : { account }),
    ...(workspaceId.trim() === '' ? {} : { workspaceId }),
  };
}

export function additionOf(
  provider: Provider,
  values: AddFormValues,
  taken: readonly string[],
): CallInput<'connections.add'> {
  const expiry = values.expiresAt === '' ? {} : { expiresAt: values.expiresAt };
  return { ...draftOf(provider, values), name: nameOf(provider, values, taken), ...expiry };
}

const check = schemaResolver(contract['connections.add'].input, { sync: true });

/** The contract's own rules, and that a method with an account needs one. */
export function validateAddition(provider: Provider, values: AddFormValues): FormErrors {
  const { accountLabel } = methodOf(provider, values.method);
  const accountMissing = accountLabel !== undefined && values.account.trim() === '';
  return {
    ...check(additionOf(provider, values, [])),
    ...sourceErrors(values),
    ...(accountMissing ? { account: `Enter the ${accountLabel.toLowerCase()}.` } : {}),
  };
}

const fieldAtFault: Partial<Record<ProblemCode, keyof AddFormValues>> = {
  'wrong-address': 'address',
  'name-not-resolved': 'address',
  'connection-refused': 'address',
  'tls-failure': 'address',
  'login-page': 'address',
  'not-found': 'address',
  'unexpected-answer': 'address',
  'bad-credentials': 'secret',
  'secret-source-failed': 'secret',
  anonymous: 'secret',
  'insufficient-scope': 'secret',
  'workspace-forbidden': 'workspaceId',
};

/** The path of the field to look at first when a test ended so. */
export function fieldOf(code: ProblemCode, provider: Provider, values: AddFormValues): string | undefined {
  const field = fieldAtFault[code];
  if (field === 'address' && provider.fixedAddress !== undefined) return undefined;
  const isKey = field === 'secret' || (field === 'workspaceId' && provider.id !== 'clickup');
  return isKey ? keyField(values.place) : field;
}
